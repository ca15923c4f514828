"""Under 200 random schedules of faults, no venue's live book is ever a wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.kalshi_side import KalshiSide
from streams.polymarket_side import PolymarketSide
from streams.schedules import Side, Wire, schedules

SIDES: dict[str, Callable[[], Side]] = {
    "kalshi": KalshiSide,
    "polymarket": PolymarketSide,
}
"""A venue joins with one line."""


@pytest.mark.parametrize("venue", SIDES)
def test_under_any_schedule_a_live_book_is_one_the_venue_has_had(venue: str) -> None:
    make = SIDES[venue]

    @settings(max_examples=200)
    @given(st.data())
    def under(data: st.DataObject) -> None:
        wire = Wire(make())
        wire.play(data.draw(schedules(wire.side.faults)))
        wire.settle()

    under()
