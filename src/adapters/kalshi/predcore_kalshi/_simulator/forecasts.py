"""Percentiles of what an event's markets foretell."""

from __future__ import annotations

from datetime import timedelta

from .call import Call
from .refusals import bad_request, not_found
from .wire import EPOCH, Json

__all__ = ["percentile_history"]

_PERIODS = ("0", "1", "60", "1440")
_SHORTEST = timedelta(seconds=5)
_MOST_POINTS = 1_000
_WHOLE = 10_000
_EVEN = 50


def percentile_history(call: Call) -> Json:
    """Up to ten percentiles over time.

    The forecast of a percentile is that share of the first market's last price, in
    cents: of use to nobody, but in the right place.
    """
    query = call.query
    event = call.floor.listing.event(query.path["ticker"])
    if event.series_ticker != query.path["series_ticker"]:
        raise not_found()
    wanted = _percentiles(call)
    since = query.required("start_ts", query.instant("start_ts"))
    until = query.required("end_ts", query.instant("end_ts"))
    chosen = query.required(
        "period_interval", query.choice("period_interval", *_PERIODS)
    )
    step = timedelta(minutes=int(chosen)) or _SHORTEST
    first = -(-(since - EPOCH) // step)
    last = (min(until, call.floor.now) - EPOCH) // step
    if last - first >= _MOST_POINTS:
        raise bad_request(f"more than {_MOST_POINTS} points")
    market = event.every[0].market
    chance = int(market.trades[-1].price * 100) if market.trades else _EVEN
    points = [_point(number, chance) for number in wanted]
    return {
        "forecast_history": [
            {
                "event_ticker": event.ticker,
                "end_period_ts": int(step.total_seconds()) * number,
                "period_interval": int(chosen),
                "percentile_points": points,
            }
            for number in range(first, last + 1)
        ]
    }


def _percentiles(call: Call) -> list[int]:
    texts = call.query.repeated("percentiles", most=10)
    texts = call.query.required("percentiles", texts or None)
    if not all(text.isdecimal() and int(text) < _WHOLE for text in texts):
        raise bad_request("percentiles run from 0 to 9999")
    return [int(text) for text in texts]


def _point(percentile: int, chance: int) -> Json:
    value = chance * percentile // _WHOLE
    return {
        "percentile": percentile,
        "raw_numerical_forecast": value,
        "numerical_forecast": value,
        "formatted_forecast": f"{value}%",
    }
