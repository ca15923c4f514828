"""An opportunity spelled out: two orders, and what the capital earns until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from .. import Market
from .depth import Depth
from .directions import Plan
from .evidence import Offer
from .report import Leg, Opportunity
from .sizing import Purchase

__all__ = ["annualised", "leg", "opportunity", "settlement"]

_MICROSECOND = timedelta(microseconds=1)
_YEAR = timedelta(days=365) // _MICROSECOND


def opportunity(
    plan: Plan, legs: tuple[Leg, Leg], bought: Purchase, now: datetime
) -> Opportunity:
    """What buying ``bought`` on both legs comes to."""
    earned = bought.profit / bought.capital
    settles_at = settlement(claim.market for claim in plan.claims)
    return Opportunity(
        pair=plan.pair,
        legs=legs,
        size=bought.size,
        cost=bought.cost,
        fees=bought.fees,
        payout=bought.size,
        profit=bought.profit,
        return_on_capital=earned,
        annualised=annualised(earned, now, settles_at),
        settles_at=settles_at,
    )


def leg(offer: Offer, depth: Depth, size: Decimal, now: datetime) -> Leg:
    """The order that takes ``size`` shares of an offer."""
    fills = depth.fills(size)
    cost, fees = depth.spent(size)
    worst, book = fills[-1].price, offer.book
    return Leg(
        instrument=offer.claim.instrument,
        fills=fills,
        average_price=cost / size,
        worst_price=worst,
        limit_price=offer.limit_price(worst),
        cost=cost,
        fees=fees,
        venue_time=book.venue_time,
        received_at=book.received_at,
        age=book.age(now),
        state=book.state,
    )


def settlement(markets: Iterable[Market]) -> datetime | None:
    """When the last of them is expected to have paid out.

    A venue that names no settlement is taken at its end of trading; one that names
    neither makes it unknown.
    """
    times = [market.settles_at or market.closes_at for market in markets]
    known = [time for time in times if time is not None]
    return max(known) if known and len(known) == len(times) else None


def annualised(
    earned: Decimal, now: datetime, settles_at: datetime | None
) -> Decimal | None:
    """``earned`` times 365 days over the time left, to the microsecond."""
    if settles_at is None or settles_at <= now:
        return None
    return earned * _YEAR / ((settles_at - now) // _MICROSECOND)
