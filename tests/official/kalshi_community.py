"""Trades and streams at Kalshi through ``kalshi-sdk``, and prints what it saw as JSON.

Run by the interpreter of that client's own environment, as
``python kalshi_community.py ORIGIN KEY_ID PEM_FILE TICKER``. The client is unmodified;
only its host and its key are set.
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import import_module
from typing import Any

kalshi: Any = import_module("kalshi")
models: Any = import_module("kalshi.models.orders")
auth: Any = import_module("kalshi.auth")
ws: Any = import_module("kalshi.ws.client")


async def main(origin: str, key_id: str, pem_file: str, ticker: str) -> None:
    """Write one JSON object to the standard output."""
    config = kalshi.KalshiConfig(
        base_url=f"{origin}/trade-api/v2",
        ws_base_url=f"{origin.replace('http', 'ws', 1)}/trade-api/ws/v2",
    )
    signer = auth.KalshiAuth.from_key_path(key_id, pem_file)
    client = kalshi.AsyncKalshiClient(config=config, auth=signer)
    try:
        async with ws.KalshiWebSocket(auth=signer, config=config).connect() as session:
            found = await trade(client, session, ticker)
    finally:
        await client.close()
    sys.stdout.write(json.dumps(found, default=str))


def order(ticker: str, client_id: str, **changes: Any) -> Any:
    """A bid that rests, with changes."""
    terms = {
        "ticker": ticker,
        "client_order_id": client_id,
        "side": "bid",
        "count": "10.00",
        "price": "0.0300",
        "time_in_force": "good_till_canceled",
        "self_trade_prevention_type": "taker_at_cross",
        **changes,
    }
    return models.CreateOrderV2Request(**terms)


async def trade(client: Any, session: Any, ticker: str) -> dict[str, Any]:
    """Place, amend, list and cancel, and hear of it."""
    books = await session.subscribe_orderbook_delta(tickers=[ticker])
    first = await anext(aiter(books))
    fills = await session.subscribe_fill()
    orders = client.orders
    rested = await orders.create_v2(request=order(ticker, "resting"))
    delta = await anext(aiter(books))
    taken = await orders.create_v2(
        request=order(ticker, "taking", price="0.5500", count="2.00")
    )
    fill = await anext(aiter(fills))
    amended = await orders.amend_v2(
        rested.order_id,
        request=models.AmendOrderV2Request(
            ticker=ticker, side="bid", price="0.0310", count="12.00"
        ),
    )
    resting = (await orders.list(status="resting")).items
    cancelled = await orders.cancel_v2(rested.order_id)
    return {
        "first": first.type,
        "delta": [delta.type, delta.msg.price, delta.msg.delta],
        "fill": [fill.msg.order_id == taken.order_id, fill.msg.market_ticker],
        "rested": rested.remaining_count,
        "taken": [taken.fill_count, taken.average_fill_price],
        "amended": amended.remaining_count,
        "resting": [row.order_id == rested.order_id for row in resting],
        "cancelled": cancelled.reduced_by,
        "refused": await refused(orders, ticker),
        "positions": len((await client.portfolio.positions()).market_positions),
        "fills": len((await orders.fills()).items),
    }


async def refused(orders: Any, ticker: str) -> list[Any]:
    """What the client raises for an id that was used."""
    try:
        await orders.create_v2(request=order(ticker, "resting"))
    except kalshi.KalshiError as error:
        return [type(error).__name__, error.status_code]
    return []


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
