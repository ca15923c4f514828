"""``/live_data/weather``: the temperature index of a city, minute by minute."""

from __future__ import annotations

from datetime import timedelta

from .listing import Listing
from .query import Query
from .refusals import bad_request
from .wire import Json, unix_ms

__all__ = ["calibrations", "index"]

_CITIES = ("miami",)
_UNITS = "fahrenheit"
_VERSION = "miami-2"
_MINUTE = 60_000
_DAY = 1440 * _MINUTE
_STATIONS = ("KMIA", "KOPF", "KTMB")
_GAP, _DEGRADED = 97, 31
"""Every so many minutes the index is missing, or made from fewer stations."""


def _city(query: Query) -> str:
    city = query.path["city"]
    if city not in _CITIES:
        raise bad_request(f"no temperature index for {city}")
    return city


def index(listing: Listing, query: Query) -> Json:
    """The points of a window of at most a day; a day back from now by default."""
    city = _city(query)
    now = unix_ms(listing.now)
    first, last = query.integer("from"), query.integer("to")
    seconds = query.integer("last_sec", least=1)
    if seconds is not None and (first is not None or last is not None):
        raise bad_request("last_sec cannot be combined with from and to")
    if first is not None and last is None:
        raise bad_request("from needs to")
    last = now if last is None else min(last, now)
    if seconds is not None:
        first = last - 1000 * seconds
    first = max(last - _DAY, last - _DAY if first is None else first)
    detailed = bool(query.flag("detailed"))
    minutes = range(-(-first // _MINUTE), last // _MINUTE + 1)
    return {
        "city": city,
        "units": _UNITS,
        "config_version": _VERSION,
        "timeseries": [_point(m, detailed) for m in minutes if m % _GAP],
    }


def _temperature(minute: int) -> int:
    """Hundredths of a degree: warmest in the afternoon, on a parabola."""
    of_day = minute % 1440
    return 7_400 + (of_day * (1440 - of_day)) // 650


def _point(minute: int, detailed: bool) -> Json:
    degraded = minute % _DEGRADED == 0
    value = _temperature(minute)
    point: Json = {
        "t": minute * _MINUTE,
        "v": value / 100,
        "status": "degraded" if degraded else "normal",
        "contributors": len(_STATIONS) - degraded,
    }
    if detailed:
        point["stations"] = [
            {
                "station_id": station,
                "code": "ok",
                "source": "primary",
                "temp_f": (value + 10 * number) / 100,
                "obs_time_ms": minute * _MINUTE,
                "received_at_ms": minute * _MINUTE + 4_200,
            }
            for number, station in enumerate(_STATIONS[degraded:])
        ]
    return point


def calibrations(listing: Listing, query: Query) -> Json:
    """The launch configuration and one weekly recalibration, oldest first."""
    city = _city(query)
    launched = listing.start - timedelta(days=30)
    recalibrated = listing.start - timedelta(days=7)
    return {
        "city": city,
        "units": _UNITS,
        "calibrations": [
            {
                "config_version": "miami-1",
                "effective_at_ms": unix_ms(launched),
                "change_reason": "launch",
                "city_reference_c": 26,
                "stations": _offsets(),
            },
            {
                "config_version": _VERSION,
                "published_at_ms": unix_ms(recalibrated) - _DAY,
                "effective_at_ms": unix_ms(recalibrated),
                "change_reason": "weekly calibration",
                "calibration_window_start_ms": unix_ms(recalibrated) - 7 * _DAY,
                "calibration_window_end_ms": unix_ms(recalibrated),
                "city_reference_c": 25.5,
                "stations": _offsets(),
            },
        ],
    }


def _offsets() -> list[Json]:
    return [
        {"station_id": station, "weight": 1, "offset_c": number / 4}
        for number, station in enumerate(_STATIONS)
    ]
