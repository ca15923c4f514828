"""An account read again by its listings, in the words of streams."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Protocol, runtime_checkable

from .._account import Position
from .._errors import NotFound
from .._orders import OrderStatus
from .._protocols import Portfolio, Trading
from .._updates import FillUpdate, OrderUpdate, PositionUpdate, Update
from .reconciling import Seen

__all__ = ["Account", "note_latest", "reread"]

_NOTHING = Decimal(0)
_MARGIN = timedelta(seconds=5)
"""Between the clocks of here and there, and between trades told out of turn."""


@runtime_checkable
class Account(Trading, Portfolio, Protocol):
    """A venue that can be asked for orders, fills and positions."""


async def note_latest(account: Account, seen: Seen) -> None:
    """Note the latest fills there are, so that ``reread`` finds those after them,
    whatever the clocks say. Raises what the reads raise."""
    fills = aiter(account.fills())
    try:
        latest = await anext(fills, None)
        fill = latest
        while latest and fill and fill.at >= latest.at - _MARGIN:
            seen.was_before(fill)
            fill = await anext(fills, None)
        seen.no_fills_before = latest is None
    finally:
        if isinstance(fills, AsyncGenerator):
            await fills.aclose()


async def reread(account: Account, seen: Seen) -> Sequence[Update]:
    """Fills since the last one seen (oldest first), orders, and positions; for a first
    connection, of which nothing was told before, fills alone.

    Of earlier fills those are read again that were not settled when they were told.
    What was seen as open and is no longer listed is looked up, and what was held and
    is not is told as nothing. Raises what the reads raise.
    """
    since = seen.last_fill_at or (None if seen.no_fills_before else seen.began_at)
    since = since and since - _MARGIN
    first = since and min((since, *(at - _MARGIN for at in seen.unsettled.values())))
    fills = [
        fill
        async for fill in account.fills(since=first)
        if since is None or fill.at >= since or seen.awaits(fill)
    ]
    found: list[Update] = [FillUpdate(fill) for fill in reversed(fills)]
    if seen.fresh:
        return found
    resting = [o async for o in account.orders(status=OrderStatus.RESTING)]
    found += map(OrderUpdate, resting)
    for order_id in seen.open_orders.keys() - {order.id for order in resting}:
        try:
            found.append(OrderUpdate(await account.order(order_id)))
        except NotFound:
            continue
    held = [position async for position in account.positions()]
    gone = seen.positions.keys() - {position.instrument for position in held}
    found += (PositionUpdate(Position(instrument=one, size=_NOTHING)) for one in gone)
    found += map(PositionUpdate, held)
    return found
