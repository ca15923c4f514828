"""Evidence in, one verdict out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from .depth import Depth
from .directions import Plan
from .evidence import Evidence, Offer, depth, offer
from .pairs import Limits
from .report import Opportunity, Reason, Rejection
from .returns import leg, opportunity
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
    edge = _ONE - sum(offered.asks[0].price for offered in offers)
    prices = " + ".join(_plain(offered.asks[0].price) for offered in offers)
    asks = f"best asks {prices} leave {_plain(edge)} a share"
    if edge <= 0:
        return Rejection(
            pair=plan.pair,
            reason=Reason.NO_EDGE,
            detail=f"{asks}, before fees",
            direction=plan.direction,
            edge=edge,
        )
    depths: list[Depth] = []
    for offered in offers:
        priced = depth(plan, offered, evidence)
        if isinstance(priced, Rejection):
            return replace(priced, edge=edge)
        depths.append(priced)
    case = _Case(plan, edge, asks, depths[0], depths[1], evidence.limits)
    chosen = case.best(least=case.least, hurdle=evidence.limits.min_return)
    if chosen is None or not _worthwhile(chosen, evidence.limits):
        return _diagnosis(case)
    legs = [
        leg(offered, priced, chosen.size, evidence.now)
        for offered, priced in zip(offers, depths, strict=True)
    ]
    return opportunity(plan, (legs[0], legs[1]), chosen, evidence.now)


@dataclass(frozen=True, slots=True)
class _Case:
    plan: Plan
    edge: Decimal
    asks: str
    a: Depth
    b: Depth
    limits: Limits

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
            f"{claim.market.ref} {_plain(claim.market.min_size)}"
            for claim in self.plan.claims
        ]
        if self.limits.min_size:
            named.append(f"min_size {_plain(self.limits.min_size)}")
        return f"the least is {_plain(self.least)} ({', '.join(named)})"

    def best(
        self, *, least: Decimal = _ZERO, hurdle: Decimal = _ZERO
    ) -> Purchase | None:
        return best_purchase(self.a, self.b, step=self.step, least=least, hurdle=hurdle)

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
        offered = f"{_plain(case.a.total)} and {_plain(case.b.total)} for sale"
        detail = f"{offered} in steps of {_plain(case.step)}; {case.minimums}"
        return case.turned_down(Reason.SIZE, detail)
    if enough.profit > 0:
        wanted, earned = _plain(case.limits.min_profit), _plain(case.limits.min_return)
        detail = (
            f"{_net(enough)} on {_plain(enough.capital)}; the limits are {wanted} and "
            f"a return of {earned}"
        )
        return case.turned_down(Reason.THRESHOLD, detail)
    if any_size.profit > 0:
        return case.turned_down(Reason.SIZE, f"{_net(any_size)}; {case.minimums}")
    gained = _plain(enough.size - enough.cost)
    detail = (
        f"{case.asks}; buying {_plain(enough.size)} gains {gained} and pays "
        f"{_plain(enough.fees)} in fees"
    )
    return case.turned_down(Reason.FEES, detail)


def _net(purchase: Purchase) -> str:
    return f"buying {_plain(purchase.size)} nets {_plain(purchase.profit)}"


def _plain(number: Decimal | None) -> str:
    return "none" if number is None else f"{number.normalize():f}"
