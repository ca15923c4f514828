"""``/events``, combos and metadata included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from .combos import COLLECTION_TICKER
from .fees import event_fee
from .listing import Listing
from .market_body import market_body
from .markets import FILTERS
from .milestones import of_events
from .query import Query
from .refusals import bad_request
from .rows import ListedEvent
from .series import settlement_sources
from .targets import COMPETITION
from .wire import Json, instant

__all__ = ["get", "listed", "metadata", "multivariate"]

_IMAGES = "https://simulator.invalid"


def listed(listing: Listing, query: Query) -> Json:
    """A page of events; combos are listed elsewhere."""
    size = query.limit(default=200, most=200)
    nested = bool(query.flag("with_nested_markets"))
    with_milestones = query.flag("with_milestones")
    chosen = _filter(listing, query)
    rows = [e for e in listing.events.values() if not e.combo and chosen(e)]
    page, cursor = query.page(rows, size)
    body: Json = {"events": _bodies(listing, page, nested), "cursor": cursor}
    if with_milestones:
        body["milestones"] = of_events(listing, {event.ticker for event in page})
    return body


def _filter(listing: Listing, query: Query) -> Callable[[ListedEvent], bool]:
    status = query.choice("status", "unopened", "open", "closed", "settled")
    series, tickers = query.text("series_ticker"), query.joined("tickers")
    closing, updated = query.instant("min_close_ts"), query.instant("min_updated_ts")

    def chosen(row: ListedEvent) -> bool:
        if status is not None and not row.statuses & FILTERS[status]:
            return False
        if series not in {None, row.series_ticker}:
            return False
        if tickers is not None and row.ticker not in tickers:
            return False
        if closing and all(m.market.closes_at <= closing for m in row.every):
            return False
        return not updated or _updated_at(row) > updated

    return chosen


def _updated_at(row: ListedEvent) -> datetime:
    return max(market.updated_at for market in row.every)


def multivariate(listing: Listing, query: Query) -> Json:
    """A page of combos."""
    query.exclusive("series_ticker", "collection_ticker")
    size = query.limit(default=100, most=200)
    series, collection = query.text("series_ticker"), query.text("collection_ticker")
    tickers = query.joined("tickers")
    rows = [
        event
        for event in listing.events.values()
        if event.combo
        and series in {None, event.series_ticker}
        and collection in {None, COLLECTION_TICKER}
        and (tickers is None or event.ticker in tickers)
    ]
    page, cursor = query.page(rows, size)
    nested = bool(query.flag("with_nested_markets"))
    return {"events": _bodies(listing, page, nested), "cursor": cursor}


def get(listing: Listing, query: Query) -> Json:
    """One event; its markets are inside it, beside it, or left out."""
    nested = bool(query.flag("with_nested_markets"))
    bare = bool(query.flag("exclude_markets"))
    if nested and bare:
        raise bad_request("with_nested_markets and exclude_markets cannot be combined")
    event = listing.event(query.path["event_ticker"])
    beside = () if nested or bare else event.markets
    return {
        "event": _body(event, nested, listing.now),
        "markets": [market_body(market, listing.now) for market in beside],
    }


def metadata(listing: Listing, query: Query) -> Json:
    """Pictures and sources of an event."""
    event = listing.event(query.path["event_ticker"])
    sports = event.event.category == "Sports"
    return {
        "image_url": f"{_IMAGES}/{event.ticker}.webp",
        "market_details": [
            {
                "market_ticker": market.ticker,
                "image_url": f"{_IMAGES}/{market.ticker}.webp",
                "color_code": f"#{number * 0x1F3D5B % 0x1000000:06X}",
            }
            for number, market in enumerate(event.markets, 1)
        ],
        "settlement_sources": settlement_sources(event.event.category),
        "competition": COMPETITION if sports else None,
        "competition_scope": "Games" if sports else None,
    }


def _bodies(
    listing: Listing, events: Sequence[ListedEvent], nested: bool
) -> list[Json]:
    return [_body(event, nested, listing.now) for event in events]


def _body(row: ListedEvent, nested: bool, now: datetime) -> Json:
    event, fee = row.event, event_fee(row)
    body: Json = {
        "event_ticker": row.ticker,
        "series_ticker": row.series_ticker,
        "title": event.title,
        "sub_title": event.subtitle,
        "collateral_return_type": "MECNET" if event.exclusive else "",
        "mutually_exclusive": event.exclusive,
        "category": event.category,
        "strike_date": instant(max(row.market.closes_at for row in row.every)),
        "strike_period": "",
        "settlement_sources": settlement_sources(event.category),
        "last_updated_ts": instant(_updated_at(row)),
        "fee_type_override": fee.kind,
        "fee_multiplier_override": fee.multiplier,
        "exchange_index": row.exchange_index,
    }
    if nested:
        body["markets"] = [market_body(market, now) for market in row.markets]
    return body
