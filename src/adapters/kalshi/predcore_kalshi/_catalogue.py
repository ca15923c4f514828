"""Unified markets and events over the native client, archive included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from predcore import BadResponse, Event, Market, MarketStatus, NotFound, Results
from predcore.kit import Pages

from ._bulk import in_chunks
from ._mapping.catalogue import status_of, to_event, to_market
from ._mapping.values import unknown
from ._tickers import checked_ticker

if TYPE_CHECKING:
    from ._client import Kalshi
    from .models.events import Event as NativeEvent
    from .models.markets import Market as NativeMarket
    from .resources.events import EventFilter
    from .resources.markets import MarketFilter

__all__ = [
    "event_pages",
    "events",
    "find_event",
    "find_market",
    "listed",
    "look_up",
    "markets",
]

_MARKETS: Mapping[MarketStatus | None, MarketFilter] = {
    MarketStatus.PENDING: "unopened",
    MarketStatus.OPEN: "open",
    MarketStatus.HALTED: "paused",
    MarketStatus.CLOSED: "closed",
    MarketStatus.DETERMINED: "closed",
    MarketStatus.SETTLED: "settled",
}
_EVENTS: Mapping[MarketStatus | None, EventFilter] = {
    MarketStatus.PENDING: "unopened",
    MarketStatus.OPEN: "open",
    MarketStatus.CLOSED: "closed",
    MarketStatus.DETERMINED: "closed",
    MarketStatus.SETTLED: "settled",
}
_SAME = frozenset({None, MarketStatus.PENDING, MarketStatus.OPEN, MarketStatus.SETTLED})
"""Where the venue's filter of events finds what ours does."""


def markets(
    native: Kalshi, status: MarketStatus | None, event: str | None
) -> Pages[Market]:
    """Live markets; combos only when their event is named."""
    found = native.markets.list(
        status=_MARKETS.get(status),
        event_ticker=None if event is None else checked_ticker(event),
        mve_filter="exclude" if event is None else None,
    )
    if status is not None:
        found = found.filter(lambda market: status_of(market) is status)
    return found.map(to_market)


def event_pages(
    native: Kalshi, status: MarketStatus | None, *, with_markets: bool
) -> Pages[NativeEvent]:
    """Events the venue finds by that status; a superset where it has no such word."""
    return native.events.list(
        status=_EVENTS.get(status), with_nested_markets=with_markets
    )


def events(native: Kalshi, status: MarketStatus | None) -> Pages[Event]:
    """Events with a market of that status, combos excepted."""
    if status in _SAME:
        found = event_pages(native, status, with_markets=False)
        return found.map(lambda event: to_event(event, whole=False))
    found = event_pages(native, status, with_markets=True)
    return found.filter(
        lambda event: any(status_of(market) is status for market in event.markets)
    ).map(lambda event: to_event(event, whole=True))


async def find_market(native: Kalshi, ticker: str) -> NativeMarket:
    """One market, from the archive if need be; raises ``NotFound``."""
    checked_ticker(ticker)
    try:
        return await native.markets.get(ticker)
    except NotFound:
        pass
    try:
        return await native.historical.markets.get(ticker)
    except NotFound as error:
        raise unknown(ticker) from error


async def find_event(native: Kalshi, event_ticker: str) -> Event:
    """One event with its markets, from the archive if need be."""
    try:
        event = await native.events.get(checked_ticker(event_ticker))
    except NotFound as error:
        raise unknown(event_ticker, "event") from error
    archived: Sequence[NativeMarket] = ()
    if not event.markets:
        listing = native.historical.markets.list(event_ticker=event_ticker)
        archived = await listing.collect()
    return to_event(event, tuple(archived), whole=True)


async def listed(native: Kalshi, tickers: Sequence[str]) -> dict[str, NativeMarket]:
    """Those of the tickers that are live, in one request as a rule."""
    return await _gather(native.markets.list(tickers=tickers), len(tickers))


async def look_up(native: Kalshi, tickers: Sequence[str]) -> Results[str, Market]:
    """Many markets, from the archive where need be."""

    async def live(part: Sequence[str]) -> dict[str, NativeMarket]:
        return await listed(native, part)

    async def archived(part: Sequence[str]) -> dict[str, NativeMarket]:
        return await _gather(native.historical.markets.list(tickers=part), len(part))

    found = await in_chunks(tickers, live)
    missing = [
        ticker for ticker, error in found.errors.items() if isinstance(error, NotFound)
    ]
    older = await in_chunks(missing, archived)
    values: dict[str, Market] = {}
    errors = {**found.errors, **older.errors}
    for ticker, market in (*found.items(), *older.items()):
        try:
            values[ticker] = to_market(market)
        except BadResponse as error:
            errors[ticker] = error
    return Results(tickers, values, errors)


async def _gather(pages: Pages[NativeMarket], wanted: int) -> dict[str, NativeMarket]:
    """Markets by ticker; a page with them all may still name a next one."""
    found: dict[str, NativeMarket] = {}
    async for page in pages.pages():
        found.update((market.ticker, market) for market in page.items)
        if len(found) >= wanted:
            break
    return found
