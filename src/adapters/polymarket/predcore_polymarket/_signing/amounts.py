"""What an order gives and wants, to the millionth, as the venue rounds it.

Prices have the decimals of the tick, sizes two, and their products the sum of both.
A product with more is first rounded up four decimals further and then down, which
changes nothing for exact numbers but hides the error of a float; the venue's own
clients do it, and a signature holds for one result only.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from predcore import InvalidRequest, Side

__all__ = ["Amounts", "limit_amounts", "market_amounts"]

_UNIT = 6
"""Decimals of the collateral and of the tokens."""
_MILLION: int = 10**_UNIT
_SIZE = 2
_FURTHER = 4
_LARGEST = 30
"""Digits before the point, beyond which a number is a mistake."""


class Amounts(NamedTuple):
    """What an order gives (``maker``) and wants (``taker``), in millionths."""

    maker: int
    taker: int


class _Ratio(NamedTuple):
    """A number without an end, as a division leaves it."""

    over: int
    under: int

    def down(self, decimals: int) -> _Ratio:
        return _Ratio(self.over * 10**decimals // self.under, 10**decimals)

    def up(self, decimals: int) -> _Ratio:
        return _Ratio(-(-self.over * 10**decimals // self.under), 10**decimals)

    def rounded(self, decimals: int) -> int:
        """In millionths, at a number of decimals."""
        further = self.up(decimals + _FURTHER)
        return further.down(decimals).millionths()

    def millionths(self) -> int:
        return self.over * _MILLION // self.under


def limit_amounts(side: Side, price: Decimal, size: Decimal, tick: Decimal) -> Amounts:
    """The amounts of an order for ``size`` shares at a price.

    Args:
        side: buy or sell.
        price: a multiple of the tick, from one tick to one tick below 1.
        size: shares; what is beyond two decimals is cut off.
        tick: the market's.

    Raises:
        InvalidRequest: a price off the tick, or no size.
    """
    decimals = _decimals(tick)
    each = _price(price, tick)
    shares = _floored(size, "size")
    money = _Ratio(shares.over * each.over, shares.under * each.under)
    given, wanted = money.rounded(decimals + _SIZE), shares.millionths()
    return Amounts(given, wanted) if side is Side.BUY else Amounts(wanted, given)


def market_amounts(
    side: Side, price: Decimal, amount: Decimal, tick: Decimal
) -> Amounts:
    """The amounts of an order that takes what is there, up to a price.

    The shares a buyer wants are rounded down: the venue reads the price back out of
    the amounts, and more shares would be a better price than the book has.

    Args:
        side: buy or sell.
        price: the worst to accept, a multiple of the tick.
        amount: money to spend where buying, shares to sell where selling; what is
            beyond two decimals is cut off.
        tick: the market's.

    Raises:
        InvalidRequest: a price off the tick, or no amount.
    """
    decimals = _decimals(tick) + _SIZE
    each = _price(price, tick)
    given = _floored(amount, "amount")
    if side is Side.BUY:
        wanted = _Ratio(given.over * each.under, given.under * each.over)
    else:
        wanted = _Ratio(given.over * each.over, given.under * each.under)
    return Amounts(given.millionths(), wanted.rounded(decimals))


@lru_cache(maxsize=64)
def _decimals(tick: Decimal) -> int:
    """How many decimals a price of this tick has; products must fit millionths."""
    if tick.is_finite() and 0 < tick < 1:
        for decimals in range(1, _UNIT - _SIZE + 1):
            if not 10**decimals % tick.as_integer_ratio()[1]:
                return decimals
    raise InvalidRequest(
        f"a tick is between 0 and 1, with up to 4 decimals, got {tick}"
    )


def _price(price: Decimal, tick: Decimal) -> _Ratio:
    if not price.is_finite() or not tick <= price <= 1 - tick or price % tick:
        raise InvalidRequest(
            f"the price must be a multiple of {tick} from {tick} to {1 - tick}, "
            f"got {price}"
        )
    return _Ratio(*price.as_integer_ratio())


def _floored(number: Decimal, name: str) -> _Ratio:
    if not number.is_finite() or number <= 0 or number.adjusted() > _LARGEST:
        raise InvalidRequest(f"{name} must be a number above 0, got {number}")
    floored = _Ratio(*number.as_integer_ratio()).down(_SIZE)
    if not floored.over:
        raise InvalidRequest(f"{name} must be at least 0.01, got {number}")
    return floored
