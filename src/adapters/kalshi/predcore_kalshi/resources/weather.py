"""``/live_data/weather``."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from predcore import InvalidRequest
from predcore.kit import decoder, fill

from ..models import weather as models
from ._amounts import as_units
from ._parameters import milliseconds
from ._resource import Resource

__all__ = ["Weather", "WeatherCalibrations"]

_INDEX = decoder(models.WeatherIndex)
_CALIBRATIONS = decoder(models.WeatherIndexCalibrations)


class Weather(Resource):
    """The weather index of a city, minute by minute."""

    @cached_property
    def calibrations(self) -> WeatherCalibrations:
        """``/live_data/weather/{city}/calibrations``."""
        return WeatherCalibrations(self._http)

    async def get(
        self,
        city: str,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        last_sec: int | None = None,
        detailed: bool | None = None,
    ) -> models.WeatherIndex:
        """Fetch the index (degrees Fahrenheit).

        Args:
            city: the venue's id of the city.
            start, end: the window (the venue says ``from`` and ``to``); both or none,
                and not together with ``last_sec``.
            last_sec: the window as seconds back from now, more than 0.
            detailed: also every station's reading.
        """
        if (start is None) != (end is None):
            raise InvalidRequest("a window needs both its start and its end")
        if start is not None and last_sec is not None:
            raise InvalidRequest("last_sec cannot be combined with start and end")
        params = {
            "from": milliseconds("start", start),
            "to": milliseconds("end", end),
            "last_sec": None if last_sec is None else as_units("last_sec", last_sec),
            "detailed": detailed,
        }
        path = fill("/live_data/weather/{city}", city=city)
        return await self._read(path, _INDEX, params)


class WeatherCalibrations(Resource):
    """How the index of a city is put together."""

    async def get(self, city: str) -> models.WeatherIndexCalibrations:
        """Fetch the configurations so far, oldest first."""
        path = fill("/live_data/weather/{city}/calibrations", city=city)
        return await self._read(path, _CALIBRATIONS)
