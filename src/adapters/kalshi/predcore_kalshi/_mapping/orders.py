"""Orders as they are told, placed and amended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import (
    Instrument,
    Order,
    OrderRequest,
    OrderStatus,
)
from predcore.kit import mapping

from .legs import of_outcome
from .values import VENUE, flip, instant, needed

if TYPE_CHECKING:
    from ..models import order_answers, orders

__all__ = ["status_of", "to_amended", "to_order", "to_placed"]


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS: Mapping[str | None, OrderStatus] = {
    "resting": OrderStatus.RESTING,
    "canceled": OrderStatus.CANCELLED,
    "executed": OrderStatus.FILLED,
}


def status_of(native: orders.Order) -> OrderStatus:
    """The venue's three states in ours."""
    return _STATUS.get(native.status, OrderStatus.UNKNOWN)


@mapping
def to_order(native: orders.Order, outcome: str = "yes") -> Order:
    """An order the venue tells of, told as one of ``outcome``.

    The venue does not keep whether NO was bought or YES sold, and its initial count
    does not follow decreases. What was paid is said by the fills.
    """
    side, price = of_outcome(
        outcome,
        native.book_side,
        needed(native.yes_price_dollars, "yes_price_dollars"),
    )
    status = status_of(native)
    filled = needed(native.fill_count_fp, "fill_count_fp")
    remaining = needed(native.remaining_count_fp, "remaining_count_fp")
    taken, made = native.taker_fees_dollars, native.maker_fees_dollars
    return Order(
        id=native.order_id,
        client_id=native.client_order_id or None,
        instrument=Instrument(VENUE, needed(native.ticker, "ticker"), outcome),
        side=side,
        price=price,
        size=filled + remaining
        if status is OrderStatus.RESTING
        else needed(native.initial_count_fp, "initial_count_fp"),
        filled=filled,
        remaining=remaining,
        status=status,
        fees=None if taken is None or made is None else taken + made,
        created_at=instant(native.created_time),
        updated_at=instant(native.last_update_time),
        expires_at=instant(native.expiration_time),
        native=native,
    )


@mapping
def to_placed(
    request: OrderRequest,
    native: order_answers.CreatedOrder | order_answers.BatchCreatedOrder,
) -> Order:
    """The state right after matching, which the venue gives no name."""
    filled = needed(native.fill_count, "fill_count")
    remaining = needed(native.remaining_count, "remaining_count")
    at = _milliseconds(native.ts_ms)
    return Order(
        id=needed(native.order_id or None, "order_id"),
        client_id=request.client_id,
        instrument=request.instrument,
        side=request.side,
        price=request.price,
        size=request.size,
        filled=filled,
        remaining=remaining,
        status=_state(request.size, filled, remaining),
        average_price=_paid(request.instrument.outcome, native.average_fill_price),
        created_at=at,
        updated_at=at,
        expires_at=request.expires_at and request.expires_at.replace(microsecond=0),
        native=native,
    )


@mapping
def to_amended(
    before: Order, native: order_answers.AmendedOrder, price: Decimal, size: Decimal
) -> Order:
    """The order with its new terms; the venue tells only what changed.

    ``before`` was read, and may have filled since: what rests now says how much.
    """
    filled = before.filled + (native.fill_count or 0)
    remaining = native.remaining_count
    if remaining is None:
        remaining = max(size - filled, Decimal(0))
    if remaining > 0:
        filled, status = size - remaining, OrderStatus.RESTING
    else:
        status = OrderStatus.FILLED if filled >= size else OrderStatus.UNKNOWN
    return Order(
        id=native.order_id,
        client_id=native.client_order_id or before.client_id,
        instrument=before.instrument,
        side=before.side,
        price=price,
        size=size,
        filled=filled,
        remaining=remaining,
        status=status,
        created_at=before.created_at,
        updated_at=_milliseconds(native.ts_ms),
        expires_at=before.expires_at,
        native=native,
    )


def _state(size: Decimal, filled: Decimal, remaining: Decimal) -> OrderStatus:
    if remaining > 0:
        return OrderStatus.RESTING
    return OrderStatus.FILLED if filled >= size else OrderStatus.CANCELLED


def _paid(outcome: str, average: Decimal | None) -> Decimal | None:
    """The venue's average is of YES prices."""
    return average if average is None or outcome == "yes" else flip(average)


def _milliseconds(since_epoch: int | None) -> datetime | None:
    if since_epoch is None:
        return None
    try:
        return _EPOCH + timedelta(milliseconds=since_epoch)
    except OverflowError:
        raise ValueError(f"{since_epoch} is no time in milliseconds") from None
