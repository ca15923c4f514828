"""Taker fees by category, as the venue documents them (autumn 2026)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["CategoryFees", "category_fees"]

_FIVE_PLACES = Decimal("0.00001")


@dataclass(frozen=True, slots=True)
class CategoryFees:
    """``rate`` of ``price * (1 - price)`` a share; ``rebate`` of it goes to makers."""

    kind: str
    rate: Decimal
    rebate: Decimal

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
