"""What an order wants, read out of its two amounts. Pure.

Amounts are millionths. The price of an order is the one divided by the other; a
limit order has to be exactly on the tick. A market order (FOK, FAK) says what it gives,
and its price is the last one on the tick that is within the ratio.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from predcore import Level, Side

from ..answers import Refused
from ..notation import text

__all__ = ["MARKET_TYPES", "Terms", "bought_with", "read_terms"]

MARKET_TYPES = frozenset({"FOK", "FAK"})

_ONE = 10**6
_CENT = 10**4
"""Millionths in a hundredth."""
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Terms:
    """In shares and pUSD.

    Attributes:
        price: on the tick.
        size: shares given or wanted.
        money: pUSD given or wanted.
        budget: whether ``money`` is what is to be spent, whatever the shares.
    """

    side: Side
    price: Decimal
    size: Decimal
    money: Decimal
    budget: bool


def read_terms(
    order_id: str,
    kind: str,
    side: Side,
    maker: int,
    taker: int,
    tick: Decimal,
) -> Terms:
    """Read the amounts; raises ``Refused`` off the tick, or with too many decimals."""
    money, shares = (maker, taker) if side is Side.BUY else (taker, maker)
    step = int(tick.scaleb(_PLACES))
    over, under = money * _ONE, shares * step
    market = kind in MARKET_TYPES
    if market:
        ticks = over // under if side is Side.BUY else -(-over // under)
    else:
        ticks, rest = divmod(over, under)
        if rest:
            raise _off_tick(order_id, money, shares, tick)
    if not step <= ticks * step <= _ONE - step:
        raise _off_tick(order_id, money, shares, tick)
    if market:
        _check_market(side, maker, taker, tick)
    elif shares % _CENT:
        names = ("maker", "taker") if side is Side.SELL else ("taker", "maker")
        raise _invalid(
            f"invalid amounts, the {_word(side)} orders {names[0]} amount supports a "
            "max accuracy of 2 decimals"
        )
    return Terms(
        side=side,
        price=_decimal(ticks * step),
        size=_decimal(shares),
        money=_decimal(money),
        budget=market and side is Side.BUY,
    )


def bought_with(
    budget: Decimal, price: Decimal, asks: tuple[Level, ...]
) -> tuple[Decimal, Decimal, Decimal]:
    """What a budget buys, at a price or better: shares, the worst price, what is left.

    The venue spends what a purchase at once offers: better prices mean more shares.
    """
    shares, worst = Decimal(0), price
    for level in asks:
        if level.price > price:
            break
        wanted = int(budget.scaleb(2 * _PLACES) // level.price.scaleb(_PLACES))
        taken = min(level.size, _decimal(wanted))
        if not taken:
            break
        shares, worst = shares + taken, level.price
        budget -= taken * level.price
        if taken < level.size:
            budget = Decimal(0)
            break
    return shares, worst, budget


def _check_market(side: Side, maker: int, taker: int, tick: Decimal) -> None:
    places = _decimals(tick) + 2
    if maker % _CENT or taker % 10 ** (_PLACES - places):
        word = "market buy" if side is Side.BUY else "sell"
        raise _invalid(
            f"invalid amounts, the {word} orders maker amount supports a max accuracy "
            f"of 2 decimals, taker amount a max of {places} decimals"
        )


def _decimals(tick: Decimal) -> int:
    return len(text(tick).partition(".")[2])


def _off_tick(order_id: str, money: int, shares: int, tick: Decimal) -> Refused:
    price = _decimal(money * _ONE // shares)
    return _invalid(
        f"order {order_id} is invalid. Price ({text(price)}) breaks minimum tick size "
        f"rule: {text(tick)}"
    )


def _invalid(message: str) -> Refused:
    return Refused(400, {"error": message})


def _word(side: Side) -> str:
    return "buy" if side is Side.BUY else "sell"


def _decimal(millionths: int) -> Decimal:
    return Decimal(millionths).scaleb(-_PLACES)
