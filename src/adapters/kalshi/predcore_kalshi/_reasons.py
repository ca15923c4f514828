"""Why an order was refused, out of what the venue called it."""

from __future__ import annotations

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

from ._codes import DETAILS, OTHERS, REJECTIONS

__all__ = ["certain", "reason_of"]

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


def _by_code(code: str, text: str) -> RejectReason | None:
    if code == "invalid_order":
        for said, reason in DETAILS.items():
            if said in text:
                return RejectReason(reason)
    if code.startswith("user_not_found"):
        return RejectReason.PERMISSION
    found = REJECTIONS.get(code) or OTHERS.get(code)
    return None if found is None else RejectReason(found)
