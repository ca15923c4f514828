"""What is happening right now: games, crypto charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from predcore.kit import Items, wire

__all__ = [
    "EventLiveData",
    "EventLiveDataEnvelope",
    "GameStats",
    "LiveData",
    "LiveDataBatch",
    "LiveDataEnvelope",
    "PlayByPlay",
    "PlayByPlayPeriod",
]


@wire
class LiveData:
    """The state of a milestone; ``details`` depend on ``type``."""

    type: str | None = None
    details: Mapping[str, Any] | None = None
    milestone_id: str


@wire
class LiveDataEnvelope:
    """``GET /live_data/milestone/{milestone_id}``."""

    live_data: LiveData


@wire
class LiveDataBatch:
    """``GET /live_data/batch``."""

    live_datas: Items[LiveData]


@wire
class PlayByPlayPeriod:
    """A quarter, an inning, a half."""

    events: Items[Mapping[str, Any]] = ()


@wire
class PlayByPlay:
    """A game, period by period."""

    periods: Items[PlayByPlayPeriod] = ()


@wire
class GameStats:
    """``GET /live_data/milestone/{milestone_id}/game_stats``."""

    pbp: PlayByPlay | None = None


@wire
class EventLiveData:
    """The state behind an event; ``details`` depend on ``type``."""

    type: str | None = None
    details: Mapping[str, Any] | None = None
    is_historical: bool | None = None
    """True for the frozen state of a matured event."""
    default_range: str | None = None
    range_options: Items[str] = ()


@wire
class EventLiveDataEnvelope:
    """``GET /live_data/events/{event_ticker}``."""

    live_data: EventLiveData
