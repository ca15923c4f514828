"""Prices and fees of a market, in whole units."""

from __future__ import annotations

from decimal import Decimal

from ... import FeeSchedule, Liquidity, PriceLadder, Side
from .units import ONE, money, to_price, to_size, units

__all__ = ["Tariff"]

_REMEMBERED = 10_000


class Tariff:
    """Turns decimals of one market into whole units, and remembers the answers."""

    __slots__ = ("_costs", "_ladder", "_prices", "_ticks", "fees")

    def __init__(self, ladder: PriceLadder, fees: FeeSchedule) -> None:
        self.fees = fees
        self._ladder = ladder
        self._ticks: dict[Decimal, int] = {}
        self._prices: dict[int, Decimal] = {}
        self._costs: dict[tuple[Side, int, int, Liquidity], int] = {}

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

    def cost(self, side: Side, tick: int, size: int, liquidity: Liquidity) -> int:
        """What ``size`` contracts cost at ``tick``, with the fee of a single fill.

        They are paid for in full here, as if none closed a position.
        """
        wanted = side, tick, size, liquidity
        known = self._costs.get(wanted)
        if known is None:
            if len(self._costs) >= _REMEMBERED:
                self._costs.clear()
            charge = self.fees.charge(
                self.price(tick), to_size(size), side=side, liquidity=liquidity
            )
            each = tick if side is Side.BUY else ONE - tick
            known = self._costs[wanted] = each * size + money(charge.fee)
        return known
