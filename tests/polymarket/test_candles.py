"""Candles out of samples."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Instrument, InvalidRequest
from predcore_polymarket._candles import (
    INTERVALS,
    fidelity,
    to_candles,
    whole_intervals,
    windows,
)
from predcore_polymarket.models.clob.price import PricePoint

D = Decimal
CLAIM = Instrument("polymarket", "0x01", "yes")
HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

instants = st.integers(1_700_000_000, 1_900_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)


def point(after: timedelta, price: str | None) -> PricePoint:
    at = int((NOON + after).timestamp())
    return PricePoint(t=at, p=None if price is None else D(price))


def test_a_candle_holds_the_samples_of_its_interval() -> None:
    minutes = [timedelta(minutes=m) for m in (0, 20, 40, 59, 60)]
    prices = ["0.40", "0.45", "0.38", "0.41", "0.50"]
    points = [point(at, price) for at, price in zip(minutes, prices, strict=True)]
    first, second = to_candles(
        CLAIM, points, interval=HOUR, start=NOON, end=NOON + 2 * HOUR
    )
    assert (first.start, first.end) == (NOON, NOON + HOUR)
    assert (first.open, first.high, first.low, first.close) == (
        D("0.40"),
        D("0.45"),
        D("0.38"),
        D("0.41"),
    )
    assert (second.open, second.close, second.volume) == (D("0.50"), D("0.50"), None)
    assert (first.native, second.native) == (tuple(points[:4]), (points[4],))


def test_samples_may_come_in_any_order_and_twice() -> None:
    points = [point(HOUR / 2, "0.5"), point(timedelta(0), "0.4")]
    (found,) = to_candles(
        CLAIM, [*points, *points], interval=HOUR, start=NOON, end=NOON + HOUR
    )
    assert (found.open, found.close) == (D("0.4"), D("0.5"))


def test_a_quiet_interval_has_no_candle() -> None:
    points = [point(timedelta(0), "0.4"), point(2 * HOUR, "0.5"), point(HOUR, None)]
    found = to_candles(CLAIM, points, interval=HOUR, start=NOON, end=NOON + 3 * HOUR)
    assert [candle.start for candle in found] == [NOON, NOON + 2 * HOUR]


def test_samples_outside_the_span_are_left_out() -> None:
    points = [point(-HOUR, "0.4"), point(HOUR, "0.5")]
    assert to_candles(CLAIM, points, interval=HOUR, start=NOON, end=NOON + HOUR) == ()


@given(instants, instants, st.sampled_from(INTERVALS))
def test_a_span_is_the_candles_that_end_within_it(
    start: datetime, end: datetime, interval: timedelta
) -> None:
    first, last = whole_intervals(interval, start, end)
    assert first <= start < first + interval
    assert last <= end < last + interval


@given(instants, instants)
def test_windows_cover_a_span_without_overlap(start: datetime, end: datetime) -> None:
    parts = list(windows(start, end))
    assert all(to - since <= timedelta(days=15) for since, to in parts)
    assert [since for since, _ in parts[1:]] == [to for _, to in parts[:-1]]
    if start < end:
        assert (parts[0][0], parts[-1][1]) == (start, end)
    else:
        assert parts == []


@pytest.mark.parametrize(
    ("minutes", "apart"), [(1, 1), (5, 1), (15, 1), (60, 1), (360, 6), (1440, 24)]
)
def test_a_candle_has_sixty_samples_where_the_venue_has_them(
    minutes: int, apart: int
) -> None:
    assert fidelity(timedelta(minutes=minutes)) == apart


def test_an_interval_the_venue_has_not_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="1, 5, 15, 60, 360 or 1440 minutes here"):
        fidelity(timedelta(minutes=7))
