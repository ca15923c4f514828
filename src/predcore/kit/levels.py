"""Levels of a book from what a venue sends, without a Python call per level."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import repeat

from .._levels import Level

__all__ = ["levels_of"]

_new: Callable[[type[Level], tuple[Decimal, Decimal]], Level] = tuple[
    Decimal, Decimal
].__new__


def levels_of(pairs: Iterable[tuple[Decimal, Decimal]]) -> tuple[Level, ...]:
    """``(price, size)`` pairs as levels, in their order."""
    return tuple(map(_new, repeat(Level), pairs))
