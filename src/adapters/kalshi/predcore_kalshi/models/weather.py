"""The venue's own weather index, and how its stations are calibrated."""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

__all__ = [
    "WeatherIndex",
    "WeatherIndexCalibration",
    "WeatherIndexCalibrationStation",
    "WeatherIndexCalibrations",
    "WeatherIndexPoint",
    "WeatherIndexStationReading",
]


@wire
class WeatherIndexStationReading:
    """What one station reported for a minute, and whether it counted."""

    station_id: str
    code: str | None = None
    """``ok``, ``missing``, ``late``, ``pending``, or why it was rejected."""
    source: str | None = None
    temp_f: Loose = None
    """Degrees Fahrenheit, as reported."""
    obs_time_ms: int | None = None
    """Unix milliseconds, of carried-forward readings only."""
    received_at_ms: int | None = None
    primary_code: str | None = None


@wire
class WeatherIndexPoint:
    """The index for one minute."""

    t: int
    """Unix milliseconds."""
    v: Loose = None
    """Degrees Fahrenheit; absent while ``incomplete``."""
    status: str | None = None
    """``normal``, ``degraded`` (just as good for settlement) or ``incomplete``."""
    contributors: int | None = None
    receipt_basis: str | None = None
    stations: Items[WeatherIndexStationReading] = ()
    """Only when ``detailed`` was asked for."""


@wire
class WeatherIndex:
    """``GET /live_data/weather/{city}``."""

    city: str
    config_version: str | None = None
    units: str | None = None
    timeseries: Items[WeatherIndexPoint]


@wire
class WeatherIndexCalibrationStation:
    """A station's weight (they add up to 1) and offset in Celsius."""

    station_id: str
    weight: Loose = None
    offset_c: Loose = None
    """Positive where the station runs warm."""
    update_note: str | None = None


@wire
class WeatherIndexCalibration:
    """A configuration, in force from ``effective_at_ms``. Times are Unix ms."""

    config_version: str | None = None
    published_at_ms: int | None = None
    effective_at_ms: int | None = None
    change_reason: str | None = None
    calibration_window_start_ms: int | None = None
    calibration_window_end_ms: int | None = None
    """Exclusive."""
    city_reference_c: Loose = None
    stations: Items[WeatherIndexCalibrationStation] = ()


@wire
class WeatherIndexCalibrations:
    """``GET /live_data/weather/{city}/calibrations``."""

    city: str
    units: str | None = None
    calibrations: Items[WeatherIndexCalibration]
