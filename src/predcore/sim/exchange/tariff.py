"""Prices and fees of a market, in whole units."""

from __future__ import annotations

from decimal import Decimal

from ... import FeeSchedule, Liquidity, PriceLadder, Side
from .units import ONE, money, to_price, to_size, units

__all__ = ["Tariff"]

_REMEMBERED = 10_000


class Tariff:
    """Turns decimals of one market into whole units, and remembers the answers."""

    __slots__ = ("_charges", "_ladder", "_prices", "_ticks", "fees")

    def __init__(self, ladder: PriceLadder, fees: FeeSchedule) -> None:
        self.fees = fees
        self._ladder = ladder
        self._ticks: tuple[dict[Decimal, int], dict[Decimal, int]] = ({}, {})
        self._prices: dict[int, Decimal] = {}
        self._charges: dict[tuple[Side, int, int, Liquidity], int] = {}

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

    def fee(self, side: Side, tick: int, size: int, liquidity: Liquidity) -> int:
        """What a single fill of ``size`` contracts at ``tick`` is charged.

        Args:
            side: what is done with the order's own outcome.
            tick: of that outcome.
            size: contracts.
            liquidity: taker or maker.
        """
        wanted = side, tick, size, liquidity
        known = self._charges.get(wanted)
        if known is None:
            if len(self._charges) >= _REMEMBERED:
                self._charges.clear()
            charge = self.fees.charge(
                self.price(tick), to_size(size), side=side, liquidity=liquidity
            )
            known = self._charges[wanted] = money(charge.fee)
        return known
