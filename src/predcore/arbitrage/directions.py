"""From declared pairs to what would have to be bought."""

from __future__ import annotations

from dataclasses import dataclass

from .. import (
    Instrument,
    InvalidId,
    Market,
    MarketRef,
    MarketStatus,
    NotFound,
    PredcoreError,
    Results,
)
from .pairs import Pair, Relation
from .report import Direction, Reason, Rejection

__all__ = ["Claim", "Plan", "plans", "refusal"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One instrument to buy, with its market."""

    market: Market
    instrument: Instrument

    def opposite(self) -> Claim:
        """The claim that pays when this one does not; raises ``InvalidId``."""
        return Claim(self.market, self.market.complement(self.instrument.outcome))


@dataclass(frozen=True, slots=True)
class Plan:
    """Two claims of which exactly one pays 1."""

    pair: Pair
    claims: tuple[Claim, Claim]

    @property
    def direction(self) -> Direction:
        """The two instruments to buy."""
        first, second = self.claims
        return first.instrument, second.instrument


def refusal(error: PredcoreError) -> Reason:
    """Which reason a venue's error is."""
    known = isinstance(error, NotFound | InvalidId)
    return Reason.NOT_FOUND if known else Reason.VENUE_ERROR


def plans(
    pair: Pair, markets: Results[MarketRef, Market]
) -> tuple[Plan | Rejection, ...]:
    """Both directions of a pair, or why it has none.

    For one claim under two names: a and the opposite of b; b and the opposite of a.
    For two sides of one claim: a and b; both opposites.
    """
    try:
        first, second = markets[pair.a.ref], markets[pair.b.ref]
        a, b = first.instrument(pair.a.outcome), second.instrument(pair.b.outcome)
    except PredcoreError as error:
        return (Rejection(pair=pair, reason=refusal(error), detail=str(error)),)
    for market in (first, second):
        if market.status is not MarketStatus.OPEN:
            return (
                Rejection(
                    pair=pair,
                    reason=Reason.MARKET_NOT_OPEN,
                    detail=f"{market.ref} is {market.status}",
                ),
            )
    flips = [(False, True), (True, False)]
    if pair.relation is Relation.COMPLEMENT:
        flips = [(False, False), (True, True)]
    sides = Claim(first, a), Claim(second, b)
    if first.ref == second.ref and len(first.outcomes) == 2:
        del flips[1]  # it would buy the same two claims
    return tuple(_plan(pair, sides, flip) for flip in flips)


def _plan(
    pair: Pair, sides: tuple[Claim, Claim], flips: tuple[bool, bool]
) -> Plan | Rejection:
    try:
        first, second = (
            side.opposite() if flip else side
            for side, flip in zip(sides, flips, strict=True)
        )
    except InvalidId as error:
        reason = Reason.NOT_COMPLEMENTARY
        return Rejection(pair=pair, reason=reason, detail=str(error))
    if first.instrument == second.instrument:
        return Rejection(
            pair=pair,
            reason=Reason.NOT_COMPLEMENTARY,
            detail=f"both sides would be {first.instrument}; check the relation",
            direction=(first.instrument, second.instrument),
        )
    return Plan(pair, (first, second))
