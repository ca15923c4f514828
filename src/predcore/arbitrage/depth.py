"""What buying from the best ask upward costs, for any number of shares."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal

from .. import FeeSchedule, Level

__all__ = ["Depth"]

_ZERO = Decimal(0)


class Depth:
    """One ask ladder, taken from the top by a single order.

    A price level counts as one fill of that order, so ``fees(size)`` is
    ``total_fee(schedule, fills(size))``. Whole levels are charged once, here; a size
    then costs one more charge, for the level it ends in.

    Attributes:
        borders: shares for sale up to and including each level, ascending.
    """

    __slots__ = ("_asks", "_before", "_schedule", "borders")

    def __init__(self, asks: Sequence[Level], schedule: FeeSchedule) -> None:
        self._asks = tuple(asks)
        self._schedule = schedule
        borders: list[Decimal] = []
        self._before: list[tuple[Decimal, Decimal, Decimal, Decimal]] = []
        size = cost = fees = carry = _ZERO
        for price, offered in self._asks:
            self._before.append((size, cost, fees, carry))
            charge = schedule.charge(price, offered, carry=carry)
            size, cost = size + offered, cost + price * offered
            fees, carry = fees + charge.fee, charge.carry
            borders.append(size)
        self.borders = tuple(borders)

    @property
    def total(self) -> Decimal:
        """Shares for sale at any price."""
        return self.borders[-1] if self.borders else _ZERO

    def fills(self, size: Decimal) -> tuple[Level, ...]:
        """What an order of ``size`` shares takes, level by level."""
        last = self._last(size)
        before = self._before[last][0]
        return (*self._asks[:last], Level(self._asks[last].price, size - before))

    def spent(self, size: Decimal) -> tuple[Decimal, Decimal]:
        """Cost and fees of ``size`` shares, ``0 < size <= total``."""
        last = self._last(size)
        before, cost, fees, carry = self._before[last]
        price, count = self._asks[last].price, size - before
        charge = self._schedule.charge(price, count, carry=carry)
        return cost + price * count, fees + charge.fee

    def _last(self, size: Decimal) -> int:
        if not _ZERO < size <= self.total:
            raise ValueError(f"expected 0 < size <= {self.total}, got {size}")
        return bisect_left(self.borders, size)
