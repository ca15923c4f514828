"""Two offers in, one verdict out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .directions import Plan
from .evidence import Evidence, Offer, offer
from .pairs import Limits
from .report import Opportunity, Reason, Rejection
from .returns import opportunity
from .sizing import Purchase, best_purchase, common_step

__all__ = ["judge"]

_ONE = Decimal(1)
_ZERO = Decimal(0)


def judge(plan: Plan, evidence: Evidence) -> Opportunity | Rejection:
    """The best purchase of a direction, or why there is none."""
    offers: list[Offer] = []
    for claim in plan.claims:
        found = offer(plan, claim, evidence)
        if isinstance(found, Rejection):
            return found
        offers.append(found)
    first, second = offers
    case = _Case(plan, first, second, evidence.limits)
    if case.edge <= 0:
        return case.turned_down(Reason.NO_EDGE, f"{case.asks}: no edge before fees")
    chosen = case.best(least=case.least, hurdle=evidence.limits.min_return)
    if chosen is None or not _worthwhile(chosen, evidence.limits):
        return _diagnosis(case)
    return opportunity(plan.pair, (first, second), chosen, evidence.now)


@dataclass(frozen=True, slots=True)
class _Case:
    plan: Plan
    a: Offer
    b: Offer
    limits: Limits

    @property
    def edge(self) -> Decimal:
        return _ONE - self.a.asks[0].price - self.b.asks[0].price

    @property
    def asks(self) -> str:
        a, b = self.a.asks[0].price, self.b.asks[0].price
        return f"best asks {a:f} + {b:f} leave {self.edge:f} a share"

    @property
    def step(self) -> Decimal:
        return common_step(claim.market.size_step for claim in self.plan.claims)

    @property
    def least(self) -> Decimal:
        markets = [claim.market for claim in self.plan.claims]
        return max(self.limits.min_size, *(m.min_size or _ZERO for m in markets))

    @property
    def minimums(self) -> str:
        named = [
            f"{claim.market.ref} {claim.market.min_size or 'none'}"
            for claim in self.plan.claims
        ]
        return (
            f"the least is {self.least:f} ({', '.join(named)}; "
            f"limits {self.limits.min_size:f})"
        )

    def best(
        self, *, least: Decimal = _ZERO, hurdle: Decimal = _ZERO
    ) -> Purchase | None:
        return best_purchase(
            self.a.depth, self.b.depth, step=self.step, least=least, hurdle=hurdle
        )

    def turned_down(self, reason: Reason, detail: str) -> Rejection:
        return Rejection(
            pair=self.plan.pair,
            reason=reason,
            detail=detail,
            direction=self.plan.direction,
            edge=self.edge,
        )


def _worthwhile(purchase: Purchase, limits: Limits) -> bool:
    return (
        purchase.profit > 0
        and purchase.profit >= limits.min_profit
        and purchase.surplus(limits.min_return) >= 0
    )


def _diagnosis(case: _Case) -> Rejection:
    """Which of the obstacles it was, when a direction with an edge came to nothing."""
    enough, any_size = case.best(least=case.least), case.best()
    if enough is None or any_size is None:
        a, b = case.a.depth.total, case.b.depth.total
        detail = f"{a:f} and {b:f} for sale in steps of {case.step:f}; "
        return case.turned_down(Reason.SIZE, detail + case.minimums)
    if enough.profit > 0:
        limits = case.limits
        detail = (
            f"buying {enough.size:f} nets {enough.profit:f} on {enough.capital:f}; the "
            f"limits are {limits.min_profit:f} and a return of {limits.min_return:f}"
        )
        return case.turned_down(Reason.THRESHOLD, detail)
    if any_size.profit > 0:
        detail = f"buying {any_size.size:f} nets {any_size.profit:f}; {case.minimums}"
        return case.turned_down(Reason.SIZE, detail)
    detail = (
        f"{case.asks}; buying {enough.size:f} gains {enough.size - enough.cost:f} "
        f"and pays {enough.fees:f} in fees"
    )
    return case.turned_down(Reason.FEES, detail)
