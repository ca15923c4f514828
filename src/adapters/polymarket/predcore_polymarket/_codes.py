"""What Polymarket says when it refuses, and the ``RejectReason`` each amounts to.

The venue has few codes of its own: the text is its interface, in the body of an error
and in ``errorMsg`` of an order in a batch alike. Reasons are texts here: the models of
orders are not loaded to explain a refused read.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CLOSED", "REASONS", "UNCERTAIN", "UNDONE", "code_of", "is_refusal"]

_TEXTS: tuple[tuple[str, str], ...] = (
    ("order_version_mismatch", "order_version_mismatch"),
    ("invalid heartbeat id", "invalid_heartbeat"),
    ("post-only mode", "post_only_mode"),
    ("cancel-only", "cancel_only"),
    ("trading is currently disabled", "trading_disabled"),
    ("in your region", "geoblocked"),
    ("geoblock", "geoblocked"),
    ("address banned", "banned"),
    ("closed only mode", "closed_only"),
    ("maker address not allowed", "maker_not_allowed"),
    ("owner has to be the owner of the api key", "wrong_owner"),
    ("signer address has to be the address of the api key", "wrong_signer"),
    ("could not create api key", "api_key_exists"),
    ("could not derive api key", "no_api_key"),
    ("breaks minimum tick size", "tick_size"),
    ("lower than the minimum", "min_size"),
    ("invalid amount for a marketable", "min_amount"),
    ("invalid amounts", "amount_precision"),
    ("duplicated", "duplicate"),
    ("crosses the book", "post_only_would_cross"),
    ("order crosses book", "post_only_would_cross"),
    ("not enough balance", "not_enough_balance"),
    ("allowance is not enough", "not_enough_balance"),
    ("balance is not enough", "not_enough_balance"),
    ("invalid expiration", "invalid_expiration"),
    ("invalid signature", "invalid_signature"),
    ("couldn't be fully filled", "fok_not_filled"),
    ("fok orders are filled or killed", "fok_not_filled"),
    ("no orders found to match with fak", "fak_not_filled"),
    ("there are no matching orders", "fak_not_filled"),
    ("not yet ready to process new orders", "market_not_ready"),
    ("canceled in the ctf exchange contract", "canceled_on_chain"),
    ("order match delayed", "match_delayed"),
    ("order timed out", "order_timed_out"),
    ("rounding issues", "rounding"),
    ("price discrepancy", "price_discrepancy"),
    ("too many orders in payload", "too_many_orders"),
    ("payload exceeds the limit", "too_large"),
    ("invalid order payload", "invalid_payload"),
    ("invalid payload", "invalid_payload"),
    ("no orderbook exists", "no_orderbook"),
    ("does not exist", "no_orderbook"),
    ("invalid token id", "no_orderbook"),
    ("already canceled or matched", "not_cancelable"),
    ("order not found", "not_cancelable"),
    ("not found", "not_found"),
)
"""Parts of texts in lower case, and a code for each; the first that fits counts."""

REASONS: Mapping[str, str] = {
    "tick_size": "price",
    "price_discrepancy": "price",
    "min_size": "size",
    "min_amount": "size",
    "amount_precision": "size",
    "rounding": "size",
    "not_enough_balance": "funds",
    "market_not_ready": "market",
    "no_orderbook": "market",
    "post_only_would_cross": "would_cross",
    "fok_not_filled": "unfillable",
    "fak_not_filled": "unfillable",
    "duplicate": "duplicate",
    "invalid_expiration": "expiry",
    "not_cancelable": "not_found",
    "not_found": "not_found",
    "banned": "permission",
    "closed_only": "permission",
    "geoblocked": "permission",
    "edge_blocked": "permission",
    "maker_not_allowed": "permission",
    "wrong_owner": "permission",
    "wrong_signer": "permission",
    "post_only_mode": "unavailable",
    "cancel_only": "unavailable",
    "trading_disabled": "unavailable",
    "order_timed_out": "unavailable",
    "order_version_mismatch": "invalid",
    "canceled_on_chain": "invalid",
    "invalid_signature": "invalid",
    "invalid_payload": "invalid",
    "too_many_orders": "invalid",
    "too_large": "invalid",
}
"""``RejectReason`` by code. A sale that lacks balance lacks the position to sell."""

CLOSED: frozenset[str] = frozenset(
    {"post_only_mode", "cancel_only", "trading_disabled", "order_version_mismatch"}
)
"""Refusals of whole requests that come as HTTP 5xx, and still say that nothing
happened."""

UNDONE: frozenset[str] = CLOSED | {"fok_not_filled", "fak_not_filled"}
"""The same, of a single order too. An order that timed out is called safe to send
again; that it can trade no more is not said."""

_EXECUTING = frozenset({"rounding", "price_discrepancy"})
"""What the matching engine fails with while it executes an order, and does not say what
became of that."""

UNCERTAIN: frozenset[str] = frozenset({"match_delayed"})
"""What comes as a refusal of an order that may yet trade."""


def is_refusal(text: str | None) -> bool:
    """Whether a text says why an order was not taken; one never seen does not, and may
    be of the venue's own trouble with an order that was."""
    code = code_of(text)
    return code in REASONS and code not in _EXECUTING


def code_of(text: str | None) -> str | None:
    """The code for what the venue said; ``None`` for a text never seen."""
    said = (text or "").lower()
    return next((code for part, code in _TEXTS if part in said), None)
