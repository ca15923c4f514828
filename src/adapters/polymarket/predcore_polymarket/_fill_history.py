"""Your trades, told as fills."""

from __future__ import annotations

from collections.abc import AsyncIterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from predcore import Fill, InvalidRequest
from predcore.kit import Page, Pages

from ._once import Once

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["fill_pages", "fills"]

_SECOND = timedelta(seconds=1)
_CLOCKS_APART = timedelta(minutes=10)


def fill_pages(
    desk: Desk,
    *,
    market: str | None = None,
    after: datetime | None = None,
    before: datetime | None = None,
) -> Pages[Fill]:
    """Fills on a market, or on all, newest first; bounds are wide and to the second."""
    trades = desk.native.clob.data.trades

    async def fetch(cursor: str | None) -> Page[Fill]:
        page = await trades.list(
            market=None if market is None else await desk.condition(market),
            after=None if after is None else after - _SECOND,
            before=None if before is None else before + 2 * _SECOND,
            next_cursor=cursor,
        ).first()
        rows = [fill for trade in page.items for fill in await desk.fills(trade)]
        rows.sort(key=lambda fill: fill.at, reverse=True)
        return Page(tuple(rows), page.cursor, page.native)

    return Pages(fetch)


def fills(
    desk: Desk,
    *,
    market: str | None,
    order_id: str | None,
    since: datetime | None,
    until: datetime | None,
) -> AsyncIterable[Fill]:
    """Newest first and once, ``since`` and ``until`` included.

    The venue does not filter by order: of one placed here, its market and its time
    narrow the search.
    """
    for name, at in ("since", since), ("until", until):
        if at is not None and at.tzinfo is None:
            raise InvalidRequest(f"{name} needs a time zone, got {at!r}")
    after, known = since, None if order_id is None else desk.memory.get(order_id)
    if known is not None and known.placed_at is not None:
        start = known.placed_at - _CLOCKS_APART
        after = start if since is None else max(start, since)
    if market is None and known is not None and known.request is not None:
        market = known.request.instrument.market
    pages = fill_pages(desk, market=market, after=after, before=until)
    return Once(
        pages.filter(
            lambda fill: (
                order_id in {None, fill.order_id}
                and (since is None or since <= fill.at)
                and (until is None or fill.at <= until)
            )
        ),
        key=lambda fill: fill.id,
    )
