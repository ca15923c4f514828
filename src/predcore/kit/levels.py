"""Levels of a book from what a venue sends, without a Python call per level."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from .._levels import Level

__all__ = ["levels_of"]

_level: Callable[[tuple[Decimal, Decimal]], Level] = partial(
    tuple[Decimal, Decimal].__new__, Level
)


def levels_of(pairs: Iterable[tuple[Decimal, Decimal]]) -> tuple[Level, ...]:
    """``(price, size)`` pairs as levels, in their order."""
    return tuple(map(_level, pairs))
