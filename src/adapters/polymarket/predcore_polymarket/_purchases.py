"""What a purchase at once gives, for the contracts it was asked for and no more.

To the venue it is one of money: all of it is spent, and where contracts are cheaper
than the order's price, more of them are bought. An order for a hundred at 0.99 buys
nine hundred where they are offered at 0.11. So the book is read first, and the order
gives what its contracts cost there. What changes between that and the match is left to
chance; money that was named in so many words is sent as it is, and no book is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Level, OrderRequest

from ._order_rules import CENT, Draft, whole_cents

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["at_cost", "costed"]

_ZERO = Decimal(0)


async def costed(desk: Desk, request: OrderRequest, draft: Draft) -> Draft:
    """The draft with the money that its contracts cost now.

    Raises ``Unfit`` where that is too little for the venue, and what the reading of
    the book raises.
    """
    if draft.spend is None or draft.by_money:
        return draft
    book = await desk.native.clob.book.get(draft.token_id)
    offers = sorted(Level(one.price, one.size) for one in book.asks)
    return at_cost(request, draft, offers)


def at_cost(request: OrderRequest, draft: Draft, offers: Iterable[Level]) -> Draft:
    """The same with the money for its contracts, by offers with the best one first.

    An order that may be filled in part keeps its price. One that is filled whole or
    not at all gets the lowest that its contracts are offered at, for at a higher one
    less than all of them would use up the money; its size then is the least it buys.
    """
    left, cost, worst = draft.size, _ZERO, draft.price
    for price, size in offers:
        if price > draft.price or not left:
            break
        taken = min(size, left)
        cost, left, worst = cost + price * taken, left - taken, price
    if draft.order_type == "FAK":
        return replace(draft, spend=whole_cents(request, cost + left * draft.price))
    return draft if left else _whole(request, draft, worst)


def _whole(request: OrderRequest, draft: Draft, worst: Decimal) -> Draft:
    """At the lowest price from ``worst`` on, at which it comes to whole cents."""
    price = draft.terms.ladder.ceil(worst)
    while price is not None and price < draft.price and draft.size * price % CENT:
        price = draft.terms.ladder.next(price)
    if price is None:
        return draft
    return replace(draft, price=price, spend=whole_cents(request, draft.size * price))
