"""Whole numbers inside, exact decimals at the border.

Prices are counted in millionths of a pay-out (ticks), sizes in millionths of a
contract, and money in their product.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from functools import lru_cache
from hashlib import blake2b

__all__ = ["ONE", "Ids", "money", "size", "to_money", "to_price", "to_size", "units"]

_PLACES = 6
_MONEY_PLACES = 2 * _PLACES
_LARGEST = 15
_EXACT = Context(prec=60)
_STRICT = Context(prec=60, traps=[Inexact])
_REMEMBERED = 1 << 14

ONE = 10**_PLACES
"""Ticks of a whole pay-out; also units of one contract."""


def units(amount: Decimal, places: int = _PLACES) -> int | None:
    """``amount`` in units of ``10 ** -places``, or ``None`` where it is none."""
    if not amount.is_finite() or amount.adjusted() > _LARGEST:
        return None
    return _whole(amount, places)


@lru_cache(_REMEMBERED)
def _whole(amount: Decimal, places: int) -> int | None:
    try:
        scaled = amount.scaleb(places, _STRICT)
    except Inexact:
        return None
    whole = int(scaled)
    return whole if whole == scaled else None


def money(amount: Decimal) -> int:
    """Units of an amount of money; raises ``ValueError`` beyond twelve decimals."""
    whole = units(amount, _MONEY_PLACES)
    if whole is None:
        raise ValueError(f"money is kept to {_MONEY_PLACES} decimals, got {amount}")
    return whole


def size(amount: Decimal) -> int:
    """Units of a size; raises ``ValueError`` beyond six decimals."""
    whole = units(amount)
    if whole is None:
        raise ValueError(f"sizes are kept to {_PLACES} decimals, got {amount}")
    return whole


@lru_cache(_REMEMBERED)
def to_price(ticks: int) -> Decimal:
    """Ticks as a price."""
    return Decimal(ticks).scaleb(-_PLACES, _EXACT).normalize(_EXACT)


@lru_cache(_REMEMBERED)
def to_size(whole: int) -> Decimal:
    """Units as contracts."""
    return Decimal(whole).scaleb(-_PLACES, _EXACT)


@lru_cache(_REMEMBERED)
def to_money(whole: int) -> Decimal:
    """Units as money."""
    return Decimal(whole).scaleb(-_MONEY_PLACES, _EXACT)


class Ids:
    """UUID-shaped names that follow from a seed."""

    __slots__ = ("count", "seed")

    def __init__(self, seed: int, count: int = 0) -> None:
        self.seed = seed
        self.count = count

    def new(self) -> str:
        """A name not given before."""
        self.count += 1
        name = blake2b(b"%d:%d" % (self.seed, self.count), digest_size=16).hexdigest()
        return f"{name[:8]}-{name[8:12]}-4{name[13:16]}-8{name[17:20]}-{name[20:]}"
