"""Trades at Polymarket through its official client and prints what came of it, as JSON.

Run by the interpreter of that client's own environment, as
``python polymarket_trading.py GAMMA CLOB DATA RELAYER KEY WALLET TOKEN``. The client is
unmodified; only the hosts of its environment are replaced, and since that has no
public constructor the private one is used.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
import time
from importlib import import_module
from typing import Any

polymarket: Any = import_module("polymarket")
environments: Any = import_module("polymarket.environments")


async def main(key: str, wallet: str, token: str, **hosts: str) -> None:
    """Write one JSON object to the standard output."""
    config = dataclasses.replace(environments.PRODUCTION._config, **hosts)
    environment = environments._create_environment(name="simulator", config=config)
    client = await polymarket.AsyncSecureClient.create(
        private_key=key, wallet=wallet, environment=environment
    )
    async with client:
        found = {
            "type": client.wallet_type,
            **await orders(client, token),
            **await account(client, token),
        }
    json.dump(found, sys.stdout, default=str)


async def orders(client: Any, token: str) -> dict[str, Any]:
    """Place, read and cancel."""
    place = client.place_limit_order
    rested = await place(token_id=token, price="0.10", size="10", side="BUY")
    post = await place(
        token_id=token, price="0.11", size="10", side="BUY", post_only=True
    )
    dated = await place(
        token_id=token,
        price="0.12",
        size="10",
        side="BUY",
        expiration=int(time.time()) + 600,
    )
    taken = await place(token_id=token, price="0.70", size="10", side="BUY")
    bought = await client.place_market_order(
        token_id=token, side="BUY", amount="10", max_price="0.70"
    )
    sold = await client.place_market_order(
        token_id=token, side="SELL", shares="5", order_type="FOK"
    )
    read = await client.get_order(order_id=rested.order_id)
    listed = [order async for page in client.list_open_orders() for order in page.items]
    batch = [
        await client.create_limit_order(
            token_id=token, price=price, size=size, side="BUY"
        )
        for price, size in (("0.10", "10"), ("0.10", "1"))
    ]
    posted = await client.post_orders(batch)
    one = await client.cancel_order(order_id=rested.order_id)
    again = await client.cancel_order(order_id=rested.order_id)
    some = await client.cancel_orders(order_ids=[post.order_id])
    rest = await client.cancel_all()
    return {
        "rested": placed(rested),
        "post": placed(post),
        "dated": placed(dated),
        "taken": placed(taken),
        "bought": placed(bought),
        "sold": placed(sold),
        "read": [read.id == rested.order_id, read.side, read.price, read.status],
        "listed": len(listed),
        "batch": [placed(each) for each in posted],
        "cancelled": [
            list(one.canceled) == [rested.order_id],
            list(again.not_canceled.values()),
            len(some.canceled),
            len(rest.canceled),
        ],
        "refused": await refusals(client, token),
    }


def placed(answer: Any) -> list[Any]:
    """What the client made of an answer."""
    if not answer.ok:
        return [answer.code, answer.message.partition(" is invalid.")[2]]
    return [
        answer.status,
        answer.making_amount,
        answer.taking_amount,
        len(answer.trade_ids),
    ]


async def refusals(client: Any, token: str) -> dict[str, Any]:
    """What the client says where orders are refused."""
    broken: dict[str, dict[str, Any]] = {
        "crossing": {"price": "0.70", "size": "10", "post_only": True},
        "funds": {"price": "0.50", "size": "900000"},
        "small": {"price": "0.10", "size": "1"},
    }
    said: dict[str, Any] = {}
    for name, terms in broken.items():
        try:
            answer = await client.place_limit_order(token_id=token, side="BUY", **terms)
        except polymarket.errors.RequestRejectedError as error:
            said[name] = [error.status, str(error)]
        else:
            said[name] = [answer.code, answer.message]
    return said


async def account(client: Any, token: str) -> dict[str, Any]:
    """What the wallet has, did, and has for keys."""
    trades = [
        trade async for page in client.list_account_trades() for trade in page.items
    ]
    money = await client.get_balance_allowance(asset_type="COLLATERAL")
    shares = await client.get_balance_allowance(
        asset_type="CONDITIONAL", token_id=token
    )
    beat = await client.send_order_heartbeat()
    next_beat = await client.send_order_heartbeat(heartbeat_id=beat.heartbeat_id)
    positions = [
        position async for page in client.list_positions() for position in page.items
    ]
    return {
        "trades": [[t.side, t.trader_side, t.price, t.size, t.status] for t in trades],
        "makers": [len(trade.maker_orders) for trade in trades],
        "money": money.balance,
        "shares": shares.balance,
        "beats": beat.heartbeat_id != next_beat.heartbeat_id,
        "closed_only": await client.get_closed_only_mode(),
        "keys": len(await client.fetch_api_keys()),
        "notifications": len(await client.get_notifications()),
        "positions": [str(position.current_size) for position in positions],
        "deleted": await client.delete_api_key(),
    }


if __name__ == "__main__":
    gamma, clob, data, relayer, private_key, funder, token_id = sys.argv[1:]
    asyncio.run(
        main(
            private_key,
            funder,
            token_id,
            gamma_url=gamma,
            clob_url=clob,
            data_url=data,
            relayer_url=relayer,
        )
    )
