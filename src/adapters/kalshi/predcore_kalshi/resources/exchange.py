"""``/exchange``."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from predcore.kit import decoder

from ..models import exchange as models
from ._resource import Resource

__all__ = ["Exchange", "ExchangeSchedule", "ExchangeStatus", "UserDataTimestamp"]

_STATUS = decoder(models.ExchangeStatus)
_SCHEDULE = decoder(models.ExchangeSchedule).pick(lambda found: found.schedule)
_TIMESTAMP = decoder(models.UserDataTimestamp).pick(lambda found: found.as_of_time)


class Exchange(Resource):
    """The exchange as a whole."""

    @cached_property
    def status(self) -> ExchangeStatus:
        """``/exchange/status``."""
        return ExchangeStatus(self._http)

    @cached_property
    def schedule(self) -> ExchangeSchedule:
        """``/exchange/schedule``."""
        return ExchangeSchedule(self._http)

    @cached_property
    def user_data_timestamp(self) -> UserDataTimestamp:
        """``/exchange/user_data_timestamp``."""
        return UserDataTimestamp(self._http)


class ExchangeStatus(Resource):
    """Whether it is open."""

    async def get(self) -> models.ExchangeStatus:
        """Fetch the status of every shard; raises ``Unavailable`` in maintenance."""
        return await self._read("/exchange/status", _STATUS)


class ExchangeSchedule(Resource):
    """When it is open."""

    async def get(self) -> models.Schedule:
        """Fetch trading hours (New York time) and planned maintenance."""
        return await self._read("/exchange/schedule", _SCHEDULE)


class UserDataTimestamp(Resource):
    """How current reads of an account are."""

    async def get(self) -> datetime | None:
        """Fetch the instant account reads are good for."""
        return await self._read("/exchange/user_data_timestamp", _TIMESTAMP)
