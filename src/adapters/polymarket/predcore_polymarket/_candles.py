"""Candles out of sampled prices. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from predcore import Candle, Instrument, InvalidRequest
from predcore.kit import mapping

from ._instants import EPOCH, from_seconds
from .models.clob.price import PricePoint

__all__ = ["INTERVALS", "fidelity", "to_candles", "whole_intervals", "windows"]

INTERVALS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 360, 1440))
_SAMPLES = 60
"""Samples asked for per candle, where the venue's one-minute grid allows."""
_LONGEST = timedelta(days=15)
"""Most the venue answers in one request."""


def fidelity(interval: timedelta) -> int:
    """Minutes between the samples to ask for. Raises ``InvalidRequest``."""
    if interval not in INTERVALS:
        *some, last = (f"{i // timedelta(minutes=1)}" for i in INTERVALS)
        known = f"{', '.join(some)} or {last} minutes"
        raise InvalidRequest(f"candles are of {known} here, not of {interval}")
    return max(1, interval // timedelta(minutes=1) // _SAMPLES)


def whole_intervals(
    interval: timedelta, start: datetime, end: datetime
) -> tuple[datetime, datetime]:
    """From where to where the candles reach that end in ``start < t <= end``."""
    first = (start - EPOCH) // interval
    last = (end - EPOCH) // interval
    return EPOCH + first * interval, EPOCH + last * interval


def windows(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The span in parts that the venue answers in one request each."""
    while start < end:
        stop = min(start + _LONGEST, end)
        yield start, stop
        start = stop


@mapping
def to_candles(
    instrument: Instrument,
    points: Iterable[PricePoint],
    *,
    interval: timedelta,
    start: datetime,
    end: datetime,
) -> tuple[Candle, ...]:
    """Group samples by interval; an interval without samples has no candle.

    Open, high, low and close are of the samples, not of every trade, so a spike
    between two samples is not in there. There is no volume. ``native`` is the samples.
    """
    found = {from_seconds(point.t): point for point in points if point.p is not None}
    within = sorted(at for at in found if start <= at < end)
    groups = groupby(within, lambda at: (at - EPOCH) // interval)
    return tuple(
        _candle(
            instrument, EPOCH + number * interval, interval, [found[at] for at in group]
        )
        for number, group in groups
    )


def _candle(
    instrument: Instrument,
    start: datetime,
    interval: timedelta,
    samples: Sequence[PricePoint],
) -> Candle:
    prices = [sample.p for sample in samples if sample.p is not None]
    return Candle(
        instrument=instrument,
        start=start,
        end=start + interval,
        open=prices[0],
        high=max(prices),
        low=min(prices),
        close=prices[-1],
        native=tuple(samples),
    )
