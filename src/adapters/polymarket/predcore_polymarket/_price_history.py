"""Price history of one instrument, in as many requests as its length takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from predcore import Candle, Instrument, PredcoreError
from predcore.kit import all_of

from ._candles import fidelity, to_candles, whole_intervals, windows
from ._client import Polymarket
from ._directory import Directory
from .models.clob.price import PricePoint

__all__ = ["fetch_candles"]


async def fetch_candles(
    native: Polymarket,
    directory: Directory,
    instrument: Instrument,
    *,
    interval: timedelta,
    start: datetime,
    end: datetime,
) -> tuple[Candle, ...]:
    """Candles that end in ``start < t <= end``; raises what any request raises."""
    minutes = fidelity(interval)
    first, last = whole_intervals(interval, start, end)
    listing, token = await directory.token(instrument)
    ask = partial(native.clob.prices_history.get, token, fidelity=minutes)
    calls = [partial(ask, start_ts=a, end_ts=b) for a, b in windows(first, last)]
    points: list[PricePoint] = []
    for answer in await all_of(calls):
        if isinstance(answer, PredcoreError):
            raise answer
        points.extend(answer)
    return to_candles(
        listing.instrument(instrument.outcome),
        points,
        interval=interval,
        start=first,
        end=last,
    )
