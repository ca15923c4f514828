"""Why an order was refused, out of what the venue called it."""

from __future__ import annotations

from predcore import PredcoreError, RejectReason, VenueError
from predcore.kit import did_nothing, reject_reason

from ._codes import DETAILS, OTHERS, REJECTIONS

__all__ = ["certain", "reason_of"]


def reason_of(error: PredcoreError) -> RejectReason:
    """The reason a program can switch on; ``OTHER`` where none fits.

    It says nothing of whether the order happened: that is :func:`certain`.
    """
    if isinstance(error, VenueError) and error.code is not None:
        found = _by_code(error.code.lower(), str(error).lower())
        if found is not None:
            return found
    return reject_reason(error)


def certain(error: PredcoreError) -> bool:
    """Whether what was asked for certainly did not happen.

    Of ``DUPLICATE`` it holds for this request; an earlier one of the same client id
    is what it was refused for.
    """
    return did_nothing(error)


def _by_code(code: str, text: str) -> RejectReason | None:
    if code == "invalid_order":
        for said, reason in DETAILS.items():
            if said in text:
                return RejectReason(reason)
    if code.startswith("user_not_found"):
        return RejectReason.PERMISSION
    found = REJECTIONS.get(code) or OTHERS.get(code)
    return None if found is None else RejectReason(found)
