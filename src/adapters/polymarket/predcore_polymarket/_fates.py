"""What an error says about a write: that it did not happen, or that it may have."""

from __future__ import annotations

from predcore import (
    Cancelled,
    OrderRequest,
    PredcoreError,
    Refused,
    RejectReason,
    Unknown,
    VenueError,
)

from ._reasons import certain, reason_of

__all__ = ["Fate", "fate_of_order", "fate_of_write", "unsent"]

Fate = Cancelled | Refused | Unknown
"""What becomes of a cancel."""


def unsent(error: PredcoreError, request: OrderRequest | None = None) -> Refused:
    """Something failed before anything was sent."""
    return Refused(reason=_reason(error, request), error=error, sent=False)


def fate_of_order(
    error: PredcoreError, request: OrderRequest, order_id: str
) -> Refused | Unknown:
    """Of a new order."""
    if certain(error):
        return Refused(reason=_reason(error, request), error=error, sent=_sent(error))
    return Unknown(
        error=error, request=request, client_id=request.client_id, order_id=order_id
    )


def fate_of_write(error: PredcoreError, order_id: str | None) -> Refused | Unknown:
    """Of a cancel of one order, or of many."""
    if certain(error):
        return Refused(reason=reason_of(error), error=error, sent=_sent(error))
    return Unknown(error=error, order_id=order_id)


def _reason(error: PredcoreError, request: OrderRequest | None) -> RejectReason:
    """What is not found when an order is new can only be its market."""
    reason = reason_of(error, None if request is None else request.side)
    if request is not None and reason is RejectReason.NOT_FOUND:
        return RejectReason.MARKET
    return reason


def _sent(error: PredcoreError) -> bool:
    """Whether the venue answered; a refusal of our own is no ``VenueError``, or has
    no status."""
    return isinstance(error, VenueError) and error.status is not None
