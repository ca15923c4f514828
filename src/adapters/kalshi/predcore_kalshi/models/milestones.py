"""Milestones: games, elections and releases that events are about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from predcore.kit import Items, Time, wire

__all__ = ["Milestone", "MilestoneEnvelope", "MilestonePage"]


@wire
class Milestone:
    """Something that happens at a time; ``details`` depend on ``type``."""

    id: str
    category: str | None = None
    type: str | None = None
    start_date: Time | None = None
    end_date: Time | None = None
    related_event_tickers: Items[str] = ()
    title: str | None = None
    notification_message: str | None = None
    source_id: str | None = None
    source_ids: Mapping[str, str] | None = None
    details: Mapping[str, Any] | None = None
    """A ``status`` in here lags the game; see live data."""
    primary_event_tickers: Items[str] = ()
    last_updated_ts: Time | None = None


@wire
class MilestoneEnvelope:
    """``GET /milestones/{milestone_id}``."""

    milestone: Milestone


@wire
class MilestonePage:
    """``GET /milestones``."""

    milestones: Items[Milestone]
    cursor: str | None = None
