"""Changing an order that rests."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    InvalidRequest,
    NotFound,
    Order,
    OrderStatus,
    Placement,
    PredcoreError,
    Refused,
)

from ._fates import FATES
from ._mapping.legs import to_leg
from ._mapping.orders import to_amended
from ._order_rules import Unfit, checked_price, checked_size

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.requests import OrderSide

__all__ = ["amend"]

_OVER = frozenset({OrderStatus.FILLED, OrderStatus.CANCELLED})


async def amend(
    desk: Desk, order_id: str, price: Decimal | None, size: Decimal | None
) -> Placement:
    """Send the whole new terms, which the venue wants even where they stay."""
    if price is None and size is None:
        raise InvalidRequest("an amendment changes the price, the size or both")
    try:
        before = await _current(desk, order_id)
        price = before.price if price is None else price
        size = before.filled + before.remaining if size is None else size
        market = await desk.market(before.instrument.market)
        checked_size(size, market)
        leg, of_yes = to_leg(before.instrument.outcome, before.side, price)
        try:
            checked_price(of_yes, market)
        except Unfit:
            market = await desk.market(market.id, fresh=True)
            checked_price(of_yes, market)
    except Unfit as error:
        return Refused(reason=error.reason, error=error, sent=False)
    except PredcoreError as error:
        return FATES.unsent(error)
    return await _send(desk, before, (leg, of_yes), price, size)


async def _send(
    desk: Desk,
    before: Order,
    leg: tuple[OrderSide, Decimal],
    price: Decimal,
    size: Decimal,
) -> Placement:
    route = await desk.find(before.id)
    desk.departed(before.id)
    try:
        answer = await desk.native.orders.amend(
            before.id,
            ticker=route.ticker,
            side=leg[0],
            price=leg[1],
            count=size,
            exchange_index=route.shard,
            subaccount=route.subaccount,
        )
        amended = to_amended(before, answer, price, size)
    except PredcoreError as error:
        return FATES.of_write(error, before.id)
    desk.placed(amended, route.shard, route.subaccount)
    return Accepted(order=amended)


async def _current(desk: Desk, order_id: str) -> Order:
    """The order as read, or as our own last write left it if that is later.

    Raises ``NotFound`` for one that rests no more.
    """
    known = desk.route(order_id)
    latest = None if known is None else known.latest
    try:
        order = desk.told(await desk.native.orders.get(order_id))
    except NotFound:
        if latest is None:
            raise
        order = latest
    if order.status in _OVER:
        raise NotFound(f"order {order_id} is {order.status}", code="not_found")
    if latest is None or latest.updated_at is None:
        return order
    behind = order.updated_at is None or order.updated_at < latest.updated_at
    return latest if behind else order
