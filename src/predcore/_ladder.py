"""The valid prices of a market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Self

__all__ = ["Band", "PriceLadder"]

_ZERO = Decimal(0)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Band:
    """Prices ``start``, ``start + step``, … up to ``end`` (inclusive), in 0 to 1."""

    start: Decimal
    end: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if not (_ZERO <= self.start < self.end <= _ONE) or self.step <= 0:
            raise ValueError(
                f"a band needs 0 <= start < end <= 1 and step > 0, got "
                f"{self.start}..{self.end} by {self.step}"
            )

    def _at(self, price: Decimal, rounding: str) -> Decimal:
        steps = ((price - self.start) / self.step).to_integral_value(rounding)
        return self.start + steps * self.step

    def floor(self, price: Decimal) -> Decimal | None:
        """The highest price of the band at or below ``price``."""
        if price < self.start:
            return None
        return self._at(min(price, self.end), ROUND_FLOOR)

    def ceil(self, price: Decimal) -> Decimal | None:
        """The lowest price of the band at or above ``price``."""
        found = self._at(max(price, self.start), ROUND_CEILING)
        return found if found <= self.end else None


@dataclass(frozen=True, slots=True)
class PriceLadder:
    """A union of bands; 0 and 1 are never prices.

    Every method takes and gives ``Decimal`` in payout units (0 to 1). Two bands may
    share a border price; beyond it the finer or coarser step of the next applies.
    """

    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if not self.bands:
            raise ValueError("a ladder needs at least one band")

    @classmethod
    def uniform(cls, step: Decimal) -> Self:
        """One step everywhere, from ``step`` to ``1 - step``."""
        return cls((Band(_ZERO, _ONE, step),))

    @classmethod
    def of(cls, bands: Sequence[tuple[Decimal, Decimal, Decimal]]) -> Self:
        """From ``(start, end, step)`` triples."""
        return cls(tuple(Band(*band) for band in bands))

    def __contains__(self, price: Decimal) -> bool:
        return self.floor(price) == price

    def floor(self, price: Decimal) -> Decimal | None:
        """The highest valid price at or below ``price``, or ``None``."""
        found = max(
            (p for b in self.bands if (p := b.floor(price)) is not None), default=None
        )
        if found is None or found <= _ZERO:
            return None
        return found if found < _ONE else self.previous(_ONE)

    def ceil(self, price: Decimal) -> Decimal | None:
        """The lowest valid price at or above ``price``, or ``None``."""
        found = min(
            (p for b in self.bands if (p := b.ceil(price)) is not None), default=None
        )
        if found is None or found >= _ONE:
            return None
        return found if found > _ZERO else self.next(_ZERO)

    def next(self, price: Decimal) -> Decimal | None:
        """The lowest valid price above ``price``, or ``None``."""
        above = (
            p
            for b in self.bands
            for p in (b.ceil(price), b.ceil(price + b.step))
            if p is not None and price < p < _ONE
        )
        return min(above, default=None)

    def previous(self, price: Decimal) -> Decimal | None:
        """The highest valid price below ``price``, or ``None``."""
        below = (
            p
            for b in self.bands
            for p in (b.floor(price), b.floor(price - b.step))
            if p is not None and _ZERO < p < price
        )
        return max(below, default=None)

    def nearest(self, price: Decimal) -> Decimal:
        """The closest valid price; halfway, the lower one."""
        low, high = self.floor(price), self.ceil(price)
        if low is None or high is None:
            found = high if low is None else low
            if found is None:
                raise ValueError("the ladder has no price between 0 and 1")
            return found
        return low if price - low <= high - price else high

    def complement(self) -> PriceLadder:
        """The ladder of ``1 - price``: the other outcome of a binary market."""
        return PriceLadder(
            tuple(
                Band(_ONE - b.end, _ONE - b.start, b.step) for b in reversed(self.bands)
            )
        )

    def prices(self) -> Iterator[Decimal]:
        """Every valid price, ascending."""
        price = self.next(_ZERO)
        while price is not None:
            yield price
            price = self.next(price)
