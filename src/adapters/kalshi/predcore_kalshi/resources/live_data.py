"""``/live_data``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from predcore.kit import decoder, fill

from ..models import live_data as models
from ._parameters import repeated
from ._resource import Resource

if TYPE_CHECKING:
    from .weather import Weather

__all__ = ["EventLiveData", "GameStats", "LiveData"]

_ONE = decoder(models.LiveDataEnvelope).pick(lambda found: found.live_data)
_BATCH = decoder(models.LiveDataBatch).pick(lambda found: found.live_datas)
_STATS = decoder(models.GameStats).pick(lambda found: found.pbp)
_EVENT = decoder(models.EventLiveDataEnvelope).pick(lambda found: found.live_data)


class LiveData(Resource):
    """The state of milestones and events right now."""

    @cached_property
    def game_stats(self) -> GameStats:
        """``/live_data/milestone/{milestone_id}/game_stats``."""
        return GameStats(self._http)

    @cached_property
    def events(self) -> EventLiveData:
        """``/live_data/events/{event_ticker}``."""
        return EventLiveData(self._http)

    @cached_property
    def weather(self) -> Weather:
        """``/live_data/weather/{city}``."""
        from .weather import Weather

        return Weather(self._http)

    async def get(
        self, milestone_id: str, *, include_player_stats: bool | None = None
    ) -> models.LiveData:
        """Fetch the state of a milestone; raises ``NotFound``."""
        path = fill("/live_data/milestone/{milestone_id}", milestone_id=milestone_id)
        params = {"include_player_stats": include_player_stats}
        return await self._read(path, _ONE, params)

    async def get_typed(
        self,
        type: str,  # noqa: A002 - the venue's word
        milestone_id: str,
        *,
        include_player_stats: bool | None = None,
    ) -> models.LiveData:
        """Fetch the state of a milestone by its type too; the venue's older path."""
        path = fill(
            "/live_data/{type}/milestone/{milestone_id}",
            type=type,
            milestone_id=milestone_id,
        )
        params = {"include_player_stats": include_player_stats}
        return await self._read(path, _ONE, params)

    async def batch(
        self, milestone_ids: Sequence[str], *, include_player_stats: bool | None = None
    ) -> tuple[models.LiveData, ...]:
        """Fetch the state of 1 to 100 milestones in one request."""
        params = {
            "milestone_ids": repeated("milestone_ids", milestone_ids, 100),
            "include_player_stats": include_player_stats,
        }
        return await self._read("/live_data/batch", _BATCH, params)


class GameStats(Resource):
    """Games, play by play."""

    async def get(self, milestone_id: str) -> models.PlayByPlay | None:
        """Fetch a game so far; ``None`` where the venue has no plays."""
        path = fill(
            "/live_data/milestone/{milestone_id}/game_stats", milestone_id=milestone_id
        )
        return await self._read(path, _STATS)


class EventLiveData(Resource):
    """What an event is about, right now."""

    async def get(
        self,
        event_ticker: str,
        *,
        range: str | None = None,  # noqa: A002 - the venue's word
    ) -> models.EventLiveData:
        """Fetch the state behind an event.

        Args:
            event_ticker: the event.
            range: how far back a chart goes, as ``range_options`` lists them
                (``15min``, ``1h``, ``1d``).
        """
        path = fill("/live_data/events/{event_ticker}", event_ticker=event_ticker)
        return await self._read(path, _EVENT, {"range": range})
