"""Sports, leagues and teams."""

from __future__ import annotations

from predcore.kit import Items, LooseTime, wire

from ..names import CAMEL

__all__ = ["Sport", "SportsMarketTypes", "Team"]


@wire
class Sport:
    """A league or game and where its events are found.

    ``tags`` and ``series`` are comma-separated ids, as the venue serves them.
    """

    __dialect__ = CAMEL

    id: str | None = None
    sport: str | None = None
    name: str | None = None
    image: str | None = None
    resolution: str | None = None
    ordering: str | None = None
    tags: str | None = None
    series: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class Team:
    """A team of a league."""

    __dialect__ = CAMEL

    id: str
    name: str | None = None
    league: str | None = None
    record: str | None = None
    logo: str | None = None
    abbreviation: str | None = None
    alias: str | None = None
    provider_id: str | None = None
    color: str | None = None
    ordering: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class SportsMarketTypes:
    """The values ``sports_market_types`` may be filtered by."""

    __dialect__ = CAMEL

    market_types: Items[str] = ()
