"""Trades of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from predcore import Fill, Instrument, Liquidity
from predcore.kit import mapping

from .legs import of_outcome
from .values import VENUE, from_unix, instant, needed

if TYPE_CHECKING:
    from ..models import fills

__all__ = ["to_fill"]

_LIQUIDITY: Mapping[bool | None, Liquidity] = {
    True: Liquidity.TAKER,
    False: Liquidity.MAKER,
}


@mapping
def to_fill(native: fills.Fill) -> Fill:
    """A trade of yours, told as one of *yes*: buying NO is selling YES."""
    side, price = of_outcome(
        "yes",
        native.book_side,
        needed(native.yes_price_dollars, "yes_price_dollars"),
    )
    return Fill(
        id=native.fill_id,
        order_id=needed(native.order_id, "order_id"),
        instrument=Instrument(VENUE, needed(native.ticker, "ticker"), "yes"),
        side=side,
        price=price,
        size=needed(native.count_fp, "count_fp"),
        liquidity=_LIQUIDITY.get(native.is_taker),
        fee=native.fee_cost,
        at=_at(native),
        native=native,
    )


def _at(native: fills.Fill) -> datetime:
    at = instant(native.created_time)
    return from_unix(needed(native.ts, "created_time")) if at is None else at
