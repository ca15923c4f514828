"""Order books: two sides of bids, each ascending, so the best one comes last."""

from __future__ import annotations

from collections.abc import Iterable

from predcore import Level
from predcore.sim import SimMarket

from .listing import Listing
from .query import Query
from .wire import Json, count, dollars

__all__ = ["orderbook", "orderbooks"]


def orderbook(listing: Listing, query: Query) -> Json:
    """The best ``depth`` levels of each side of one market; all of them for 0."""
    depth = query.integer("depth", least=0, most=100)
    market = listing.market(query.path["ticker"]).market
    return {"orderbook_fp": _book(market, depth or None)}


def orderbooks(listing: Listing, query: Query) -> Json:
    """Whole books of up to 100 markets, in the order asked for."""
    tickers = query.repeated("tickers", most=100)
    query.required("tickers", tickers or None)
    live = listing.live
    return {
        "orderbooks": [
            {"ticker": ticker, "orderbook_fp": _book(row.market, None)}
            for ticker in tickers
            if (row := live.get(ticker)) is not None
        ]
    }


def _book(market: SimMarket, depth: int | None) -> Json:
    offers_as_bids = (Level(1 - price, size) for price, size in market.asks[:depth])
    return {
        "yes_dollars": _ascending(market.bids[:depth]),
        "no_dollars": _ascending(offers_as_bids),
    }


def _ascending(levels: Iterable[Level]) -> list[list[str]]:
    return [[dollars(price), count(size)] for price, size in sorted(levels)]
