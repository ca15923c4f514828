"""What an error says about a write: that it did not happen, or that it may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore import OrderRequest, Refused, RejectReason, Unknown
from predcore.kit import Fates

from ._explain import refusal
from ._reasons import certain, reason_of

if TYPE_CHECKING:
    from .models.orders import ErrorBody

__all__ = ["FATES", "fate_in_batch"]

FATES = Fates(reason=lambda error, _: reason_of(error), certain=certain)


def fate_in_batch(
    said: ErrorBody, request: OrderRequest | None = None, order_id: str | None = None
) -> Refused | Unknown:
    """Of one order of a batch, which has a word for it and no HTTP status: a word
    that is no known refusal may be the venue's own trouble."""
    body = {"code": said.code, "message": said.message, "details": said.details}
    error = refusal(body)
    reason = FATES.why(error, request)
    if reason is RejectReason.OTHER:
        client_id = None if request is None else request.client_id
        return Unknown(
            error=error, request=request, client_id=client_id, order_id=order_id
        )
    return Refused(reason=reason, error=error)
