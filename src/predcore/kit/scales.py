"""Exact text to integer steps, and back to ``Decimal``."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["Scale"]

_LONGEST = 1 << 14
"""Entries of a table; a venue has few distinct prices."""

_MOST = 28
"""Digits of a number; with more of them ``Decimal`` would round."""


class _Steps(dict[str, int]):
    def __init__(self, scale: Scale) -> None:
        self._read = scale.read

    def __missing__(self, text: str) -> int:
        steps = self._read(text)
        if len(self) < _LONGEST:
            self[text] = steps
        return steps


class _Decimals(dict[int, Decimal]):
    def __init__(self, scale: Scale) -> None:
        self._value = scale.value

    def __missing__(self, steps: int) -> Decimal:
        value = self._value(steps)
        if len(self) < _LONGEST:
            self[steps] = value
        return value


class Scale:
    """A quantity counted in steps of ``10 ** -digits``.

    ``read`` and ``value`` go there and back; ``steps[text]`` and ``decimals[steps]``
    are the same by table, for quantities of few distinct values, as prices.

    Attributes:
        digits: decimal places.
        step: the quantity of one step.
        one: steps to 1.
    """

    __slots__ = ("_padding", "decimals", "digits", "one", "step", "steps")

    def __init__(self, digits: int) -> None:
        self.digits = digits
        self._padding = tuple("0" * (digits - given) for given in range(digits))
        self.step = Decimal(1).scaleb(-digits)
        self.one = 10**digits
        self.steps = _Steps(self)
        self.decimals = _Decimals(self)

    def read(self, text: str) -> int:
        """A venue's number, exactly; raises ``ValueError`` for one that is none, or
        is finer than a step."""
        whole, _, fraction = text.partition(".")
        if len(fraction) == self.digits:
            try:
                return int(whole + fraction)
            except ValueError:
                pass
        elif len(fraction) < self.digits and whole.isdigit():
            try:
                return int(whole + fraction + self._padding[len(fraction)])
            except ValueError:
                pass
        return self._read_any(text)

    def _read_any(self, text: str) -> int:
        try:
            exact = Decimal(text).scaleb(self.digits)
            steps = int(exact if exact.adjusted() < _MOST else text)
        except (ArithmeticError, ValueError):
            raise ValueError(f"expected a number, got {text[:40]!r}") from None
        if steps != exact:
            raise ValueError(
                f"expected at most {self.digits} decimal places, got {text[:40]!r}"
            )
        return steps

    def value(self, steps: int) -> Decimal:
        """So many steps."""
        return steps * self.step
