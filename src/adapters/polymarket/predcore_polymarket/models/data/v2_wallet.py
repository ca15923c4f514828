"""Version 2 of the Data API, wallet by wallet.

Sizes are shares, prices 0 to 1, money is pUSD, timestamps are seconds since 1970.
Everything lags the order books by seconds to minutes.
"""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Known, Loose, wire

from ..names import SNAKE
from .activity import ACTIVITIES
from .v2_page import Paged

__all__ = [
    "Activity",
    "ActivityPage",
    "Position",
    "PositionPage",
    "Trade",
    "TradePage",
    "Value",
]


@wire
class Trade:
    """A fill, seen from ``proxy_wallet``: it bought or sold ``token_id``."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    side: Annotated[str, Known("BUY", "SELL")] | None = None
    token_id: str
    condition_id: str
    size: Loose = None
    price: Loose = None
    timestamp: int
    transaction_hash: str | None = None
    title: str | None = None
    slug: str | None = None
    icon: str | None = None
    event_slug: str | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    """999 where it is not known."""
    is_taker: bool | None = None
    is_combo: bool | None = None
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None


@wire
class Activity:
    """Anything that moved a wallet. Fields that make no sense for a type are empty."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    type: Annotated[str, ACTIVITIES]
    timestamp: int
    condition_id: str | None = None
    token_id: str | None = None
    side: str | None = None
    size: Loose = None
    usdc_size: Loose = None
    price: Loose = None
    transaction_hash: str | None = None
    title: str | None = None
    slug: str | None = None
    icon: str | None = None
    event_slug: str | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    """999 where there is none."""
    is_combo: bool | None = None
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None


@wire
class Position:
    """What a wallet holds, or held, of one token. Percentages are percentages."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    token_id: str
    condition_id: str
    current_size: Loose = None
    avg_price: Loose = None
    entry_cost_usdc: Loose = None
    """Without fees."""
    entry_fees_usdc: Loose = None
    total_cost_usdc: Loose = None
    current_price: Loose = None
    current_value: Loose = None
    total_size: Loose = None
    realized_pnl: Loose = None
    unrealized_pnl: Loose = None
    total_pnl: Loose = None
    percent_pnl: Loose = None
    percent_realized_pnl: Loose = None
    status: Annotated[str, Known("OPEN", "REDEEMABLE", "CLOSED")] | None = None
    redeemable: bool | None = None
    mergeable: bool | None = None
    negative_risk: bool | None = None
    archived: bool | None = None
    verified: bool | None = None
    title: str | None = None
    slug: str | None = None
    icon: str | None = None
    event_id: str | None = None
    event_slug: str | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    """999 where it is not known."""
    opposite_outcome: str | None = None
    opposite_token_id: str | None = None
    name: str | None = None
    profile_image: str | None = None
    end_date: str | None = None
    first_entry_at: int | None = None
    last_event_at: int | None = None


@wire
class Value:
    """What a wallet's positions are worth."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    value: Loose = None


@wire
class TradePage(Paged):
    """``/v2/trades``."""

    data: tuple[Trade, ...]


@wire
class ActivityPage(Paged):
    """``/v2/activity``."""

    data: tuple[Activity, ...]


@wire
class PositionPage(Paged):
    """``/v2/positions``."""

    data: tuple[Position, ...]


@wire
class ValueAnswer:
    """``/v2/value``."""

    data: Value | None = None
