"""Both outcomes of a market as one leg.

Kalshi has one book a market and tells every order in terms of YES: a *bid* buys YES
or sells NO, an *ask* sells YES or buys NO, at the YES price either way.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import BadResponse, Side

from .values import flip

if TYPE_CHECKING:
    from ..models.requests import OrderSide

__all__ = ["of_outcome", "to_leg"]


def to_leg(outcome: str, side: Side, price: Decimal) -> tuple[OrderSide, Decimal]:
    """The YES leg of an order: buying NO at 0.40 is asking 0.60 for YES."""
    if outcome == "yes":
        return ("bid" if side is Side.BUY else "ask"), price
    return ("ask" if side is Side.BUY else "bid"), flip(price)


def of_outcome(outcome: str, leg: str | None, price: Decimal) -> tuple[Side, Decimal]:
    """A YES leg told in terms of an outcome; the inverse of :func:`to_leg`.

    Raises ``BadResponse`` for a leg that is neither *bid* nor *ask*.
    """
    if leg not in {"bid", "ask"}:
        raise BadResponse(f"book_side: {leg!r} is no side", path="book_side")
    buys = (leg == "bid") == (outcome == "yes")
    return Side.BUY if buys else Side.SELL, price if outcome == "yes" else flip(price)
