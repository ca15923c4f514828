"""Why an order was refused, and whether that is certain."""

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
    Side,
    TransportError,
    Unavailable,
    Unsupported,
    VenueError,
)

from ._codes import REASONS, UNCERTAIN, UNDONE

__all__ = ["certain", "reason_of"]

_DOUBTFUL = UNCERTAIN | {"duplicate", "order_timed_out"}
"""``Duplicated`` is said of an order with this very id, which therefore is there. An
order that timed out is called safe to send again; that this one cannot trade any more
is not said."""

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


def reason_of(error: PredcoreError, side: Side | None = None) -> RejectReason:
    """The reason a program can switch on; ``OTHER`` where none fits.

    The venue has one text for want of money and want of contracts: of a sale it is
    the contracts. Whether the order happened is said by :func:`certain`.
    """
    code = error.code if isinstance(error, VenueError) else None
    found = REASONS.get(code or "")
    if found is not None:
        reason = RejectReason(found)
        short = reason is RejectReason.FUNDS and side is Side.SELL
        return RejectReason.POSITION if short else reason
    for kind, reason in _BY_CLASS:
        if isinstance(error, kind):
            return reason
    if isinstance(error, VenueError) and error.status == 400:
        return RejectReason.INVALID
    return RejectReason.OTHER


def certain(error: PredcoreError) -> bool:
    """Whether what was asked for certainly did not happen.

    A web page with 403 comes from the edge, which let nothing through: certain.
    """
    if isinstance(error, (OutcomeUnknown, BadResponse)):
        return False
    if not isinstance(error, VenueError):
        return True
    if error.code in _DOUBTFUL:
        return False
    if error.code in UNDONE:
        return True
    status = error.status
    return status is None or status == 501 or (status < 500 and status != 408)
