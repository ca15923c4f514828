"""Finding out what became of a cancel that went unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import order
from kalshi.desks import CREATE, NOW, Trader
from kalshi.scripted import Answer, Wire
from predcore import Accepted, OrderStatus, Unknown

READ = "/portfolio/orders/o1"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Reads are as current as the clock."""
    trader = Trader(wire)

    def as_of(_: httpx.Request) -> Answer:
        return {"as_of_time": trader.now.isoformat()}

    wire.ask("/exchange/user_data_timestamp", as_of)
    return trader


async def cancel(trader: Trader, *reads: dict[str, Any]) -> Unknown:
    """A lost cancel; then the order reads as told, one after the other."""
    trader.wire.on(READ, {"order": order()})
    trader.wire.on(f"{CREATE}/o1", httpx.Response(500))
    fate = await trader.venue.cancel("o1")
    assert isinstance(fate, Unknown)
    answers: Sequence[Answer] = [{"order": read} for read in reads]
    trader.wire.on(READ, *answers)
    return fate


async def test_a_lost_cancel_is_resolved_as_soon_as_the_order_is_over(
    trader: Trader,
) -> None:
    over = order(status="canceled", remaining_count_fp="0.00")
    unknown = await cancel(trader, order(), over)
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert found.order.status is OrderStatus.CANCELLED


async def test_an_order_still_resting_is_believed_when_the_reads_are_past_it(
    trader: Trader,
) -> None:
    unknown = await cancel(trader, order())
    found = await trader.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert found.order.status is OrderStatus.RESTING
    assert trader.now > NOW + timedelta(seconds=30)
