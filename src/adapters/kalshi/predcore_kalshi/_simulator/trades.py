"""``/markets/trades`` and ``/historical/trades``: every print, newest first."""

from __future__ import annotations

from predcore import Side
from predcore.sim import SimTrade

from .listing import Listing
from .query import Query
from .rows import ListedMarket
from .wire import Json, count, dollars, instant

__all__ = ["archived", "live"]

_BLOCK = 50
"""Every so many trades of the catalogue one is a block trade."""


def live(listing: Listing, query: Query) -> Json:
    """Trades since the historical cutoff."""
    return _page(listing, query, archived=False)


def archived(listing: Listing, query: Query) -> Json:
    """Trades before the historical cutoff."""
    return _page(listing, query, archived=True)


def _page(listing: Listing, query: Query, *, archived: bool) -> Json:
    size = query.limit(default=100, most=1000, least=0)
    ticker, block = query.text("ticker"), query.flag("is_block_trade")
    since, until = query.instant("min_ts"), query.instant("max_ts")
    rows = [
        (market, trade)
        for market in (*listing.live.values(), *listing.archive.values())
        if ticker in {None, market.ticker}
        for trade in market.market.trades
        if (trade.at < listing.cutoff) is archived
        and block in {None, _is_block(listing, trade)}
        and (since is None or trade.at >= since)
        and (until is None or trade.at <= until)
    ]
    rows.sort(key=lambda row: (row[1].at, row[1].number), reverse=True)
    page, cursor = query.page(rows, size)
    trades = [_trade(listing, market, trade) for market, trade in page]
    return {"trades": trades, "cursor": cursor}


def _is_block(listing: Listing, trade: SimTrade) -> bool:
    return trade.number % _BLOCK == 0 and trade.number not in listing.trade_ids


def _trade(listing: Listing, market: ListedMarket, trade: SimTrade) -> Json:
    bought = trade.taker is Side.BUY
    return {
        "trade_id": listing.trade_id(trade),
        "ticker": market.ticker,
        "count_fp": count(trade.size),
        "yes_price_dollars": dollars(trade.price),
        "no_price_dollars": dollars(1 - trade.price),
        "taker_side": "yes" if bought else "no",
        "taker_outcome_side": "yes" if bought else "no",
        "taker_book_side": "bid" if bought else "ask",
        "created_time": instant(trade.at),
        "is_block_trade": _is_block(listing, trade),
    }
