"""How many shares to buy on both sides.

The cost of one more share only rises along two ask ladders, and fees follow the
price, so net profit climbs to where a level ends and falls after it; except that
venues round fees, which makes it jagged by about one rounding unit. With few sizes to
choose from that unit matters, and all of them are tried. With many it does not, and
an order that stops where a level ends keeps out of the next, worse one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import lcm

from .depth import Depth

__all__ = ["FEW", "Purchase", "best_purchase", "common_step"]

FEW = 250
"""Up to so many sizes are all tried; of more, those at which a level ends."""

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Purchase:
    """``size`` shares on each of both sides; together they pay ``size``."""

    size: Decimal
    cost: Decimal
    fees: Decimal

    @property
    def capital(self) -> Decimal:
        """What leaves the accounts."""
        return self.cost + self.fees

    @property
    def profit(self) -> Decimal:
        """What comes back beyond that."""
        return self.size - self.capital

    def surplus(self, hurdle: Decimal) -> Decimal:
        """Profit beyond what the capital has to earn."""
        return self.profit - hurdle * self.capital


def common_step(steps: Iterable[Decimal | None]) -> Decimal:
    """The finest grid that lies on all of them; whole shares where one is unknown."""
    known = [step or Decimal(1) for step in steps]
    ratios = [step.as_integer_ratio() for step in known]
    scale = lcm(*(bottom for _, bottom in ratios))
    return Decimal(lcm(*(top * (scale // bottom) for top, bottom in ratios))) / scale


def on_grid(size: Decimal, step: Decimal, rounding: str) -> Decimal:
    """The multiple of ``step`` next to ``size`` in the direction of ``rounding``."""
    return (size / step).to_integral_value(rounding) * step


def best_purchase(
    a: Depth,
    b: Depth,
    *,
    step: Decimal,
    least: Decimal = _ZERO,
    hurdle: Decimal = _ZERO,
) -> Purchase | None:
    """The purchase with the largest surplus, the smaller one where two are equal.

    Sizes are multiples of ``step`` from ``least`` up to what the thinner side holds.
    Where these are no more than :data:`FEW`, the answer is the best of all. Otherwise
    it is the best of both ends and of the borders of either side's levels, cut to the
    grid: short of the best of all by what a share short of one ``step`` earns, and by
    what the venues round one order's fees by, at most.

    Args:
        a, b: the two sides.
        step: the size grid.
        least: fewest shares.
        hurdle: return the capital has to earn, as a fraction.

    Returns:
        ``None`` when no size on the grid is both possible and enough.
    """
    top = on_grid(min(a.total, b.total), step, ROUND_FLOOR)
    bottom = max(on_grid(least, step, ROUND_CEILING), step)
    if top < bottom:
        return None

    count = int((top - bottom) / step) + 1
    if count <= FEW:
        sizes = {bottom + step * number for number in range(count)}
    else:
        ends = {on_grid(end, step, ROUND_FLOOR) for end in (*a.borders, *b.borders)}
        sizes = {bottom, top, *(end for end in ends if bottom < end < top)}
    bought = (_both(a, b, size) for size in sizes)
    return max(bought, key=lambda found: (found.surplus(hurdle), -found.size))


def _both(a: Depth, b: Depth, size: Decimal) -> Purchase:
    (cost_a, fees_a), (cost_b, fees_b) = a.spent(size), b.spent(size)
    return Purchase(size, cost_a + cost_b, fees_a + fees_b)
