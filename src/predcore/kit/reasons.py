"""What an error says about an order, where the venue's own words say no more."""

from __future__ import annotations

from .._errors import (
    AuthenticationFailed,
    BadResponse,
    BudgetExceeded,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    TransportError,
    Unavailable,
    Unsupported,
    VenueError,
)
from .._orders import RejectReason

__all__ = ["did_nothing", "reject_reason"]

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


def reject_reason(error: PredcoreError) -> RejectReason:
    """Why an order was refused, by the class of the error and the HTTP status alone.

    ``OTHER`` where neither says. Look for the venue's code or text first. It says
    nothing of whether the order happened: that is :func:`did_nothing`.
    """
    for kind, reason in _BY_CLASS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, VenueError) and error.status == 400:
        return RejectReason.INVALID
    return RejectReason.OTHER


def did_nothing(error: PredcoreError) -> bool:
    """Whether what was asked for certainly did not happen, by the HTTP status.

    Not certain are no answer, an answer that makes no sense, HTTP 408 and 5xx; 501
    says that the venue cannot do it at all.
    """
    if isinstance(error, OutcomeUnknown | BadResponse):
        return False
    status = error.status if isinstance(error, VenueError) else None
    return status is None or status == 501 or (status < 500 and status != 408)
