"""``/markets`` and ``/markets/{ticker}``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from predcore import MarketStatus

from .listing import Listing
from .market_body import market_body
from .query import Query
from .refusals import bad_request
from .rows import ListedMarket
from .wire import Json

__all__ = ["FILTERS", "get", "listed"]

FILTERS = {
    "unopened": {MarketStatus.PENDING},
    "open": {MarketStatus.OPEN},
    "paused": {MarketStatus.HALTED},
    "closed": {MarketStatus.CLOSED, MarketStatus.DETERMINED},
    "settled": {MarketStatus.SETTLED},
}
_TIMES = ("created", "updated", "close", "settled")
_STATUS_OF_TIME: dict[str, tuple[str | None, ...]] = {
    "created": (None, "unopened", "open"),
    "updated": (None,),
    "close": (None, "closed"),
    "settled": (None, "settled"),
}


def get(listing: Listing, query: Query) -> Json:
    """One market that is not archived."""
    market = listing.market(query.path["ticker"])
    return {"market": market_body(market, listing.now)}


def listed(listing: Listing, query: Query) -> Json:
    """A page of the markets that are not archived."""
    size = query.limit(default=100, most=1000, least=0)
    chosen = _filter(listing, query)
    rows = [m for m in listing.live.values() if chosen(m)]
    page, cursor = query.page(rows, size)
    return {"markets": [market_body(m, listing.now) for m in page], "cursor": cursor}


def _filter(listing: Listing, query: Query) -> Callable[[ListedMarket], bool]:
    status = query.choice("status", *FILTERS)
    mve = query.choice("mve_filter", "only", "exclude")
    event, series = query.text("event_ticker"), query.text("series_ticker")
    tickers = query.joined("tickers")
    since = {name: query.instant(f"min_{name}_ts") for name in _TIMES}
    until = {name: query.instant(f"max_{name}_ts") for name in _TIMES}
    times = [name for name in _TIMES if since[name] or until[name]]
    if len(times) > 1:
        raise bad_request("timestamp filters are mutually exclusive")
    for name in times:
        if status not in _STATUS_OF_TIME[name]:
            raise bad_request(f"{name} filters cannot be combined with this status")
    if "updated" in times and (
        event or tickers or mve == "only" or (series and mve != "exclude")
    ):
        raise bad_request("updated filters cannot be combined with other filters")

    def chosen(row: ListedMarket) -> bool:
        if status is not None and row.market.status not in FILTERS[status]:
            return False
        if mve is not None and bool(row.legs) is not (mve == "only"):
            return False
        if event not in {None, row.event_ticker}:
            return False
        if series not in {None, row.series_ticker}:
            return False
        if tickers is not None and row.ticker not in tickers:
            return False
        for name in times:
            at = _at(name, row)
            low, high = since[name], until[name]
            if at is None or (low and at < low) or (high and at > high):
                return False
        return True

    return chosen


def _at(name: str, row: ListedMarket) -> datetime | None:
    match name:
        case "created":
            return row.created_at
        case "updated":
            return row.updated_at
        case "close":
            return row.market.closes_at
        case _:
            return row.settled_at
