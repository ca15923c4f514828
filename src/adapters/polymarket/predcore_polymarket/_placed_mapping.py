"""The answer to a new order to predcore's order. Pure functions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import BadResponse, Instrument, Order, OrderRequest, OrderStatus, Side
from predcore.kit import mapping

from ._order_mapping import AT_ONCE, WAITING, contracts_for
from ._order_rules import CENT, Draft

if TYPE_CHECKING:
    from .models.clob.order import PlacedOrder

__all__ = ["to_placed"]

_ZERO = Decimal(0)


@mapping
def to_placed(
    request: OrderRequest,
    draft: Draft,
    native: PlacedOrder,
    at: datetime,
) -> Order:
    """The state right after the venue took it.

    Raises ``BadResponse`` for a match that does not say of how much: the order is
    there, and has to be read.
    """
    filled, paid = _traded(draft.side, native)
    status = _placed_status(native, draft, filled, paid)
    # Money was given, and a better price may have made more contracts of it.
    size = max(filled, _wanted(draft))
    if status is OrderStatus.FILLED:
        size = filled
    return Order(
        id=native.order_id or "",
        client_id=request.client_id,
        instrument=Instrument(
            request.instrument.venue, draft.terms.condition_id, draft.key
        ),
        side=draft.side,
        price=draft.price,
        size=size,
        filled=filled,
        remaining=size - filled if status in WAITING else _ZERO,
        status=status,
        average_price=paid / filled if filled else None,
        created_at=at,
        updated_at=at,
        expires_at=draft.ends_at,
        native=native,
    )


def _traded(side: Side, native: PlacedOrder) -> tuple[Decimal, Decimal]:
    """Contracts and money that changed hands at once."""
    given, taken = native.making_amount or _ZERO, native.taking_amount or _ZERO
    filled, paid = (taken, given) if side is Side.BUY else (given, taken)
    if native.status == "matched" and not (filled and paid):
        raise BadResponse("a matched order without its amounts", path="makingAmount")
    return filled, paid


def _wanted(draft: Draft) -> Decimal:
    """Contracts asked for; of an amount, what it would buy at the worst price."""
    if not draft.by_money or draft.spend is None:
        return draft.size
    return contracts_for(draft.spend, draft.price)


def _placed_status(
    native: PlacedOrder, draft: Draft, filled: Decimal, paid: Decimal
) -> OrderStatus:
    at_once = draft.order_type in AT_ONCE
    match native.status:
        case "live":
            return OrderStatus.PENDING if at_once else OrderStatus.RESTING
        case "delayed":
            return OrderStatus.PENDING
        case "unmatched":
            return OrderStatus.UNMATCHED
        case "matched":
            if filled >= _wanted(draft) or (at_once and _done(draft, filled, paid)):
                return OrderStatus.FILLED
            return OrderStatus.CANCELLED if at_once else OrderStatus.RESTING
        case _:
            return OrderStatus.UNKNOWN


def _done(draft: Draft, filled: Decimal, paid: Decimal) -> bool:
    """Whether an order at once left no rest: the chain counts in millionths, and what
    it rounds off a price is less than anybody can order."""
    if draft.by_money and draft.spend is not None:
        return draft.spend - paid < CENT
    return draft.order_type == "FOK" or draft.size - filled < CENT
