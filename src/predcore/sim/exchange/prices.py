"""The prices of a market, in ticks."""

from __future__ import annotations

from decimal import Decimal

from ... import PriceLadder
from .units import to_price, units

__all__ = ["Prices"]


class Prices:
    """The ladder of a market in ticks, worked out price by price."""

    __slots__ = ("_ladder", "_prices", "_ticks")

    def __init__(self, ladder: PriceLadder) -> None:
        self._ladder = ladder
        self._ticks: dict[Decimal, int] = {}
        self._prices: dict[int, Decimal] = {}

    def tick(self, price: Decimal) -> int | None:
        """The tick of a price, or ``None`` off the ladder."""
        known = self._ticks.get(price)
        if known is None:
            known = units(price)
            if known is None or price not in self._ladder:
                return None
            self._ticks[price] = known
        return known

    def price(self, tick: int) -> Decimal:
        """The price of a tick, on the ladder or not."""
        known = self._prices.get(tick)
        if known is None:
            known = self._prices[tick] = to_price(tick)
        return known
