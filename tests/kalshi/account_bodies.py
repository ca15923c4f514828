"""Orders, fills and money as the venue sends them."""

from __future__ import annotations

from typing import Any

__all__ = ["balance", "created", "fill", "order", "position", "settlement"]

TICKER = "KXRAIN-26DEC-T1"


def order(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A resting bid of 10 YES at 0.40."""
    return {
        "order_id": f"o{number}",
        "user_id": "u",
        "client_order_id": f"c{number}",
        "ticker": TICKER,
        "outcome_side": "yes",
        "book_side": "bid",
        "type": "limit",
        "status": "resting",
        "yes_price_dollars": "0.4000",
        "no_price_dollars": "0.6000",
        "initial_count_fp": "10.00",
        "fill_count_fp": "0.00",
        "remaining_count_fp": "10.00",
        "taker_fill_cost_dollars": "0.000000",
        "maker_fill_cost_dollars": "0.000000",
        "taker_fees_dollars": "0.000000",
        "maker_fees_dollars": "0.000000",
        "created_time": "2026-11-05T00:00:00Z",
        "last_update_time": "2026-11-05T00:00:00Z",
        "subaccount_number": 0,
        "exchange_index": 3,
        **fields,
    }


def created(client_order_id: str = "c1", **fields: Any) -> dict[str, Any]:
    """The answer to a new order that rests."""
    return {
        "order_id": "o1",
        "client_order_id": client_order_id,
        "fill_count": "0.00",
        "remaining_count": "10.00",
        "ts_ms": 1793836800000,
        **fields,
    }


def fill(number: int = 1, **fields: Any) -> dict[str, Any]:
    """One contract taken at 0.52."""
    return {
        "fill_id": f"f{number}",
        "trade_id": f"f{number}",
        "order_id": "o1",
        "ticker": TICKER,
        "market_ticker": TICKER,
        "outcome_side": "yes",
        "book_side": "bid",
        "count_fp": "1.00",
        "yes_price_dollars": "0.5200",
        "no_price_dollars": "0.4800",
        "is_taker": True,
        "fee_cost": "0.017500",
        "created_time": f"2026-11-0{number}T00:00:00Z",
        "subaccount_number": 0,
        "exchange_index": 3,
        **fields,
    }


def position(**fields: Any) -> dict[str, Any]:
    """Three contracts of YES."""
    return {
        "ticker": TICKER,
        "exchange_index": 3,
        "total_traded_dollars": "2.500000",
        "position_fp": "3.00",
        "market_exposure_dollars": "2.500000",
        "realized_pnl_dollars": "0.000000",
        "fees_paid_dollars": "0.018900",
        "last_updated_ts": "2026-11-05T00:00:00Z",
        **fields,
    }


def settlement(**fields: Any) -> dict[str, Any]:
    """Three contracts of YES that won."""
    return {
        "ticker": TICKER,
        "exchange_index": 3,
        "event_ticker": "KXRAIN-26DEC",
        "market_result": "yes",
        "yes_count_fp": "3.00",
        "yes_total_cost_dollars": "2.500000",
        "no_count_fp": "0.00",
        "no_total_cost_dollars": "0.000000",
        "revenue": 300,
        "settled_time": "2026-11-05T00:00:00Z",
        "fee_cost": "0.018900",
        "value": 100,
        **fields,
    }


def balance(**fields: Any) -> dict[str, Any]:
    """98 dollars and a bit, on two shards."""
    return {
        "balance": 9801,
        "balance_dollars": "98.0186",
        "portfolio_value": 198,
        "updated_ts": 1793836800,
        "balance_breakdown": [
            {"exchange_index": 0, "balance": "90.0000"},
            {"exchange_index": 3, "balance": "8.0186"},
        ],
        **fields,
    }
