"""Listens to Polymarket through its official client and prints what it heard, as JSON.

Run by the interpreter of that client's own environment, as
``python polymarket_streaming.py HOSTS KEY WALLET TOKEN OTHER``, where ``HOSTS`` is a
JSON object of the fields of an environment. The client is unmodified; only the hosts
of its environment are replaced, and since that has no public constructor the private
one is used.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

polymarket: Any = import_module("polymarket")
environments: Any = import_module("polymarket.environments")
streams: Any = import_module("polymarket.streams")

_PATIENCE = 60


async def main(hosts: str, key: str, wallet: str, token: str, other: str) -> None:
    """Write one JSON object to the standard output."""
    fields: dict[str, str] = json.loads(hosts)
    config = dataclasses.replace(environments.PRODUCTION._config, **fields)
    environment = environments._create_environment(name="simulator", config=config)
    client = await polymarket.AsyncSecureClient.create(
        private_key=key, wallet=wallet, environment=environment
    )
    async with client, asyncio.timeout(_PATIENCE):
        found = {
            "market": await market(client, token, other),
            "user": await user(client, token),
            "others": await others(client),
        }
    json.dump(found, sys.stdout, default=str)


async def until(handle: Any, last: Callable[[Any], bool]) -> list[Any]:
    """Events up to the first that is the last wanted."""
    found: list[Any] = []
    async for event in handle:
        found.append(event)
        if last(event):
            break
    return found


async def market(client: Any, token: str, other: str) -> dict[str, Any]:
    """Books, a change of the top, and a trade."""
    spec = streams.MarketSpec(asset_ids=[token, other], custom_feature_enabled=True)
    async with await client.subscribe(spec) as handle:
        books = [await anext(handle), await anext(handle)]
        order = await client.place_limit_order(
            token_id=token, price="0.625", size="10", side="BUY"
        )
        change = await until(handle, lambda event: event.type == "price_change")
        await client.cancel_order(order_id=order.order_id)
        await until(handle, lambda event: event.type == "price_change")
        await client.place_limit_order(
            token_id=token, price="0.70", size="10", side="BUY"
        )
        trade = await until(handle, lambda event: event.type == "book")
    prices = change[-1].payload.price_changes
    return {
        "books": [
            [
                book.payload.asset_id,
                len(book.payload.bids),
                len(book.payload.asks),
                book.payload.tick_size,
                book.payload.last_trade_price,
            ]
            for book in books
        ],
        "changes": [
            [p.asset_id, p.side, p.price, p.size, p.best_bid, p.best_ask]
            for p in prices
        ],
        "before": [event.type for event in change[:-1]],
        "trade": [event.type for event in trade],
        "print": [
            [e.payload.price, e.payload.size, e.payload.side]
            for e in trade
            if e.type == "last_trade_price"
        ],
    }


async def user(client: Any, token: str) -> dict[str, Any]:
    """An order that rests and goes, and one that trades."""
    async with await client.subscribe(streams.UserSpec()) as handle:
        # Nothing says when the channel listens: knock until it does.
        knocking = asyncio.create_task(knock(client, token))
        first = await anext(handle)
        knocking.cancel()
        await asyncio.gather(knocking, return_exceptions=True)
        await client.cancel_all()
        taken = await client.place_limit_order(
            token_id=token, price="0.70", size="10", side="BUY"
        )

        def its(event: Any) -> bool:
            name = "id" if event.type == "order" else "taker_order_id"
            return bool(getattr(event.payload, name) == taken.order_id)

        events = await until(
            handle,
            lambda event: its(event) and event.payload.status == "CONFIRMED",
        )
    mine = [e for e in events if e.type == "order" and its(e)]
    trades = [e for e in events if e.type == "trade" and its(e)]
    return {
        "first": [first.type, first.payload.order_event_type, first.payload.status],
        "order": [[e.payload.order_event_type, e.payload.status] for e in mine],
        "trades": [
            [
                e.payload.status,
                e.payload.trader_side,
                e.payload.price,
                e.payload.size,
                len(e.payload.maker_orders),
            ]
            for e in trades
        ],
        "ids": len({e.payload.id for e in trades}),
    }


async def knock(client: Any, token: str) -> None:
    """Place orders that rest, one a second."""
    while True:
        await client.place_limit_order(
            token_id=token, price="0.10", size="10", side="BUY"
        )
        await asyncio.sleep(1)


async def others(client: Any) -> dict[str, Any]:
    """Games, and prices of both sockets."""
    async with await client.subscribe(streams.SportsSpec()) as handle:
        game = await anext(handle)
    older = streams.CryptoPricesSpec(topic="prices.crypto.chainlink")
    async with await client.subscribe(older) as handle:
        price = await anext(handle)
    live = streams.CryptoPriceSpec(symbols=["btcusd"])
    async with await client.subscribe(live) as handle:
        past = await anext(handle)
        update = await anext(handle)
    return {
        "game": [game.type, game.payload.status, game.payload.live],
        "price": [price.type, price.payload.symbol, price.payload.value > 0],
        "live": [past.type, len(past.payload.data), update.type, update.seq],
    }


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
