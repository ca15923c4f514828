"""Scores of games."""

from __future__ import annotations

from msgspec import Struct, field

__all__ = ["SportResult"]


class SportResult(Struct, frozen=True, gc=False, kw_only=True, rename="camel"):
    """A game as it stands; texts are the venue's own."""

    game_id: int
    sportradar_game_id: str | None = None
    slug: str | None = None
    league_abbreviation: str | None = None
    home_team: str | None = None
    away_team: str | None = None
    status: str | None = None
    live: bool | None = None
    ended: bool | None = None
    score: str | None = None
    period: str | None = None
    elapsed: str | None = None
    turn: str | None = None
    finished_timestamp: str | None = None
    last_update: str | None = field(default=None, name="last_update")
