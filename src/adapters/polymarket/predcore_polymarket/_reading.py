"""Reading one order back: from the order books, or from its trades.

The venue may know a finished order no more. What it said of an order of ours before,
and its trades, tell how it ended.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from predcore import Fill, Finality, NotFound, Order, OrderStatus, TimeInForce

from ._fill_history import fill_pages
from ._order_mapping import OVER, from_fills, from_request, from_trades

if TYPE_CHECKING:
    from ._desk import Desk
    from ._memory import Known

__all__ = ["find", "read"]

_CLOCKS_APART = timedelta(minutes=10)
"""Much more than our clock and the venue's can differ."""
_LOOK_BACK = timedelta(days=7)
"""How far an order that was never heard of here is looked for among the trades."""
_AT_ONCE = frozenset({TimeInForce.IOC, TimeInForce.FOK})
_LAG = timedelta(seconds=10)
"""An order taken so lately may not be readable yet: our own last word holds. And the
trades of one that is readable no more, or that waits in a delay, may not be listed
yet: how it ended is not said before."""


async def read(desk: Desk, order_id: str) -> Order:
    """One order, finished ones too; raises ``NotFound``."""
    found = await find(desk, order_id, since=desk.clock() - _LOOK_BACK)
    if found is None:
        raise NotFound(f"Polymarket has no order {order_id}, and no trade of one")
    return found


async def find(desk: Desk, order_id: str, *, since: datetime | None) -> Order | None:
    """One order, or ``None`` where there is no trace of it.

    Args:
        desk: who asks.
        order_id: which.
        since: how far back to look for trades of an order not sent from here; ``None``
            for all of them.
    """
    known = desk.memory.get(order_id)
    if known is not None and known.order is not None and known.order.status in OVER:
        return known.order
    try:
        order = await desk.told(await desk.native.clob.data.order.get(order_id))
    except NotFound:
        return await _ended(desk, order_id, known, since)
    if order.status not in OVER and known is not None and known.withdrawn:
        return await _ended(desk, order_id, known, since)
    return order


async def _ended(
    desk: Desk, order_id: str, known: Known | None, since: datetime | None
) -> Order | None:
    """An order that the books do not have: it is over, if it ever was."""
    if known is not None and known.placed_at is not None:
        since = known.placed_at - _CLOCKS_APART
    fills = await _trades(desk, order_id, known, since)
    if known is None:
        return from_trades(order_id, fills) if fills else None
    before = known.order
    if before is None and known.request is not None and (fills or known.withdrawn):
        before = from_request(order_id, known.request)
    if before is None:
        return from_trades(order_id, fills) if fills else None
    now = desk.clock()
    settled = now - desk.memory.missed(order_id, now) >= _LAG
    ending = _ending(known, before, now, settled=settled)
    order = from_fills(before, fills, otherwise=ending)
    if order.status is OrderStatus.FILLED or (settled and order.status in OVER):
        desk.memory.told(order)
    return order


def _ending(
    known: Known, before: Order, now: datetime, *, settled: bool
) -> OrderStatus:
    """The state of an order that cannot be read and is not known to be filled."""
    if known.withdrawn or settled:
        return OrderStatus.CANCELLED
    if known.request is not None and known.request.time_in_force in _AT_ONCE:
        waits = before.status is OrderStatus.PENDING
        return before.status if waits else OrderStatus.CANCELLED
    lately = known.placed_at is not None and now - known.placed_at < _LAG
    return before.status if lately else OrderStatus.UNKNOWN


async def _trades(
    desk: Desk, order_id: str, known: Known | None, since: datetime | None
) -> list[Fill]:
    """Its trades that were not undone."""
    market = None
    if known is not None and known.order is not None:
        market = known.order.instrument.market
    elif known is not None and known.request is not None:
        market = known.request.instrument.market
    return [
        fill
        async for fill in fill_pages(desk, market=market, after=since)
        if fill.order_id == order_id and fill.finality is not Finality.FAILED
    ]
