"""What the venue has archived, and since when."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, Time, wire

__all__ = [
    "BidAskDistributionHistorical",
    "CandlestickHistorical",
    "HistoricalCutoff",
    "MarketCandlesticksHistorical",
    "PriceDistributionHistorical",
]


@wire
class HistoricalCutoff:
    """``GET /historical/cutoff``: older rows are in the historical endpoints only."""

    market_settled_ts: Time | None = None
    """By settlement, for markets and their candlesticks."""
    trades_created_ts: Time | None = None
    """By time of the trade."""
    orders_updated_ts: Time | None = None
    market_positions_last_updated_ts: Time | None = None


@wire
class BidAskDistributionHistorical:
    """Best YES bid or ask over a period, in dollars; 0.0000 and 1.0000 mean none."""

    open: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    close: Exact | None = None


@wire
class PriceDistributionHistorical:
    """YES trades over a period, in dollars; ``None`` when there were none."""

    open: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    close: Exact | None = None
    mean: Exact | None = None
    """Weighted by volume."""
    previous: Exact | None = None


@wire
class CandlestickHistorical:
    """One period of an archived market; names lack the live ones' suffixes."""

    end_period_ts: int
    """Unix seconds; the end belongs to the period."""
    yes_bid: BidAskDistributionHistorical | None = None
    yes_ask: BidAskDistributionHistorical | None = None
    price: PriceDistributionHistorical | None = None
    volume: Amount | None = None
    """Contracts."""
    open_interest: Amount | None = None


@wire
class MarketCandlesticksHistorical:
    """``GET /historical/markets/{ticker}/candlesticks``."""

    ticker: str | None = None
    candlesticks: Items[CandlestickHistorical]
