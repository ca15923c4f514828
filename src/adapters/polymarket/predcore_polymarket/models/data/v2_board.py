"""Version 2 of the Data API: who trades best and most.

Profit is pUSD, volume is shares, timestamps are seconds since 1970 or ISO 8601.
"""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, Loose, wire

from ..names import SNAKE
from .v2_page import Paged

__all__ = [
    "BuilderPage",
    "BuilderStanding",
    "BuilderVolume",
    "Leader",
    "LeaderPage",
    "Winner",
    "WinnerPage",
]


@wire
class Leader:
    """A trader's rank; asked for one user, ``rank_pnl`` and ``rank_volume`` instead."""

    __dialect__ = SNAKE

    rank: int | None = None
    rank_pnl: int | None = None
    rank_volume: int | None = None
    user_id: str | None = None
    user_name: str | None = None
    pnl: Loose = None
    volume: Loose = None
    profile_image: str | None = None
    x_username: str | None = None
    verified: bool | None = None


@wire
class Winner:
    """A single winning position."""

    __dialect__ = SNAKE

    win_rank: int | None = None
    kind: Annotated[str, Known("market", "combo")] | None = None
    user_id: str | None = None
    user_name: str | None = None
    pnl: Loose = None
    initial_value: Loose = None
    final_value: Loose = None
    resolved_at: str | None = None
    profile_image: str | None = None
    condition_id: str | None = None
    position_id: str | None = None
    event_id: str | None = None
    event_slug: str | None = None
    event_title: str | None = None


@wire
class BuilderStanding:
    """An application's rank by the volume it brought."""

    __dialect__ = SNAKE

    rank: int | None = None
    builder_name: str | None = None
    builder_code: str | None = None
    profile_image: str | None = None
    verified: bool | None = None
    volume: Loose = None
    active_users: int | None = None


@wire
class BuilderVolume(BuilderStanding):
    """An application's volume in one calendar interval."""

    date: str | None = None


@wire
class LeaderPage(Paged):
    """``/v2/leaderboard``."""

    data: tuple[Leader, ...]


@wire
class LeaderAnswer:
    """``/v2/leaderboard`` of one user; nothing if unranked."""

    data: Leader | None = None


@wire
class WinnerPage(Paged):
    """``/v2/biggest-winners``."""

    data: tuple[Winner, ...]


@wire
class BuilderPage(Paged):
    """``/v2/builders/leaderboard``."""

    data: tuple[BuilderStanding, ...]


@wire
class BuilderVolumeAnswer:
    """``/v2/builders/volume``."""

    data: Items[BuilderVolume] = ()
