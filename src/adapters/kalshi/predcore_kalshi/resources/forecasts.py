"""``/series/{series_ticker}/events/{ticker}/forecast_percentile_history``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from predcore import InvalidRequest
from predcore.kit import decoder, fill

from ..models import forecasts as models
from ._parameters import Instant, seconds, within
from ._resource import PrivateResource

__all__ = ["ForecastPercentiles", "ForecastPeriod"]

ForecastPeriod = Literal[0, 1, 60, 1440]
"""Minutes of a point; 0 is five seconds."""

_HISTORY = decoder(models.ForecastPercentilesHistory).pick(
    lambda found: found.forecast_history
)


class ForecastPercentiles(PrivateResource):
    """What the markets of an event say about its number."""

    async def list(
        self,
        ticker: str,
        *,
        series_ticker: str,
        percentiles: Sequence[int],
        start_ts: Instant,
        end_ts: Instant,
        period_interval: ForecastPeriod,
    ) -> tuple[models.ForecastPercentilesPoint, ...]:
        """Fetch the forecast of an event over time.

        Args:
            ticker: the event.
            series_ticker: its series.
            percentiles: 1 to 10 of them, 0 to 9999; 5000 is the median.
            start_ts, end_ts: points that end from the one to the other.
            period_interval: minutes a point: 0 (five seconds), 1, 60 or 1440.
        """
        if not 1 <= len(percentiles) <= 10:
            raise InvalidRequest(f"percentiles are 1 to 10, got {len(percentiles)}")
        if period_interval not in get_args(ForecastPeriod):
            raise InvalidRequest(
                f"period_interval is 0, 1, 60 or 1440 minutes, got {period_interval}"
            )
        for percentile in percentiles:
            within("percentiles", percentile, 0, 9999)
        path = fill(
            "/series/{series_ticker}/events/{ticker}/forecast_percentile_history",
            series_ticker=series_ticker,
            ticker=ticker,
        )
        params = {
            "percentiles": percentiles,
            "start_ts": seconds("start_ts", start_ts),
            "end_ts": seconds("end_ts", end_ts),
            "period_interval": period_interval,
        }
        return await self._read(path, _HISTORY, params)
