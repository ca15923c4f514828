"""An account is read again once its reads are as late as its stream."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import fill
from kalshi.desks import NOW, Trader
from kalshi.scripted import Answer, Wire
from predcore import FillUpdate
from predcore.kit import Seen
from predcore_kalshi._catching_up import catch_up, note_before

AS_OF = "/exchange/user_data_timestamp"
NOTHING: dict[str, dict[str, Any]] = {
    "/portfolio/orders": {"orders": [], "cursor": ""},
    "/portfolio/positions": {"market_positions": [], "cursor": ""},
    "/historical/fills": {"fills": [], "cursor": ""},
    "/historical/cutoff": {
        f"{name}_ts": "2026-09-01T00:00:00Z"
        for name in ("market_settled", "trades_created", "orders_updated")
    },
}


class Late:
    """Lists a fill as soon as the reads, which lag, are past the moment it was made."""

    def __init__(self, trader: Trader, lag: float) -> None:
        self.trader = trader
        self.lag = timedelta(seconds=lag)
        trader.wire.ask(AS_OF, self.as_of)
        trader.wire.ask("/portfolio/fills", self.fills)
        for path, body in NOTHING.items():
            trader.wire.on(path, body)

    def as_of(self, _: httpx.Request) -> Answer:
        return {"as_of_time": (self.trader.now - self.lag).isoformat()}

    def fills(self, _: httpx.Request) -> Answer:
        listed = self.trader.now - self.lag >= NOW
        return {"fills": [fill(1)] if listed else [], "cursor": ""}

    async def told(self) -> int:
        """How many fills are found."""
        venue = self.trader.venue
        seen = Seen(began_at=NOW - timedelta(days=999))
        found = await catch_up(venue, venue._desk, venue.patience, seen)
        return sum(isinstance(update, FillUpdate) for update in found)


@pytest.mark.parametrize("lag", [0.0, 0.4, 2.0])
async def test_a_fill_that_is_listed_late_is_found(wire: Wire, lag: float) -> None:
    late = Late(Trader(wire), lag)
    assert await late.told() == 1


async def test_a_fill_from_before_is_noted_though_it_is_listed_late(
    wire: Wire,
) -> None:
    late, seen = Late(Trader(wire), 0.4), Seen()
    venue = late.trader.venue
    await note_before(venue, venue._desk, venue.patience, seen)
    assert seen.last_fill_at is not None


async def test_reads_that_do_not_catch_up_are_not_waited_for_forever(
    wire: Wire,
) -> None:
    late = Late(Trader(wire), 3600.0)
    assert await late.told() == 0
    assert late.trader.now - NOW < timedelta(seconds=5)


async def test_reads_are_taken_as_they_are_where_nobody_says_how_late(
    wire: Wire,
) -> None:
    late = Late(Trader(wire), 3600.0)
    wire.on(AS_OF, {"as_of_time": None})
    assert await late.told() == 0
    assert late.trader.now == NOW
