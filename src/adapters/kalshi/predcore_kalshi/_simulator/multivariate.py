"""``/multivariate_event_collections``: what combos can be made of."""

from __future__ import annotations

from datetime import timedelta

from .combos import COLLECTION_TICKER, COMBO_LADDER, COMBO_SERIES
from .ladders import price_ranges, structure
from .listing import Listing
from .query import Query
from .refusals import not_found
from .rows import ListedEvent
from .wire import Json, instant

__all__ = ["LEGS", "find", "get", "listed"]

_SERIES_TICKER = f"KX{COMBO_SERIES.code}"
LEGS = 2
"""Of every combo."""


def get(listing: Listing, query: Query) -> Json:
    """One collection."""
    body, _ = find(listing, query.path["collection_ticker"])
    return {"multivariate_contract": body}


def find(listing: Listing, ticker: str) -> tuple[Json, list[str]]:
    """The body of a collection and the events in it; raises ``Refusal``."""
    for body, tickers in _collections(listing):
        if body["collection_ticker"] == ticker:
            return body, tickers
    raise not_found()


def listed(listing: Listing, query: Query) -> Json:
    """A page of collections; there is one, and it is open."""
    status = query.choice("status", "unopened", "open", "closed")
    event, series = query.text("associated_event_ticker"), query.text("series_ticker")
    size = query.integer("limit", least=1, most=200) or 100
    rows = [
        body
        for body, tickers in _collections(listing)
        if status in {None, "open"}
        and series in {None, _SERIES_TICKER}
        and (event is None or event in tickers)
    ]
    page, cursor = query.page(rows, size)
    return {"multivariate_contracts": list(page), "cursor": cursor}


def _collections(listing: Listing) -> list[tuple[Json, list[str]]]:
    tickers = _legs(listing)
    if not tickers:
        return []
    body: Json = {
        "collection_ticker": COLLECTION_TICKER,
        "series_ticker": _SERIES_TICKER,
        "exchange_index": 1,
        "title": "Pairs",
        "description": "Any two of these",
        "functional_description": "and(a, b)",
        "open_date": instant(listing.start - timedelta(days=30)),
        "close_date": instant(listing.start + timedelta(days=30)),
        "associated_events": [
            {
                "ticker": ticker,
                "is_yes_only": False,
                "size_min": None,
                "size_max": 1,
                "active_quoters": [],
            }
            for ticker in tickers
        ],
        "associated_event_tickers": tickers,
        "is_ordered": False,
        "is_single_market_per_event": True,
        "is_all_yes": False,
        "size_min": LEGS,
        "size_max": LEGS,
        "price_level_structure": structure(COMBO_LADDER),
        "price_ranges": price_ranges(COMBO_LADDER),
    }
    return [(body, tickers)]


def _legs(listing: Listing) -> list[str]:
    """Events that a combo was made of, each once, in order."""
    combos: list[ListedEvent] = [e for e in listing.events.values() if e.combo]
    tickers = [
        leg.event_ticker
        for event in combos
        for market in event.markets
        for leg in market.legs
    ]
    return list(dict.fromkeys(tickers))
