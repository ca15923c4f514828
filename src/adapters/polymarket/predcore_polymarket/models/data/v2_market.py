"""Version 2 of the Data API, market by market.

Sizes are shares, prices 0 to 1, money is pUSD, timestamps are seconds since 1970.
Everything lags the order books by seconds to minutes.
"""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import SNAKE
from .v2_page import Paged

__all__ = [
    "Holder",
    "Holders",
    "HoldersPage",
    "LiveVolume",
    "OpenInterest",
    "PricePage",
    "PricePoint",
]


@wire
class Holder:
    """A holder; the position's economics are there when they were asked for."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    token_id: str | None = None
    amount: Loose = None
    outcome_index: int | None = None
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    display_username_public: bool | None = None
    verified: bool | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None
    avg_price: Loose = None
    entry_cost_usdc: Loose = None
    current_price: Loose = None
    current_value: Loose = None
    realized_pnl: Loose = None
    unrealized_pnl: Loose = None
    total_pnl: Loose = None


@wire
class Holders:
    """The holders of one token."""

    __dialect__ = SNAKE

    token_id: str
    holders: Items[Holder] = ()


@wire
class OpenInterest:
    """Money in a market; ``GLOBAL`` is the whole venue."""

    __dialect__ = SNAKE

    condition_id: str | None = None
    value: Loose = None


@wire
class ConditionVolume:
    """What takers traded in a market, shares."""

    __dialect__ = SNAKE

    condition_id: str | None = None
    taker_volume: Loose = None


@wire
class LiveVolume:
    """What takers traded in an event, shares."""

    __dialect__ = SNAKE

    taker_volume_total: Loose = None
    conditions: Items[ConditionVolume] = ()


@wire
class PricePoint:
    """A price of a token; a resolution of 0 seconds is an exact tick."""

    __dialect__ = SNAKE

    timestamp: int
    price: Loose = None
    resolution_seconds: int | None = None


@wire
class HoldersPage(Paged):
    """``/v2/holders``."""

    data: tuple[Holders, ...]


@wire
class PricePage(Paged):
    """``/v2/prices-history``, oldest first."""

    data: tuple[PricePoint, ...]


@wire
class OpenInterestAnswer:
    """``/v2/oi``."""

    data: Items[OpenInterest] = ()


@wire
class LiveVolumeAnswer:
    """``/v2/live-volume``."""

    data: LiveVolume | None = None
