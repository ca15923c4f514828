"""Resting contracts, and the checks a side of a book passes before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import gt, lt
from typing import Annotated, NamedTuple, cast

from pydantic import PlainValidator

__all__ = ["Asks", "Bids", "Level"]


class Level(NamedTuple):
    """Resting contracts at one price."""

    price: Decimal
    size: Decimal


def _side(
    better: Callable[[Decimal, Decimal], bool],
) -> Callable[[object], tuple[Level, ...]]:
    def checked(given: object) -> tuple[Level, ...]:
        if not isinstance(given, tuple):
            raise ValueError("expected a tuple of Level")
        levels = cast("tuple[Level, ...]", given)
        if not levels:
            return ()
        if {*map(type, levels)} != {Level}:
            raise ValueError("expected a tuple of Level")
        prices, sizes = zip(*levels, strict=True)
        if {*map(type, prices + sizes)} != {Decimal}:
            raise ValueError("expected prices and sizes as Decimal")
        try:
            ordered = all(map(better, prices, prices[1:]))
            payable = 0 <= min(prices[0], prices[-1]) <= max(prices[0], prices[-1]) <= 1
            resting = min(sizes) > 0
        except ArithmeticError:
            raise ValueError("expected numbers, got NaN") from None
        if not ordered:
            raise ValueError("expected the best price first and every price once")
        if not payable:
            raise ValueError("expected prices from 0 to 1")
        if not resting:
            raise ValueError("expected sizes above 0")
        return levels

    return checked


# One pass in C over each column: a schema per level would cost five times as much.
Bids = Annotated[tuple[Level, ...], PlainValidator(_side(gt))]
"""Highest price first."""

Asks = Annotated[tuple[Level, ...], PlainValidator(_side(lt))]
"""Lowest price first."""
