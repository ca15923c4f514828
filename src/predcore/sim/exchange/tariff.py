"""Prices and fees of a market, in whole units."""

from __future__ import annotations

from decimal import Decimal

from ... import FeeSchedule, Liquidity, PriceLadder, Side
from .units import ONE, money, to_price, to_size, units
from .working import Working

__all__ = ["Tariff"]

_REMEMBERED = 10_000


class Tariff:
    """Turns decimals of one market into whole units, and remembers the answers."""

    __slots__ = ("_costs", "_gross", "_ladder", "_prices", "_ticks", "fees")

    def __init__(self, ladder: PriceLadder, fees: FeeSchedule, *, gross: bool) -> None:
        self.fees = fees
        self._gross = gross
        self._ladder = ladder
        self._ticks: tuple[dict[Decimal, int], dict[Decimal, int]] = ({}, {})
        self._prices: dict[int, Decimal] = {}
        self._costs: dict[tuple[Side, int, int, int, Liquidity], int] = {}

    def tick(self, price: Decimal, outcome: int = 0) -> int | None:
        """The first outcome's tick of a price of ``outcome``, or ``None`` off the
        ladder."""
        known = self._ticks[outcome].get(price)
        if known is None:
            known = units(price)
            if known is None:
                return None
            if outcome:
                known = ONE - known
            if to_price(known) not in self._ladder:
                return None
            self._ticks[outcome][price] = known
        return known

    def price(self, tick: int) -> Decimal:
        """The price of a tick, on the ladder or not."""
        known = self._prices.get(tick)
        if known is None:
            known = self._prices[tick] = to_price(tick)
        return known

    def cost(self, order: Working, tick: int, size: int, liquidity: Liquidity) -> int:
        """The cash that ``size`` contracts of an order may take at a tick of the book,
        with the fee of a single fill.

        Where positions net, they are paid for in full here, as if none closed one.
        Where holdings are gross, a sale takes only what the fee is above its proceeds.
        """
        wanted = order.side, order.outcome, tick, size, liquidity
        known = self._costs.get(wanted)
        if known is None:
            if len(self._costs) >= _REMEMBERED:
                self._costs.clear()
            side, own = order.own(tick)
            charge = self.fees.charge(
                self.price(own), to_size(size), side=side, liquidity=liquidity
            )
            fee = money(charge.fee)
            if side is Side.BUY:
                known = own * size + fee
            elif self._gross:
                known = max(fee - own * size, 0)
            else:
                known = (ONE - own) * size + fee
            self._costs[wanted] = known
        return known
