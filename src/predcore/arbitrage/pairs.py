"""Which instruments the user says are the same claim, and what is worth reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Self

from .. import Instrument

__all__ = ["Limits", "Pair", "Pairs", "Relation"]

_ZERO = Decimal(0)


class Relation(StrEnum):
    """How two instruments of a pair pay."""

    SAME = "same"
    """Both pay 1 or both pay 0."""
    COMPLEMENT = "complement"
    """Exactly one of them pays 1."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two instruments that the user declares to be one claim, or its two sides.

    Nothing checks that declaration: read the rules of both markets first.
    """

    name: str
    a: Instrument
    b: Instrument
    relation: Relation = Relation.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a scan trusts and what it reports.

    Attributes:
        max_age: a book that reached us longer ago is stale.
        max_venue_age: a book the venue dates further back is stale; applied to
            venues that date their books, and to none by default.
        min_profit: least net profit, in the venues' money.
        min_return: least return on capital, as a fraction (0.01 is 1 %). Shares that
            would bring in less than this on their own cost are not bought.
        min_size: fewest shares, beside what the venues require.
    """

    max_age: timedelta = timedelta(seconds=10)
    max_venue_age: timedelta | None = None
    min_profit: Decimal = _ZERO
    min_return: Decimal = _ZERO
    min_size: Decimal = _ZERO


class Pairs(tuple[Pair, ...]):
    """The pairs of one file in its order, with the ``limits`` it sets."""

    limits: Limits

    def __new__(cls, pairs: Iterable[Pair], limits: Limits | None = None) -> Self:
        made = super().__new__(cls, pairs)
        made.limits = limits or Limits()
        return made
