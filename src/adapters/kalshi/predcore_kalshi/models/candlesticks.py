"""Price history of live markets; archived ones are in ``historical``."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, wire

__all__ = [
    "BatchCandlesticks",
    "BidAskDistribution",
    "Candlestick",
    "EventCandlesticks",
    "MarketCandlesticks",
    "PriceDistribution",
    "TickerCandlesticks",
]


@wire
class BidAskDistribution:
    """Best YES bid or ask over a period, in dollars.

    0.0000 means no bid and 1.0000 no ask.
    """

    open_dollars: Exact | None = None
    low_dollars: Exact | None = None
    high_dollars: Exact | None = None
    close_dollars: Exact | None = None


@wire
class PriceDistribution:
    """YES trades over a period, in dollars; all absent when there were none."""

    open_dollars: Exact | None = None
    low_dollars: Exact | None = None
    high_dollars: Exact | None = None
    close_dollars: Exact | None = None
    mean_dollars: Exact | None = None
    previous_dollars: Exact | None = None
    """The last trade before the period."""
    min_dollars: Exact | None = None
    """The lowest close of any market in the period."""
    max_dollars: Exact | None = None


@wire
class Candlestick:
    """One period of one market."""

    end_period_ts: int
    """Unix seconds; the end belongs to the period."""
    yes_bid: BidAskDistribution | None = None
    yes_ask: BidAskDistribution | None = None
    price: PriceDistribution | None = None
    volume_fp: Amount | None = None
    """Contracts."""
    open_interest_fp: Amount | None = None


@wire
class MarketCandlesticks:
    """``GET /series/{series_ticker}/markets/{ticker}/candlesticks``."""

    ticker: str | None = None
    candlesticks: Items[Candlestick]


@wire
class TickerCandlesticks:
    """One market of a batch."""

    market_ticker: str
    candlesticks: Items[Candlestick]


@wire
class BatchCandlesticks:
    """``GET /markets/candlesticks``."""

    markets: Items[TickerCandlesticks]


@wire
class EventCandlesticks:
    """``GET /series/{series_ticker}/events/{ticker}/candlesticks``.

    ``market_candlesticks`` runs parallel to ``market_tickers``.
    """

    market_tickers: Items[str]
    market_candlesticks: Items[Items[Candlestick]]
    adjusted_end_ts: int | None = None
    """Unix seconds; earlier than asked when there was too much to send."""
