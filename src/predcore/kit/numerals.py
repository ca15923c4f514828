"""Texts to exact numbers and aware instants, each distinct text read once.

The tables are dictionaries whose ``__getitem__`` is handed to the decoder as it is:
a text that was read before costs a look-up and no Python frame.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import (
    Context,
    Decimal,
    DecimalException,
    Inexact,
    InvalidOperation,
    Overflow,
    Underflow,
)
from typing import Any, Generic, TypeVar

__all__ = ["A_NUMBER", "Table", "amounts", "exact", "instants", "literal", "prices"]

V = TypeVar("V")

A_NUMBER = "expected a number or a text holding one"

_LONGEST = 80
"""Characters of a number, and digits; no venue has prices of more."""

_CONTEXT = Context(
    prec=_LONGEST,
    Emin=-400,
    Emax=308,
    traps=[Inexact, InvalidOperation, Overflow, Underflow],
)
literal: Callable[[str | int], Decimal] = _CONTEXT.create_decimal
"""The number that digits spell, exactly: what would need rounding is an
``ArithmeticError``, and so are blanks and underscores between them."""


def exact(text: str) -> Decimal:
    """A finite number in ASCII; raises ``ValueError``."""
    try:
        number = literal(text)
    except DecimalException:
        raise ValueError("expected a decimal number") from None
    if not (number.is_finite() and text.isascii() and len(text) <= _LONGEST):
        raise ValueError("expected a finite decimal number")
    return number


class Table(dict[Any, V], Generic[V]):
    """What texts say; at most ``room`` texts of at most ``short`` characters."""

    __slots__ = ("_read", "_room", "_short")

    def __init__(self, read: Callable[[str], V], *, short: int, room: int) -> None:
        super().__init__()
        self._read = read
        self._short = short
        self._room = room

    def __missing__(self, text: Any) -> V:
        if type(text) is not str:
            raise ValueError("expected a text")
        value = self._read(text)
        if len(text) <= self._short:
            if len(self) >= self._room:
                self.clear()
            self[text] = value
        return value


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is UTC:
            return at
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("expected a time in ISO 8601") from None


prices: Callable[[Any], Decimal] = Table(exact, short=8, room=1 << 16).__getitem__
"""Few and short: the same ones come by the thousand."""

amounts: Callable[[Any], Decimal] = Table(exact, short=12, room=1 << 15).__getitem__
"""Sizes and volumes come again when a book or a listing is asked for again."""

instants: Callable[[Any], datetime | None] = Table(
    _instant, short=32, room=1 << 14
).__getitem__
