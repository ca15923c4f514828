"""Polymarket's orders to predcore's. Pure functions: payload in, model out.

A purchase at once (FAK, FOK) is one of money to the venue: it tells what the order may
spend where it tells contracts of all other orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from predcore import (
    BadResponse,
    Fill,
    Instrument,
    Order,
    OrderRequest,
    OrderStatus,
    Side,
)
from predcore.kit import mapping

from ._order_rules import CENT, EARLY

if TYPE_CHECKING:
    from .models.clob.order import OpenOrder

__all__ = [
    "AT_ONCE",
    "OVER",
    "SIDES",
    "WAITING",
    "contracts_for",
    "from_fills",
    "from_request",
    "from_trades",
    "status_of",
    "to_order",
]

SIDES = {"BUY": Side.BUY, "SELL": Side.SELL}
OVER = frozenset({OrderStatus.FILLED, OrderStatus.CANCELLED})
"""What an order never leaves again."""

_ZERO = Decimal(0)
_LEAST = Decimal("0.000001")
"""Of a contract."""
AT_ONCE = frozenset({"FAK", "FOK"})
"""What the venue calls orders that never rest."""
WAITING = frozenset({OrderStatus.PENDING, OrderStatus.UNMATCHED, OrderStatus.RESTING})
_STATUS = {
    "LIVE": OrderStatus.RESTING,
    "DELAYED": OrderStatus.PENDING,
    "UNMATCHED": OrderStatus.UNMATCHED,
    "INVALID": OrderStatus.CANCELLED,
}


def status_of(
    word: str, size: Decimal, filled: Decimal, order_type: str | None
) -> OrderStatus:
    """The state behind the venue's word.

    ``MATCHED`` is said of an order that traded, in part too: the rest of one that may
    rest rests. One that may not rest is said to be ``LIVE`` while it waits.
    ``CANCELED`` comes with an endless choice of endings.
    """
    if filled >= size:
        return OrderStatus.FILLED
    at_once = order_type in AT_ONCE
    if word == "MATCHED":
        return OrderStatus.CANCELLED if at_once else OrderStatus.RESTING
    if word == "LIVE" and at_once:
        return OrderStatus.PENDING
    if word.startswith("CANCEL"):
        return OrderStatus.CANCELLED
    return _STATUS.get(word, OrderStatus.UNKNOWN)


@mapping
def to_order(
    native: OpenOrder, instrument: Instrument, client_id: str | None = None
) -> Order:
    """An order that the venue tells of; what was paid is said by the fills."""
    side = SIDES.get(native.side or "")
    if side is None or not native.price or native.original_size is None:
        raise BadResponse("an order without a side, a price or a size")
    filled = native.size_matched or _ZERO
    size = native.original_size
    if side is Side.BUY and native.order_type in AT_ONCE:
        size = _bought_for(size, native.price, filled)
    size = max(size, filled)
    status = status_of(native.plain_status, size, filled, native.order_type)
    expires_at = native.expires_at
    return Order(
        id=native.id,
        client_id=client_id,
        instrument=instrument,
        side=side,
        price=native.price,
        size=size,
        filled=filled,
        remaining=size - filled if status in WAITING else _ZERO,
        status=status,
        created_at=native.created,
        expires_at=None if expires_at is None else expires_at - EARLY,
        native=native,
    )


def contracts_for(money: Decimal, price: Decimal) -> Decimal:
    """Contracts that money is for at a price, in millionths and rounded down."""
    return (money / price).quantize(_LEAST, ROUND_FLOOR)


def _bought_for(money: Decimal, price: Decimal, filled: Decimal) -> Decimal:
    """Contracts that this money is for at the worst price, or those it bought: what is
    left below a cent cannot be spent."""
    if filled and money - filled * price < CENT:
        return filled
    return contracts_for(money, price)


def from_request(order_id: str, request: OrderRequest) -> Order:
    """An order that was taken, as it was asked for; nothing of it is known to rest."""
    money = request.options.get("amount")
    size = request.size if money is None else contracts_for(money, request.price)
    return Order(
        id=order_id,
        client_id=request.client_id,
        instrument=request.instrument,
        side=request.side,
        price=request.price,
        size=size,
        filled=_ZERO,
        remaining=_ZERO,
        status=OrderStatus.UNKNOWN,
        expires_at=request.expires_at and request.expires_at.replace(microsecond=0),
        native=request,
    )


def from_fills(known: Order, fills: Sequence[Fill], *, otherwise: OrderStatus) -> Order:
    """An order that only its trades still tell of.

    Args:
        known: what was last known of it.
        fills: all of its trades that were not undone.
        otherwise: its state, unless they fill it whole.
    """
    traded, average = _sum(fills)
    filled = max(traded, known.filled)
    size = max(known.size, filled)
    status = OrderStatus.FILLED if filled >= size else otherwise
    return replace(
        known,
        size=size,
        filled=filled,
        remaining=size - filled if status in WAITING else _ZERO,
        status=status,
        average_price=average if traded == filled else known.average_price,
        updated_at=max((fill.at for fill in fills), default=known.updated_at),
    )


def from_trades(order_id: str, fills: Sequence[Fill]) -> Order:
    """An order of which nothing but trades is left.

    Size and price are those of what was traded; whether more was wanted, and how it
    ended, nobody tells any more.
    """
    traded, average = _sum(fills)
    first = min(fills, key=lambda fill: fill.at)
    return Order(
        id=order_id,
        instrument=first.instrument,
        side=first.side,
        price=first.price if average is None else average,
        size=traded,
        filled=traded,
        remaining=_ZERO,
        status=OrderStatus.UNKNOWN,
        average_price=average,
        updated_at=max(fill.at for fill in fills),
        native=tuple(fill.native for fill in fills),
    )


def _sum(fills: Sequence[Fill]) -> tuple[Decimal, Decimal | None]:
    """Contracts, and what one cost on average."""
    traded = sum((fill.size for fill in fills), _ZERO)
    paid = sum((fill.price * fill.size for fill in fills), _ZERO)
    return traded, paid / traded if traded else None
