"""Why an order was refused, and whether that is certain."""

from __future__ import annotations

from predcore import PredcoreError, RejectReason, Side, VenueError
from predcore.kit import did_nothing, reject_reason

from ._codes import REASONS, UNCERTAIN, UNDONE

__all__ = ["certain", "reason_of"]

_DOUBTFUL = UNCERTAIN | {"duplicate", "order_timed_out"}
"""``Duplicated`` is said of an order with this very id, which therefore is there. An
order that timed out is called safe to send again; that this one cannot trade any more
is not said."""


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
    return reject_reason(error)


def certain(error: PredcoreError) -> bool:
    """Whether what was asked for certainly did not happen.

    A web page with 403 comes from the edge, which let nothing through: certain.
    """
    code = error.code if isinstance(error, VenueError) else None
    if code in UNDONE:
        return True
    return code not in _DOUBTFUL and did_nothing(error)
