"""Resting contracts, and the checks a side of a book passes before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import repeat
from operator import gt, itemgetter, lt
from typing import Annotated, NamedTuple, cast

from pydantic import PlainValidator

__all__ = ["ASKS", "BIDS", "Asks", "Bids", "Level", "Ordered"]


class Level(NamedTuple):
    """Resting contracts at one price."""

    price: Decimal
    size: Decimal


_new: Callable[[type[Level], tuple[Decimal, Decimal]], Level] = tuple[
    Decimal, Decimal
].__new__


class Ordered:
    """One side's order: what is refused, and the side that rows make.

    Everything is done a column at a time, in C: a Python frame or a schema per level
    would cost five times as much.
    """

    __slots__ = ("_better", "_highest", "_made")

    def __init__(self, better: Callable[[Decimal, Decimal], bool]) -> None:
        self._better = better
        self._highest = better is gt
        self._made: tuple[Level, ...] = ()

    def check(self, given: object) -> tuple[Level, ...]:
        """The levels, if they are a side; raises ``ValueError``."""
        # What was just made has been checked, and nobody can have changed it since.
        if given is self._made:
            return self._made
        if not isinstance(given, tuple):
            raise ValueError("expected a tuple of Level")
        levels = cast("tuple[Level, ...]", given)
        if not levels:
            return ()
        if {*map(type, levels)} != {Level}:
            raise ValueError("expected a tuple of Level")
        prices, sizes = zip(*levels, strict=True)
        _only_decimals(prices + sizes)
        try:
            self._refuse(prices, sizes, ordered=self._is_ordered(prices))
        except ArithmeticError:
            raise ValueError("expected numbers, got NaN") from None
        return levels

    def of(
        self, prices: Sequence[Decimal], sizes: Sequence[Decimal], depth: int | None
    ) -> tuple[Level, ...]:
        """The side of rows in any order, the best ``depth`` of them; a size of zero is
        no row. Raises ``ValueError`` as :meth:`check` does."""
        if len(prices) != len(sizes):
            raise ValueError("expected as many sizes as prices")
        _only_decimals([*prices, *sizes])
        if not all(sizes):
            rows = [row for row in zip(prices, sizes, strict=True) if row[1]]
            prices, sizes = [p for p, _ in rows], [s for _, s in rows]
        if not prices:
            return ()
        try:
            if self._better(prices[-1], prices[0]):
                prices, sizes = prices[::-1], sizes[::-1]
            ordered = self._is_ordered(prices)
            if not ordered:
                prices, sizes = self._sorted(prices, sizes)
            if depth is not None:
                prices, sizes = prices[:depth], sizes[:depth]
            if not prices:
                return ()
            self._refuse(prices, sizes, ordered=ordered or self._is_ordered(prices))
        except ArithmeticError:
            raise ValueError("expected numbers, got NaN") from None
        self._made = tuple(map(_new, repeat(Level), zip(prices, sizes, strict=True)))
        return self._made

    def _is_ordered(self, prices: Sequence[Decimal]) -> bool:
        return all(map(self._better, prices, prices[1:]))

    def _sorted(
        self, prices: Sequence[Decimal], sizes: Sequence[Decimal]
    ) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
        rows = zip(prices, sizes, strict=True)
        ranked = sorted(rows, key=itemgetter(0), reverse=self._highest)
        return [price for price, _ in ranked], [size for _, size in ranked]

    @staticmethod
    def _refuse(
        prices: Sequence[Decimal], sizes: Sequence[Decimal], *, ordered: bool
    ) -> None:
        lowest, highest = min(prices[0], prices[-1]), max(prices[0], prices[-1])
        payable, resting = 0 <= lowest <= highest <= 1, min(sizes) > 0
        if not ordered:
            raise ValueError("expected the best price first and every price once")
        if not payable:
            raise ValueError("expected prices from 0 to 1")
        if not resting:
            raise ValueError("expected sizes above 0")


def _only_decimals(numbers: Iterable[object]) -> None:
    if {*map(type, numbers)} - {Decimal}:
        raise ValueError("expected prices and sizes as Decimal")


BIDS = Ordered(gt)
ASKS = Ordered(lt)

Bids = Annotated[tuple[Level, ...], PlainValidator(BIDS.check)]
"""Highest price first."""

Asks = Annotated[tuple[Level, ...], PlainValidator(ASKS.check)]
"""Lowest price first."""
