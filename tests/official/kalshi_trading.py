"""Trades at Kalshi through its official client and prints what came of it, as JSON.

Run by the interpreter of that client's own environment, as
``python kalshi_trading.py BASE_URL KEY_ID PEM_FILE TICKER``. The client is unmodified;
only its host and its key are set.
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

kalshi: Any = import_module("kalshi_python_async")


async def main(host: str, key_id: str, pem: str, ticker: str) -> None:
    """Write one JSON object to the standard output."""
    configuration = kalshi.Configuration(host=host)
    configuration.api_key_id = key_id
    configuration.private_key_pem = pem
    client = kalshi.KalshiClient(configuration)
    try:
        found = {**await trade(client, ticker), **await account(client)}
    finally:
        await client.close()
    sys.stdout.write(json.dumps(found))


def order(ticker: str, **changes: Any) -> dict[str, Any]:
    """A bid that rests, with changes."""
    return {
        "ticker": ticker,
        "side": "bid",
        "count": "10.00",
        "price": "0.0300",
        "time_in_force": "good_till_canceled",
        "self_trade_prevention_type": "taker_at_cross",
        **changes,
    }


async def trade(client: Any, ticker: str) -> dict[str, Any]:
    """Place, amend, decrease, list and cancel."""
    orders = kalshi.OrdersApi(client)
    rested = await orders.create_order_v2(**order(ticker, client_order_id="resting"))
    taken = await orders.create_order_v2(
        **order(ticker, price="0.9900", count="1", time_in_force="immediate_or_cancel")
    )
    amended = await orders.amend_order_v2(
        rested.order_id, ticker=ticker, side="bid", price="0.0310", count="12.00"
    )
    decreased = await orders.decrease_order_v2(rested.order_id, reduce_by="2.00")
    read = (await orders.get_order(rested.order_id)).order
    ahead = await orders.get_order_queue_position(rested.order_id)
    batch = await orders.batch_create_orders_v2(
        orders=[order(ticker), order(ticker, price="0.5550")]
    )
    resting = (await orders.get_orders(status="resting")).orders
    cancelled = await orders.cancel_order_v2(rested.order_id)
    await orders.cancel_all_orders()
    return {
        "rested": [rested.client_order_id, rested.fill_count, rested.remaining_count],
        "taken": [taken.fill_count, taken.average_fill_price, taken.average_fee_paid],
        "amended": amended.remaining_count,
        "decreased": decreased.remaining_count,
        "read": [read.book_side, read.yes_price_dollars, read.status],
        "ahead": ahead.queue_position_fp,
        "batch": [row.error and row.error.code for row in batch.orders],
        "resting": len(resting),
        "cancelled": cancelled.reduced_by,
        "left": len((await orders.get_orders(status="resting")).orders),
        "refusals": await refusals(orders, ticker),
        **await grouped(client, orders, ticker),
    }


async def refusals(orders: Any, ticker: str) -> dict[str, list[Any]]:
    """What the client raises for orders that are refused."""
    said: dict[str, list[Any]] = {}
    broken: dict[str, dict[str, Any]] = {
        "price": {"price": "0.5550"},
        "funds": {"count": "900000.00"},
        "duplicate": {"client_order_id": "resting"},
        "crossing": {"price": "0.9900", "post_only": True},
        "market": {"ticker": "KXNOPE"},
    }
    for name, changes in broken.items():
        try:
            await orders.create_order_v2(**order(**{"ticker": ticker, **changes}))
        except kalshi.ApiException as error:
            said[name] = [error.status, json.loads(error.body)["error"]["code"]]
    return said


async def grouped(client: Any, orders: Any, ticker: str) -> dict[str, Any]:
    """An order group, from its making to its end."""
    groups = kalshi.OrderGroupsApi(client)
    made = await groups.create_order_group(contracts_limit=5)
    group = made.order_group_id
    await orders.create_order_v2(**order(ticker, order_group_id=group))
    inside = len((await groups.get_order_group(group)).orders)
    await groups.trigger_order_group(group)
    await groups.reset_order_group(group)
    await groups.delete_order_group(group)
    left = (await groups.get_order_groups()).order_groups
    return {"grouped": inside, "groups": len(left or [])}


async def account(client: Any) -> dict[str, Any]:
    """What the account holds, may ask, and has for keys."""
    portfolio = kalshi.PortfolioApi(client)
    balance = await portfolio.get_balance()
    positions = (await portfolio.get_positions()).market_positions
    fills = (await portfolio.get_fills()).fills
    await portfolio.create_subaccount()
    limits = await kalshi.AccountApi(client).get_account_api_limits()
    keys = (await kalshi.ApiKeysApi(client).get_api_keys()).api_keys
    return {
        "balance": balance.balance_dollars,
        "positions": [[row.ticker, row.position_fp] for row in positions],
        "fills": [[row.fee_cost, row.is_taker] for row in fills],
        "settlements": len((await portfolio.get_settlements()).settlements),
        "deposits": len((await portfolio.get_deposits()).deposits),
        "subaccounts": len(
            (await portfolio.get_subaccount_balances()).subaccount_balances
        ),
        "tier": limits.usage_tier,
        "keys": len(keys),
    }


if __name__ == "__main__":
    url, name, pem_file, market = sys.argv[1:]
    asyncio.run(main(url, name, Path(pem_file).read_text(), market))
