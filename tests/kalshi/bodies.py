"""Objects as the venue sends them."""

from __future__ import annotations

from typing import Any

__all__ = ["candle", "event", "market", "series", "trade"]


def market(ticker: str = "KXRAIN-26DEC-T1", **fields: Any) -> dict[str, Any]:
    """A market as the venue sends it."""
    return {
        "ticker": ticker,
        "event_ticker": "KXRAIN-26DEC",
        "market_type": "binary",
        "title": "Will it rain?",
        "yes_sub_title": "Rain",
        "no_sub_title": "Rain",
        "status": "active",
        "open_time": "2026-11-01T00:00:00Z",
        "close_time": "2026-12-31T00:00:00Z",
        "expected_expiration_time": "2026-12-31T10:00:00Z",
        "settlement_timer_seconds": 3600,
        "yes_bid_dollars": "0.4000",
        "yes_bid_size_fp": "10.00",
        "yes_ask_dollars": "0.4500",
        "yes_ask_size_fp": "5.00",
        "no_bid_dollars": "0.5500",
        "no_ask_dollars": "0.6000",
        "last_price_dollars": "0.4200",
        "volume_fp": "100.00",
        "volume_24h_fp": "7.00",
        "open_interest_fp": "50.00",
        "result": "",
        "rules_primary": "If it rains.",
        "rules_secondary": "",
        "price_level_structure": "linear_cent",
        "price_ranges": [{"start": "0.0000", "end": "1.0000", "step": "0.0100"}],
        **fields,
    }


def event(ticker: str = "KXRAIN-26DEC", **fields: Any) -> dict[str, Any]:
    """An event as the venue sends it."""
    return {
        "event_ticker": ticker,
        "series_ticker": "KXRAIN",
        "title": "Rain in December",
        "sub_title": "In Dec 2026",
        "collateral_return_type": "MECNET",
        "mutually_exclusive": True,
        "category": "Climate and Weather",
        "settlement_sources": None,
        **fields,
    }


def series(ticker: str = "KXRAIN", **fields: Any) -> dict[str, Any]:
    """A series as the venue sends it."""
    return {
        "ticker": ticker,
        "title": "Rain",
        "fee_type": "quadratic",
        "fee_multiplier": 1,
        "tags": None,
        **fields,
    }


def trade(number: int, at: str, **fields: Any) -> dict[str, Any]:
    """A print as the venue sends it."""
    return {
        "trade_id": f"t{number}",
        "ticker": "KXRAIN-26DEC-T1",
        "count_fp": "3.00",
        "yes_price_dollars": "0.4200",
        "no_price_dollars": "0.5800",
        "taker_outcome_side": "yes",
        "taker_book_side": "bid",
        "created_time": at,
        "is_block_trade": False,
        **fields,
    }


def candle(end: int, **fields: Any) -> dict[str, Any]:
    """A live candlestick as the venue sends it."""
    return {
        "end_period_ts": end,
        "yes_bid": {"close_dollars": "0.4000"},
        "yes_ask": {"close_dollars": "0.4500"},
        "price": {
            "open_dollars": "0.4100",
            "high_dollars": "0.4400",
            "low_dollars": "0.4000",
            "close_dollars": "0.4200",
        },
        "volume_fp": "12.00",
        "open_interest_fp": "50.00",
        **fields,
    }
