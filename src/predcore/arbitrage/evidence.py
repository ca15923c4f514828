"""What one direction is judged on, once the venues have answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from .. import (
    DataState,
    FeeSchedule,
    Instrument,
    Level,
    MarketRef,
    Orderbook,
    PredcoreError,
    Results,
)
from .depth import Depth
from .directions import Claim, Plan, refusal
from .pairs import Limits
from .report import Reason, Rejection

__all__ = ["Evidence", "Offer", "offer"]

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the venues said, and when it is judged."""

    books: Results[Instrument, Orderbook]
    fees: Results[MarketRef, FeeSchedule]
    limits: Limits
    now: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A claim that is for sale; ``asks`` are those an order can reach."""

    claim: Claim
    book: Orderbook
    asks: tuple[Level, ...]
    depth: Depth

    def limit_price(self, worst: Decimal) -> Decimal:
        """The lowest valid price at or above ``worst``."""
        ladder = self.claim.market.ladder
        return worst if ladder is None else ladder.ceil(worst) or worst


def offer(plan: Plan, claim: Claim, evidence: Evidence) -> Offer | Rejection:
    """The sell side of one claim, or why it cannot be relied on."""
    instrument, ladder = claim.instrument, claim.market.ladder

    def turned_down(reason: Reason, detail: str) -> Rejection:
        return Rejection(
            pair=plan.pair, reason=reason, detail=detail, direction=plan.direction
        )

    try:
        schedule = evidence.fees[claim.market.ref]
        book = evidence.books[instrument]
    except PredcoreError as error:
        return turned_down(refusal(error), f"{instrument}: {error}")
    if (fault := _staleness(book, evidence)) is not None:
        return turned_down(Reason.STALE, f"{instrument}: {fault}")
    asks = tuple(
        ask for ask in book.asks if ladder is None or ladder.ceil(ask.price) is not None
    )
    if not asks:
        detail = f"{instrument}: nobody sells at a price an order can have"
        return turned_down(Reason.EMPTY_BOOK, detail)
    return Offer(claim, book, asks, Depth(asks, schedule))


def _staleness(book: Orderbook, evidence: Evidence) -> str | None:
    limits, now = evidence.limits, evidence.now
    if book.state is not DataState.LIVE:
        return f"the book is {book.state}"
    if (age := book.age(now)) > limits.max_age:
        return f"received {age / _SECOND:.3f} s ago, not within {limits.max_age}"
    if book.venue_time is None or limits.max_venue_age is None:
        return None
    if (age := now - book.venue_time) > limits.max_venue_age:
        return f"dated {age / _SECOND:.3f} s back, not within {limits.max_venue_age}"
    return None
