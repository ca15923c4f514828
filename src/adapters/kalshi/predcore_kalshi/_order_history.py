"""Orders and fills, live and archived as one."""

from __future__ import annotations

from collections.abc import AsyncIterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from predcore import Fill, InvalidRequest, Order, OrderStatus
from predcore.kit import Pages

from ._mapping.fills import to_fill
from ._mapping.orders import status_of
from ._merging import Merged, Row
from ._tickers import checked_ticker

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.fills import Fill as NativeFill
    from .models.orders import Order as NativeOrder
    from .resources.orders import OrderFilter

__all__ = ["fills", "orders"]

_FILTERS: Mapping[OrderStatus, OrderFilter] = {
    OrderStatus.RESTING: "resting",
    OrderStatus.CANCELLED: "canceled",
    OrderStatus.FILLED: "executed",
}
_SECOND = timedelta(seconds=1)


def orders(
    desk: Desk, market: str | None, status: OrderStatus | None
) -> AsyncIterable[Order]:
    """Newest first; what rests is never archived."""
    ticker = None if market is None else checked_ticker(market)
    native = desk.native
    live = native.orders.list(
        ticker=ticker,
        status=None if status is None else _FILTERS.get(status),
        subaccount=desk.subaccount,
    )
    if status is not None:
        live = live.filter(lambda order: status_of(order) is status)
    if status is OrderStatus.RESTING:
        return live.map(desk.told)
    archived = native.historical.orders.list(ticker=ticker, subaccount=desk.subaccount)
    if status is not None:
        archived = archived.filter(lambda order: status_of(order) is status)

    async def cutoff() -> datetime | None:
        return (await native.historical.cutoff.get()).orders_updated_ts

    return Merged(
        live=_order_rows(desk, live),
        archived=_order_rows(desk, archived),
        cutoff=cutoff,
    )


def _order_rows(desk: Desk, found: Pages[NativeOrder]) -> Pages[Row[Order]]:
    def row(native: NativeOrder) -> Row[Order]:
        order = desk.told(native)
        return Row(order.id, order.created_at, order)

    return found.map(row)


def fills(
    desk: Desk,
    *,
    market: str | None,
    order_id: str | None,
    since: datetime | None,
    until: datetime | None,
) -> AsyncIterable[Fill]:
    """Newest first, ``since`` and ``until`` included.

    The archive does not filter by order; that is done here.
    """
    for name, at in ("since", since), ("until", until):
        if at is not None and at.tzinfo is None:
            raise InvalidRequest(f"{name} needs a time zone, got {at!r}")
    ticker = None if market is None else checked_ticker(market)
    native = desk.native
    # Bounds are whole seconds, and whether they are included is not documented.
    first = None if since is None else since - _SECOND
    last = None if until is None else until + 2 * _SECOND
    live = native.portfolio.fills.list(
        ticker=None if ticker is None else [ticker],
        order_id=order_id,
        min_ts=first,
        max_ts=last,
        subaccount=desk.subaccount,
    )
    archived = native.historical.fills.list(
        ticker=ticker, min_ts=first, max_ts=last, subaccount=desk.subaccount
    )
    rows = partial(_fill_rows, order_id=order_id, since=since, until=until)

    async def cutoff() -> datetime | None:
        return (await native.historical.cutoff.get()).trades_created_ts

    return Merged(live=rows(live), archived=rows(archived), cutoff=cutoff, since=since)


def _fill_rows(
    found: Pages[NativeFill],
    *,
    order_id: str | None,
    since: datetime | None,
    until: datetime | None,
) -> Pages[Row[Fill]]:
    def row(native: NativeFill) -> Row[Fill]:
        fill = to_fill(native)
        return Row(fill.id, fill.at, fill)

    def wanted(row: Row[Fill]) -> bool:
        fill = row.item
        late_enough = since is None or since <= fill.at
        early_enough = until is None or fill.at <= until
        return late_enough and early_enough and order_id in {None, fill.order_id}

    return found.map(row).filter(wanted)
