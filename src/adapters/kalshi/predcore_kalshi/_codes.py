"""What Kalshi calls its refusals, and the ``RejectReason`` each amounts to.

Codes are those of the REST interface, and those of the FIX interface to the same
engine, in lower case. Reasons are texts here: the models of orders are not loaded to
explain a refused read.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["DETAILS", "OTHERS", "REJECTIONS"]

REJECTIONS: Mapping[str, str] = {
    "invalid_price": "price",
    "invalid_order_size": "size",
    "invalid_amend_qty_for_order": "size",
    "insufficient_balance": "funds",
    "available_balance_too_low": "funds",
    "exceeded_sell_position_floor": "position",
    "exceeded_per_market_risk_limit": "position",
    "market_not_found": "market",
    "market_inactive": "market",
    "market_already_closed": "market",
    "post_only_cross": "would_cross",
    "fill_or_kill_insufficient_resting_volume": "unfillable",
    "fok_insufficient_volume": "unfillable",
    "immediate_or_cancelled": "unfillable",
    "self_cross_attempt": "self_trade",
    "order_already_exists": "duplicate",
    "exceeded_order_group_risk_limit": "group",
    "order_group_not_found": "group",
    "order_group_cancel": "group",
    "cannot_update_filled_order": "not_found",
    "trading_is_paused": "unavailable",
    "trading_paused": "unavailable",
    "exchange_is_paused": "unavailable",
    "exchange_paused": "unavailable",
    "invalid_order": "invalid",
    "order_side_mismatch": "invalid",
    "order_ticker_mismatch": "invalid",
    "order_id_and_client_order_id_mismatch": "invalid",
}
"""What only an order, or a change of one, is refused with."""

OTHERS: Mapping[str, str] = {
    "not_found": "not_found",
    "permission_denied": "permission",
    "bad_request": "invalid",
    "invalid_parameters": "invalid",
    "invalid_content_type": "invalid",
    "deprecated_v1_order_endpoint": "invalid",
}

DETAILS: Mapping[str, str] = {
    "post only cross": "would_cross",
    "reduce only": "position",
    "expiration": "expiry",
}
"""``invalid_order`` says in its text what was invalid."""
