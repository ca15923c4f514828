"""What a scan found, and what it turned down and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from .. import DataState, Instrument, Level, Side
from .pairs import Pair

__all__ = ["Direction", "Leg", "Opportunity", "Reason", "Rejection", "Report"]

Direction = tuple[Instrument, Instrument]
"""The two instruments to buy."""

_NEVER = Decimal("-Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One order of an opportunity, and the book it was computed from.

    Attributes:
        fills: shares per price level, best first; each level is taken as one fill.
        average_price: cost per share, before fees.
        worst_price: of the last level used.
        limit_price: the lowest valid price that reaches ``worst_price``.
        cost, fees: in the venue's money.
        age: since the book reached us, when the scan was judged.
    """

    instrument: Instrument
    side: Side = Side.BUY
    fills: tuple[Level, ...]
    average_price: Decimal
    worst_price: Decimal
    limit_price: Decimal
    cost: Decimal
    fees: Decimal
    venue_time: datetime | None
    received_at: datetime
    age: timedelta
    state: DataState


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """Buy ``size`` shares on both legs; one of the two claims pays 1.

    Attributes:
        size: shares of each leg.
        cost, fees: of both legs together.
        payout: guaranteed, if the pair is what the user declared: ``size`` times 1.
        profit: ``payout - cost - fees``.
        return_on_capital: ``profit / (cost + fees)``.
        annualised: ``return_on_capital`` times 365 days over the time from the scan
            to ``settles_at``; simple interest. ``None`` when that time is unknown
            or over.
        settles_at: the later expected settlement of both markets, or end of trading
            where a venue names no settlement; ``None`` when one names neither.
    """

    pair: Pair
    legs: tuple[Leg, Leg]
    size: Decimal
    cost: Decimal
    fees: Decimal
    payout: Decimal
    profit: Decimal
    return_on_capital: Decimal
    annualised: Decimal | None
    settles_at: datetime | None

    @property
    def direction(self) -> Direction:
        """The two instruments to buy."""
        first, second = self.legs
        return first.instrument, second.instrument


class Reason(StrEnum):
    """Why a pair, or one direction of it, is no opportunity."""

    NO_EDGE = "no_edge"
    """The two best asks add up to 1 or more."""
    FEES = "fees"
    """There is an edge, and fees eat it at every size."""
    SIZE = "size"
    """Too few shares for a minimum size, or for the size grid."""
    THRESHOLD = "threshold"
    """It pays, but less than the limits ask for."""
    STALE = "stale"
    """A book is too old or its adapter does not vouch for it."""
    EMPTY_BOOK = "empty_book"
    """Nobody sells one of the two claims."""
    MARKET_NOT_OPEN = "market_not_open"
    NOT_COMPLEMENTARY = "not_complementary"
    """The two claims cannot be bought as two sides of one question."""
    NOT_FOUND = "not_found"
    """The venue knows no such market, outcome or book."""
    VENUE_ERROR = "venue_error"
    """A venue did not answer, or cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A pair or direction that is no opportunity.

    Attributes:
        direction: what would have been bought; ``None`` when it concerns the pair.
        detail: the reason with its numbers, for people.
        edge: ``1 - best ask - best ask`` before fees, where both are known.
    """

    pair: Pair
    reason: Reason
    detail: str
    direction: Direction | None = None
    edge: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of one scan.

    Attributes:
        opportunities: largest profit first. Two of them may count on the same
            shares of one book; profits do not add up.
        rejections: every other direction, or pair, in the order of the pairs.
    """

    opportunities: tuple[Opportunity, ...]
    rejections: tuple[Rejection, ...]
    scanned_at: datetime

    def rejected_pairs(self) -> tuple[Rejection, ...]:
        """One rejection for each pair without any opportunity: the one that came
        closest to an edge."""
        taken = {found.pair for found in self.opportunities}
        closest: dict[Pair, Rejection] = {}
        for rejection in self.rejections:
            pair = rejection.pair
            if pair in taken:
                continue
            if pair not in closest or _edge(rejection) > _edge(closest[pair]):
                closest[pair] = rejection
        return tuple(closest.values())


def _edge(rejection: Rejection) -> Decimal:
    return _NEVER if rejection.edge is None else rejection.edge
