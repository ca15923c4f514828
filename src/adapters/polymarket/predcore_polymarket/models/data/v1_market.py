"""Version 1 of the Data API, market by market.

Bare arrays of camelCase rows. Sizes are shares, prices 0 to 1, money is pUSD,
timestamps are seconds since 1970. Everything lags the order books by seconds to
minutes.
"""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import CAMEL
from .v1_wallet import Position

__all__ = [
    "Holder",
    "Holders",
    "LeaderboardEntry",
    "LiveVolume",
    "MarketPositions",
    "OpenInterest",
]


@wire
class MarketPositions:
    """Who holds one token."""

    __dialect__ = CAMEL

    token: str
    positions: Items[Position] = ()


@wire
class Holder:
    """A holder of ``amount`` shares."""

    __dialect__ = CAMEL

    proxy_wallet: str | None = None
    asset: str | None = None
    amount: Loose = None
    outcome_index: int | None = None
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    display_username_public: bool | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None
    verified: bool | None = None


@wire
class Holders:
    """The largest holders of one token."""

    __dialect__ = CAMEL

    token: str
    holders: Items[Holder] = ()


@wire
class OpenInterest:
    """Money in a market; ``GLOBAL`` is the whole venue."""

    __dialect__ = CAMEL

    market: str | None = None
    value: Loose = None


@wire
class LiveVolume:
    """Volume of an event and of its markets."""

    __dialect__ = CAMEL

    total: Loose = None
    markets: Items[OpenInterest] = ()


@wire
class LeaderboardEntry:
    """A trader's rank. ``amount`` and ``period`` are of the older ranking service."""

    __dialect__ = CAMEL

    rank: int | None = None
    proxy_wallet: str | None = None
    user_name: str | None = None
    vol: Loose = None
    pnl: Loose = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None
    x_username: str | None = None
    verified_badge: bool | None = None
    amount: Loose = None
    period: str | None = None
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
