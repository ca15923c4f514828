"""What an error says about a write: that it did not happen, or that it may have."""

from __future__ import annotations

from predcore import (
    Cancelled,
    OrderRequest,
    PredcoreError,
    Refused,
    RejectReason,
    Unknown,
)
from predcore.kit import Fates

from ._reasons import certain, reason_of

__all__ = ["FATES", "Fate"]

Fate = Cancelled | Refused | Unknown
"""What becomes of a cancel."""


def _reason(error: PredcoreError, request: OrderRequest | None) -> RejectReason:
    return reason_of(error, None if request is None else request.side)


FATES = Fates(reason=_reason, certain=certain)
