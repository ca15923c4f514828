"""Your orders: those that are open at the venue, and those that ended here.

The venue lists open orders only. What ended is told of orders that went through this
desk, by what the venue answered and by their trades; of others nothing is left but
their fills.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from predcore import NotFound, Order, OrderStatus
from predcore.kit import Page, Pages

from ._order_mapping import OVER
from ._reading import read

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["open_orders", "orders"]

_WAITING = frozenset({OrderStatus.RESTING, OrderStatus.PENDING, OrderStatus.UNMATCHED})
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def orders(desk: Desk, market: str | None, status: OrderStatus | None) -> Pages[Order]:
    """Newest first; finished ones that this desk placed, changed or read before."""

    async def fetch(_: str | None) -> Page[Order]:
        condition = None if market is None else await desk.condition(market)
        found = {order.id: order for order in await open_orders(desk, condition)}
        if status not in _WAITING:
            for order in await _ended(desk, condition, set(found)):
                found[order.id] = order
        wanted = [one for one in found.values() if status in {None, one.status}]
        numbers = {known.order_id: known.number for known in desk.memory}
        # The venue tells whole seconds; within one, the order of ours decides.
        wanted.sort(
            key=lambda one: (
                (one.created_at or _NEVER).replace(microsecond=0),
                numbers[one.id],
            ),
            reverse=True,
        )
        return Page(tuple(wanted))

    return Pages(fetch)


async def open_orders(desk: Desk, condition_id: str | None = None) -> list[Order]:
    """What the order books hold of yours, on one market or on all."""
    pages = desk.native.clob.data.orders.list(market=condition_id)
    return [await desk.told(native) async for native in pages]


async def _ended(
    desk: Desk, condition_id: str | None, open_ids: set[str]
) -> list[Order]:
    """Those known here that rest no more; each is read once to learn how it ended."""
    found: list[Order] = []
    for known in list(desk.memory):
        if known.order_id in open_ids or (known.order is None and not known.withdrawn):
            continue
        order = known.order
        if order is None or order.status not in OVER:
            try:
                order = await read(desk, known.order_id)
            except NotFound:
                continue
        if condition_id in {None, order.instrument.market}:
            found.append(order)
    return found
