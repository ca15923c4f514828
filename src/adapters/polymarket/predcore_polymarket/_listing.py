"""The catalogue from end to end: open entries first, then closed ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from predcore import MarketStatus
from predcore.kit import Page, Pages

from ._client import Polymarket
from ._lifecycle import closed_values
from .models.gamma.event import Event
from .models.gamma.market import Market

__all__ = ["by_closed", "event_pages", "market_pages"]

T = TypeVar("T")


def by_closed(
    values: Sequence[bool], fetch: Callable[[bool, str | None], Awaitable[Page[T]]]
) -> Pages[T]:
    """One listing out of several, because the venue lists closed entries apart.

    Args:
        values: of the ``closed`` filter, one after the other.
        fetch: a page, given the filter's value and the venue's cursor.
    """

    async def page(cursor: str | None) -> Page[T]:
        number, _, inner = (cursor or "0:").partition(":")
        index = int(number)
        found = await fetch(values[index], inner or None)
        following = None
        if found.cursor:
            following = f"{index}:{found.cursor}"
        elif index + 1 < len(values):
            following = f"{index + 1}:"
        return Page(found.items, following, found.native)

    return Pages(page)


def market_pages(native: Polymarket, status: MarketStatus | None) -> Pages[Market]:
    """The markets among which those of a status are."""

    async def fetch(closed: bool, cursor: str | None) -> Page[Market]:
        keyset = native.gamma.markets.keyset
        return await keyset.list(closed=closed, after_cursor=cursor).first()

    return by_closed(closed_values(status), fetch)


def event_pages(native: Polymarket, status: MarketStatus | None) -> Pages[Event]:
    """The events among which those with markets of a status are.

    An open event may hold closed markets; a closed one holds no open ones.
    """
    only_open = closed_values(status) == (False,)

    async def fetch(closed: bool, cursor: str | None) -> Page[Event]:
        keyset = native.gamma.events.keyset
        return await keyset.list(closed=closed, after_cursor=cursor).first()

    return by_closed((False,) if only_open else (False, True), fetch)
