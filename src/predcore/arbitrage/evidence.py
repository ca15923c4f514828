"""What a direction is judged on: the offers of both sides, and their fees."""

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
from .._fanout import as_ours
from .depth import Depth
from .directions import Claim, Plan, refusal
from .pairs import Limits
from .report import Reason, Rejection

__all__ = ["Evidence", "Offer", "depth", "has_edge", "offer"]

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the venues said, and when it is judged.

    ``fees`` need only know the markets of directions that have an edge.
    """

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

    def limit_price(self, worst: Decimal) -> Decimal:
        """The lowest valid price at or above ``worst``."""
        ladder = self.claim.market.ladder
        return worst if ladder is None else ladder.ceil(worst) or worst


def has_edge(plan: Plan, books: Results[Instrument, Orderbook]) -> bool:
    """Whether both claims are for sale, for less than 1 together."""
    asks = [books[i].ask for i in plan.direction if i in books]
    best = [ask.price for ask in asks if ask is not None]
    return len(best) == len(plan.direction) and sum(best) < 1


def offer(plan: Plan, claim: Claim, evidence: Evidence) -> Offer | Rejection:
    """The sell side of one claim, or why it cannot be relied on."""
    instrument, ladder = claim.instrument, claim.market.ladder
    try:
        book = evidence.books[instrument]
    except PredcoreError as error:
        return _turned_down(plan, refusal(error), f"{instrument}: {error}")
    if (fault := _staleness(book, evidence)) is not None:
        return _turned_down(plan, Reason.STALE, f"{instrument}: {fault}")
    asks = tuple(
        ask for ask in book.asks if ladder is None or ladder.ceil(ask.price) is not None
    )
    if not asks:
        detail = f"{instrument}: nobody sells at a price an order can have"
        return _turned_down(plan, Reason.EMPTY_BOOK, detail)
    return Offer(claim, book, asks)


def depth(plan: Plan, offered: Offer, evidence: Evidence) -> Depth | Rejection:
    """What taking an offer costs, or why its fees cannot be told."""
    ref = offered.claim.market.ref
    try:
        return Depth(offered.asks, evidence.fees[ref])
    except Exception as error:  # noqa: BLE001 - the schedule is an adapter's code
        why = as_ours(ref.venue, error)
        return _turned_down(plan, refusal(why), f"fees of {ref}: {why}")


def _turned_down(plan: Plan, reason: Reason, detail: str) -> Rejection:
    return Rejection(
        pair=plan.pair, reason=reason, detail=detail, direction=plan.direction
    )


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
