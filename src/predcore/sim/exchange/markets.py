"""A market as it is listed and as it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from ... import FeeSchedule, Level, NoFees, PriceLadder

__all__ = ["BookView", "Listing", "MarketView", "Phase", "Policy"]


class Phase(StrEnum):
    """Where a market is in its life."""

    LISTED = "listed"
    """Known, not trading yet."""
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    DETERMINED = "determined"
    """The pay-out is known; the timer runs."""
    DISPUTED = "disputed"
    """The pay-out is challenged; the timer stands."""
    AMENDED = "amended"
    """Determined again; the timer runs anew."""
    FINALIZED = "finalized"
    """Paid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Where venues differ.

    Attributes:
        resume_cancels: a resumed market starts with an empty book.
        payout_step: what a holder is paid for a market of a pay-out other than 0 or
            1 is rounded down to this, and the rest is a fee; ``None`` pays exactly.
        group_window: over which a group's contracts are counted.
        gross: tokens of both outcomes are held side by side: buying both does not
            net, and a sale needs the tokens. Otherwise a wallet has one position,
            and what completes a pair turns to cash at once.
    """

    resume_cancels: bool = True
    payout_step: Decimal | None = Decimal("0.01")
    group_window: timedelta = timedelta(seconds=15)
    gross: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is listed.

    Attributes:
        key: the venue's own name of the market.
        size_step: contracts; sizes are its multiples.
        min_size: contracts; the smallest order.
        shard: where its collateral is kept.
        open_at, close_at: when trading starts and ends by the clock.
        settlement_timer: from determination to pay-out.
        volume, open_interest: contracts, from before it was listed here.
    """

    key: str
    ladder: PriceLadder
    open_at: datetime
    close_at: datetime
    size_step: Decimal = Decimal("0.01")
    min_size: Decimal = Decimal("0.01")
    shard: int = 0
    settlement_timer: timedelta = timedelta(0)
    fees: FeeSchedule = field(default_factory=NoFees)
    volume: Decimal = Decimal(0)
    open_interest: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketView:
    """A market as it was at one moment.

    Attributes:
        payout: of one contract of the first outcome, once determined.
        settles_at: when it is paid out by the clock, while the timer runs.
        volume: contracts traded; ``open_interest`` pairs held.
        last_price: of the last trade, first outcome.
    """

    key: str
    phase: Phase
    ladder: PriceLadder
    size_step: Decimal
    min_size: Decimal
    shard: int
    open_at: datetime
    close_at: datetime
    settlement_timer: timedelta
    fees: FeeSchedule
    payout: Decimal | None
    determined_at: datetime | None
    settles_at: datetime | None
    settled_at: datetime | None
    volume: Decimal
    open_interest: Decimal
    last_price: Decimal | None
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookView:
    """Resting contracts, best first.

    Attributes:
        sequence: number of the last record when it was taken.
        bids, asks: levels; a bid for the other outcome at q is an ask at 1 - q.
        outcome: whose prices they are, 0 for the first.
    """

    market: str
    sequence: int
    bids: tuple[Level, ...]
    asks: tuple[Level, ...]
    outcome: int = 0
