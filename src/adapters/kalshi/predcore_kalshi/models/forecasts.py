"""What the markets of an event say about a number."""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

__all__ = ["ForecastPercentilesHistory", "ForecastPercentilesPoint", "PercentilePoint"]


@wire
class PercentilePoint:
    """The number at one percentile."""

    percentile: int
    """In hundredths: 5000 is the median."""
    raw_numerical_forecast: Loose = None
    numerical_forecast: Loose = None
    formatted_forecast: str | None = None
    """As the venue shows it."""


@wire
class ForecastPercentilesPoint:
    """The forecast at the end of a period."""

    event_ticker: str | None = None
    end_period_ts: int
    """Unix seconds; the end belongs to the period."""
    period_interval: int | None = None
    """Minutes; 0 is five seconds."""
    percentile_points: Items[PercentilePoint] = ()


@wire
class ForecastPercentilesHistory:
    """``GET …/forecast_percentile_history``."""

    forecast_history: Items[ForecastPercentilesPoint]
