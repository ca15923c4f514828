"""Version 1 of the Data API, wallet by wallet.

Bare arrays of camelCase rows. Sizes are shares, prices 0 to 1, money is pUSD,
timestamps are seconds since 1970. Everything lags the order books by seconds to
minutes.
"""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Known, Loose, wire

from ..names import CAMEL
from .activity import ACTIVITIES

__all__ = [
    "Activity",
    "ClosedPosition",
    "Position",
    "Trade",
    "Traded",
    "Value",
]


@wire
class Trade:
    """A fill, seen from ``proxy_wallet``: it bought or sold ``asset`` (a token id)."""

    __dialect__ = CAMEL

    proxy_wallet: str | None = None
    side: Annotated[str, Known("BUY", "SELL")] | None = None
    asset: str
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
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None


@wire
class Activity:
    """Anything that moved a wallet. Fields that make no sense for a type are empty."""

    __dialect__ = CAMEL

    proxy_wallet: str | None = None
    type: Annotated[str, ACTIVITIES]
    timestamp: int
    condition_id: str | None = None
    asset: str | None = None
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
    name: str | None = None
    pseudonym: str | None = None
    bio: str | None = None
    profile_image: str | None = None
    profile_image_optimized: str | None = None


@wire
class ClosedPosition:
    """A position that was sold or redeemed."""

    __dialect__ = CAMEL

    proxy_wallet: str | None = None
    asset: str
    condition_id: str
    avg_price: Loose = None
    total_bought: Loose = None
    realized_pnl: Loose = None
    cur_price: Loose = None
    title: str | None = None
    slug: str | None = None
    icon: str | None = None
    event_slug: str | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    opposite_outcome: str | None = None
    opposite_asset: str | None = None
    end_date: str | None = None
    timestamp: int | None = None


@wire
class Position(ClosedPosition):
    """What a wallet holds of one token. Percentages are percentages."""

    event_id: str | None = None
    size: Loose = None
    initial_value: Loose = None
    current_value: Loose = None
    cash_pnl: Loose = None
    total_pnl: Loose = None
    percent_pnl: Loose = None
    percent_realized_pnl: Loose = None
    redeemable: bool | None = None
    mergeable: bool | None = None
    negative_risk: bool | None = None
    name: str | None = None
    profile_image: str | None = None
    verified: bool | None = None
    curr_price: Loose = None
    """``cur_price``, as ``/v1/market-positions`` spells it."""


@wire
class Value:
    """What a wallet's positions are worth."""

    __dialect__ = CAMEL

    user: str | None = None
    value: Loose = None


@wire
class Traded:
    """In how many markets a wallet has traded."""

    __dialect__ = CAMEL

    user: str | None = None
    traded: int | None = None
