"""Taker fees by category, as the venue documents them (autumn 2026)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from predcore import Charge, FeeSchedule, Liquidity, NoFees, Side

__all__ = ["CategoryFees", "category_fees", "schedule_of"]

_FIVE_PLACES = Decimal("0.00001")
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CategoryFees(FeeSchedule):
    """``rate`` of ``price * (1 - price)`` a share; ``rebate`` of it goes to makers."""

    kind: str
    rate: Decimal
    rebate: Decimal

    @property
    def source(self) -> str:
        """Where the rule is written down."""
        return f"https://docs.polymarket.com/trading/fees, {self.kind}"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        """Makers pay nothing, takers the same whichever outcome the price is of."""
        del side, carry
        if liquidity is Liquidity.MAKER:
            return Charge(_ZERO)
        return Charge(self.taker_fee(price, count))

    def taker_fee(self, price: Decimal, size: Decimal) -> Decimal:
        """In pUSD, of ``size`` shares at ``price``."""
        return (size * self.rate * price * (1 - price)).quantize(
            _FIVE_PLACES, ROUND_HALF_UP
        )


def _fees(kind: str, rate: str, rebate: str = "0.25") -> CategoryFees:
    return CategoryFees(kind, Decimal(rate), Decimal(rebate))


_GENERAL = _fees("general_fees", "0.05")
_BY_CATEGORY = {
    "crypto": _fees("crypto_fees_v2", "0.07", "0.2"),
    "culture": _fees("culture_fees", "0.05"),
    "economics": _fees("economics_fees", "0.05"),
    "finance": _fees("finance_fees", "0.04"),
    "mentions": _fees("mentions_fees", "0.04"),
    "politics": _fees("politics_fees", "0.04"),
    "sports": _fees("sports_fees_v2", "0.05", "0.15"),
    "tech": _fees("tech_fees", "0.04"),
    "weather": _fees("weather_fees", "0.05"),
}
_FREE = frozenset({"geopolitics", "world", "world events"})
_ALIASES = {"climate and weather": "weather", "entertainment": "culture"}


def category_fees(category: str) -> CategoryFees | None:
    """The fees of a category, ``None`` where trading is free."""
    name = category.lower()
    if name in _FREE:
        return None
    return _BY_CATEGORY.get(_ALIASES.get(name, name), _GENERAL)


def schedule_of(category: str) -> FeeSchedule:
    """The schedule of a category, for the exchange."""
    return category_fees(category) or NoFees("geopolitics and world events are free")
