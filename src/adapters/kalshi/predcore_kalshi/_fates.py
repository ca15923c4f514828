"""What an error says about a write: that it did not happen, or that it may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore import (
    OrderRequest,
    PredcoreError,
    Refused,
    RejectReason,
    Unknown,
    VenueError,
)

from ._explain import refusal
from ._reasons import certain, reason_of

if TYPE_CHECKING:
    from .models.orders import ErrorBody

__all__ = ["fate_in_batch", "fate_of_order", "fate_of_write", "unsent"]


def unsent(error: PredcoreError, *, new: bool = False) -> Refused:
    """Something failed before anything was sent."""
    return Refused(reason=_reason(error, new=new), error=error, sent=False)


def fate_of_order(error: PredcoreError, request: OrderRequest) -> Refused | Unknown:
    """Of a new order."""
    if certain(error):
        return Refused(reason=_reason(error, new=True), error=error, sent=_sent(error))
    return _unknown(error, request, None)


def fate_of_write(error: PredcoreError, order_id: str | None) -> Refused | Unknown:
    """Of a change to an order, or to all of them."""
    if certain(error):
        return Refused(reason=reason_of(error), error=error, sent=_sent(error))
    return _unknown(error, None, order_id)


def fate_in_batch(
    said: ErrorBody, request: OrderRequest | None = None, order_id: str | None = None
) -> Refused | Unknown:
    """Of one order of a batch, which has a word for it and no HTTP status: a word
    that is no known refusal may be the venue's own trouble."""
    body = {"code": said.code, "message": said.message, "details": said.details}
    error = refusal(body)
    reason = _reason(error, new=request is not None)
    if reason is RejectReason.OTHER:
        return _unknown(error, request, order_id)
    return Refused(reason=reason, error=error)


def _unknown(
    error: PredcoreError, request: OrderRequest | None, order_id: str | None
) -> Unknown:
    client_id = None if request is None else request.client_id
    return Unknown(error=error, request=request, client_id=client_id, order_id=order_id)


def _reason(error: PredcoreError, *, new: bool) -> RejectReason:
    """What is not found when an order is new can only be its market."""
    reason = reason_of(error)
    if new and reason is RejectReason.NOT_FOUND:
        return RejectReason.MARKET
    return reason


def _sent(error: PredcoreError) -> bool:
    """Whether the venue answered; a refusal of our own has no status."""
    return isinstance(error, VenueError) and error.status is not None
