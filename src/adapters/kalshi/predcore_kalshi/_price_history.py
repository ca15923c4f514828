"""Candles of an instrument, live or archived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from predcore import Candle, Instrument, InvalidRequest, NotFound

from ._mapping.prices import to_archived_candle, to_candle
from ._mapping.values import unknown

if TYPE_CHECKING:
    from ._client import Kalshi
    from .resources._parameters import Period

__all__ = ["INTERVALS", "candles"]

_PERIODS: Mapping[timedelta, Period] = {
    timedelta(minutes=1): 1,
    timedelta(hours=1): 60,
    timedelta(days=1): 1440,
}
INTERVALS = tuple(_PERIODS)

_MOST = 5000
"""Candles of one request; the venue documents twice that."""


async def candles(
    native: Kalshi,
    instrument: Instrument,
    interval: timedelta,
    start: datetime,
    end: datetime,
) -> tuple[Candle, ...]:
    """Candles that end in ``start < t <= end``, oldest first; quiet ones are absent.

    Raises ``InvalidRequest`` for an interval the venue does not have, or times
    without a zone or out of order; ``NotFound`` for an unknown market.
    """
    period = _PERIODS.get(interval)
    if period is None:
        known = "1 minute, 1 hour or 1 day"
        raise InvalidRequest(f"candles are of {known} here, not of {interval}")
    if start.tzinfo is None or end.tzinfo is None:
        raise InvalidRequest("the start and end of candles need a time zone")
    if start >= end:
        raise InvalidRequest(f"candles from {start} to {end} are none")
    found: list[Candle] = []
    for since, until in _windows(start, end, interval * _MOST):
        found += await _live(native, instrument, period, interval, since, until)
    if not found and not await _is_live(native, instrument.market):
        found = await _archived(native, instrument, period, interval, start, end)
    by_end = {candle.end: candle for candle in found if start < candle.end <= end}
    return tuple(by_end[at] for at in sorted(by_end))


def _windows(
    start: datetime, end: datetime, length: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    while start < end:
        until = min(start + length, end)
        yield start, until
        start = until


async def _live(
    native: Kalshi,
    instrument: Instrument,
    period: Period,
    interval: timedelta,
    start: datetime,
    end: datetime,
) -> list[Candle]:
    """The batch endpoint alone needs no series, so it saves two requests."""
    batch = await native.markets.candlesticks.batch(
        [instrument.market], start_ts=start, end_ts=end, period_interval=period
    )
    return [
        to_candle(instrument, candle, interval)
        for found in batch
        if found.market_ticker == instrument.market
        for candle in found.candlesticks
    ]


async def _archived(
    native: Kalshi,
    instrument: Instrument,
    period: Period,
    interval: timedelta,
    start: datetime,
    end: datetime,
) -> list[Candle]:
    archive, ticker = native.historical.candlesticks, instrument.market
    found: list[Candle] = []
    for since, until in _windows(start, end, interval * _MOST):
        try:
            rows = await archive.list(
                ticker, start_ts=since, end_ts=until, period_interval=period
            )
        except NotFound as error:
            raise unknown(ticker) from error
        found += [to_archived_candle(instrument, row, interval) for row in rows]
    return found


async def _is_live(native: Kalshi, ticker: str) -> bool:
    try:
        await native.markets.get(ticker)
    except NotFound:
        return False
    return True
