"""Why an order was refused, out of what the venue called it.

Codes are those of the REST interface, and those of the FIX interface to the same
engine, in lower case.
"""

from __future__ import annotations

from collections.abc import Mapping

from predcore import (
    AuthenticationFailed,
    BadResponse,
    BudgetExceeded,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    RejectReason,
    TransportError,
    Unavailable,
    Unsupported,
    VenueError,
)

__all__ = ["certain", "is_rejection", "reason_of"]

_REJECTIONS: Mapping[str, RejectReason] = {
    "invalid_price": RejectReason.PRICE,
    "invalid_order_size": RejectReason.SIZE,
    "invalid_amend_qty_for_order": RejectReason.SIZE,
    "insufficient_balance": RejectReason.FUNDS,
    "available_balance_too_low": RejectReason.FUNDS,
    "exceeded_sell_position_floor": RejectReason.POSITION,
    "exceeded_per_market_risk_limit": RejectReason.POSITION,
    "market_not_found": RejectReason.MARKET,
    "market_inactive": RejectReason.MARKET,
    "market_already_closed": RejectReason.MARKET,
    "post_only_cross": RejectReason.WOULD_CROSS,
    "fill_or_kill_insufficient_resting_volume": RejectReason.UNFILLABLE,
    "fok_insufficient_volume": RejectReason.UNFILLABLE,
    "immediate_or_cancelled": RejectReason.UNFILLABLE,
    "self_cross_attempt": RejectReason.SELF_TRADE,
    "order_already_exists": RejectReason.DUPLICATE,
    "exceeded_order_group_risk_limit": RejectReason.GROUP,
    "order_group_not_found": RejectReason.GROUP,
    "order_group_cancel": RejectReason.GROUP,
    "cannot_update_filled_order": RejectReason.NOT_FOUND,
    "trading_is_paused": RejectReason.UNAVAILABLE,
    "trading_paused": RejectReason.UNAVAILABLE,
    "exchange_is_paused": RejectReason.UNAVAILABLE,
    "exchange_paused": RejectReason.UNAVAILABLE,
    "invalid_order": RejectReason.INVALID,
    "order_side_mismatch": RejectReason.INVALID,
    "order_ticker_mismatch": RejectReason.INVALID,
    "order_id_and_client_order_id_mismatch": RejectReason.INVALID,
}
"""What only an order, or a change of one, is refused with."""

_OTHERS: Mapping[str, RejectReason] = {
    "not_found": RejectReason.NOT_FOUND,
    "permission_denied": RejectReason.PERMISSION,
    "bad_request": RejectReason.INVALID,
    "invalid_parameters": RejectReason.INVALID,
    "invalid_content_type": RejectReason.INVALID,
    "deprecated_v1_order_endpoint": RejectReason.INVALID,
}

_DETAILS: Mapping[str, RejectReason] = {
    "post only cross": RejectReason.WOULD_CROSS,
    "reduce only": RejectReason.POSITION,
    "expiration": RejectReason.EXPIRY,
}
"""``invalid_order`` says in its text what was invalid."""

_BY_CLASS: tuple[tuple[type[PredcoreError], RejectReason], ...] = (
    (AuthenticationFailed, RejectReason.PERMISSION),
    (PermissionDenied, RejectReason.PERMISSION),
    (NotFound, RejectReason.NOT_FOUND),
    (RateLimited, RejectReason.RATE),
    (BudgetExceeded, RejectReason.RATE),
    (Unavailable, RejectReason.UNAVAILABLE),
    (TransportError, RejectReason.UNAVAILABLE),
    (InvalidRequest, RejectReason.INVALID),
    (Unsupported, RejectReason.INVALID),
)


def reason_of(error: PredcoreError) -> RejectReason:
    """The reason a program can switch on; ``OTHER`` where none fits.

    It says nothing of whether the order happened: that is :func:`certain`.
    """
    if isinstance(error, VenueError) and error.code is not None:
        found = _by_code(error.code.lower(), str(error).lower())
        if found is not None:
            return found
    for kind, reason in _BY_CLASS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, VenueError) and error.status == 400:
        return RejectReason.INVALID
    return RejectReason.OTHER


def certain(error: PredcoreError) -> bool:
    """Whether what was asked for certainly did not happen.

    Of ``DUPLICATE`` it holds for this request; an earlier one of the same client id
    is what it was refused for.
    """
    if isinstance(error, (OutcomeUnknown, BadResponse)):
        return False
    status = error.status if isinstance(error, VenueError) else None
    return status is None or status == 501 or (status < 500 and status != 408)


def is_rejection(code: str | None) -> bool:
    """Whether only an order is refused with that code."""
    return code is not None and code.lower() in _REJECTIONS


def _by_code(code: str, text: str) -> RejectReason | None:
    if code == "invalid_order":
        for said, reason in _DETAILS.items():
            if said in text:
                return reason
    if code.startswith("user_not_found"):
        return RejectReason.PERMISSION
    return _REJECTIONS.get(code) or _OTHERS.get(code)
