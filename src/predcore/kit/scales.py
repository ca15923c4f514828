"""Exact text to integer steps and back to ``Decimal``, by table."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

__all__ = ["Scale"]

_LONGEST = 1 << 16
"""Entries of a table; a venue has few distinct prices and a busy book few sizes."""


class _Steps(dict[str, int]):
    def __init__(self, digits: int) -> None:
        self._digits = digits

    def __missing__(self, text: str) -> int:
        try:
            exact = Decimal(text).scaleb(self._digits)
            steps = int(exact)
        except (InvalidOperation, ValueError, OverflowError):
            raise ValueError(f"expected a number, got {text[:40]!r}") from None
        if steps != exact:
            raise ValueError(
                f"expected at most {self._digits} decimal places, got {text[:40]!r}"
            )
        if len(self) < _LONGEST:
            self[text] = steps
        return steps


class _Decimals(dict[int, Decimal]):
    def __init__(self, digits: int) -> None:
        self._digits = digits

    def __missing__(self, steps: int) -> Decimal:
        value = Decimal(steps).scaleb(-self._digits)
        if len(self) < _LONGEST:
            self[steps] = value
        return value


class Scale:
    """A quantity counted in steps of ``10 ** -digits``.

    ``steps[text]`` reads a venue's number exactly and raises ``ValueError`` for one
    that is none or is finer than a step; ``decimals[steps]`` turns it back.
    """

    __slots__ = ("decimals", "one", "steps")

    def __init__(self, digits: int) -> None:
        self.one = 10**digits
        """Steps to 1."""
        self.steps = _Steps(digits)
        self.decimals = _Decimals(digits)
