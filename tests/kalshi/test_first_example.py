"""The first thing people write, as they write it."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from kalshi.bodies import market
from kalshi.scripted import Wire


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """``asyncio.gather`` is part of it."""
    return "asyncio"


async def test_the_first_example_works(wire: Wire) -> None:
    rows = [market(f"M{number}") for number in range(12)]
    side = [["0.4000", "10.00"]]
    wire.on("/markets", {"markets": rows, "cursor": "more"})
    book_of_one = {"orderbook_fp": {"yes_dollars": side, "no_dollars": []}}
    wire.on("/markets/M0/orderbook", book_of_one)
    for row in rows:
        wire.on(f"/markets/{row['ticker']}", {"market": row})
    async with wire.kalshi() as kalshi:
        page = await kalshi.markets.list(status="open", limit=100).first()
        book = await kalshi.markets.orderbook.get(page.items[0].ticker, depth=5)
        markets = await asyncio.gather(
            *(kalshi.markets.get(m.ticker) for m in page.items[:10])
        )
    assert book.yes_dollars == ((Decimal("0.40"), Decimal(10)),)
    assert [m.ticker for m in markets] == [f"M{number}" for number in range(10)]
    assert wire.params(0) == {"limit": "100", "status": "open"}
    assert wire.params(1) == {"depth": "5"}
