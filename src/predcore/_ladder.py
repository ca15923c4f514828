"""The valid prices of a market."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

__all__ = ["Band", "PriceLadder"]

_ZERO = Decimal(0)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Band:
    """Prices ``start``, ``start + step``, … up to ``end`` (inclusive), in 0 to 1.

    ``end`` is one of them: a band that stopped between two prices could not be
    turned round into the other outcome's.
    """

    start: Decimal
    end: Decimal
    step: Decimal

    def __post_init__(self) -> None:
        if (
            not (_ZERO <= self.start < self.end <= _ONE)
            or self.step <= 0
            or (self.end - self.start) % self.step
        ):
            raise ValueError(
                "a band needs 0 <= start < end <= 1 and a step > 0 that leads from "
                f"one to the other, got {self.start}..{self.end} by {self.step}"
            )

    def floor(self, price: Decimal) -> Decimal | None:
        """The highest price of the band at or below ``price``."""
        if price < self.start:
            return None
        # `//` and not `/`: a quotient rounded to 28 digits may be a step too high.
        steps = (min(price, self.end) - self.start) // self.step
        return self.start + steps * self.step

    def ceil(self, price: Decimal) -> Decimal | None:
        """The lowest price of the band at or above ``price``."""
        below = self.floor(max(price, self.start))
        if below is None or below >= price:
            return below
        return below + self.step if below < self.end else None


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
        price = max(price, _ZERO)
        above = (
            p
            for b in self.bands
            for p in (b.ceil(price), b.ceil(price + b.step))
            if p is not None and price < p < _ONE
        )
        return min(above, default=None)

    def previous(self, price: Decimal) -> Decimal | None:
        """The highest valid price below ``price``, or ``None``."""
        price = min(price, _ONE)
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
