"""Time stands still, moves by hand or runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from predcore.sim.exchange import SimClock
from sim.exchange.trading import START

SECOND = timedelta(seconds=1)


def test_a_still_clock_moves_when_told() -> None:
    clock = SimClock(START)
    assert clock.now() == clock.now() == START
    assert clock.advance(SECOND) == clock.now() == START + SECOND
    clock.set(START)
    assert clock.now() == START


def test_a_running_clock_starts_where_it_is_told_and_never_goes_back() -> None:
    clock = SimClock(START, running=True)
    first, second = clock.now(), clock.now()
    assert START <= first <= second
    assert clock.advance(SECOND) >= second + SECOND


def test_a_clock_tells_utc() -> None:
    east = timezone(timedelta(hours=2))
    clock = SimClock(datetime(2026, 1, 1, 2, tzinfo=east))
    assert clock.now().tzinfo is UTC
    assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_clock_refuses_naive_instants_and_steps_back() -> None:
    with pytest.raises(ValueError, match="aware"):
        SimClock(START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="forward"):
        SimClock(START).advance(-SECOND)
