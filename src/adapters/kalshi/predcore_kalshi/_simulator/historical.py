"""``/historical``: the markets that are archived, and since when."""

from __future__ import annotations

from .listing import Listing
from .market_body import market_body
from .query import Query
from .wire import Json, instant

__all__ = ["cutoff", "get", "listed"]


def cutoff(listing: Listing, query: Query) -> Json:
    """What is older is archived."""
    del query
    return {
        "market_settled_ts": instant(listing.cutoff),
        "trades_created_ts": instant(listing.cutoff),
        "orders_updated_ts": instant(listing.orders_cutoff),
        "market_positions_last_updated_ts": instant(listing.cutoff),
    }


def get(listing: Listing, query: Query) -> Json:
    """One archived market."""
    market = listing.market(query.path["ticker"], archived=True)
    return {"market": market_body(market, listing.now)}


def listed(listing: Listing, query: Query) -> Json:
    """A page of archived markets; one filter at a time."""
    query.exclusive("tickers", "event_ticker", "series_ticker")
    query.choice("mve_filter", "exclude")
    size = query.limit(default=100, most=1000, least=0)
    event, series = query.text("event_ticker"), query.text("series_ticker")
    tickers = query.joined("tickers")
    rows = [
        market
        for market in listing.archive.values()
        if event in {None, market.event_ticker}
        and series in {None, market.series_ticker}
        and (tickers is None or market.ticker in tickers)
    ]
    page, cursor = query.page(rows, size)
    return {
        "markets": [market_body(market, listing.now) for market in page],
        "cursor": cursor,
    }
