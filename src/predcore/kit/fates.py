"""From an error to the fate of a write: it did not happen, or it may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .._errors import PredcoreError, VenueError
from .._orders import OrderRequest, Refused, RejectReason, Unknown

__all__ = ["Fates"]


@dataclass(frozen=True, slots=True)
class Fates:
    """Turns the errors of one venue into ``Refused`` and ``Unknown``.

    Attributes:
        reason: why, given the error and the order if it was a new one;
            :func:`~predcore.kit.reject_reason` for what the venue has no word for.
        certain: whether what was asked for certainly did not happen, as
            :func:`~predcore.kit.did_nothing` says unless the venue says more.
    """

    reason: Callable[[PredcoreError, OrderRequest | None], RejectReason]
    certain: Callable[[PredcoreError], bool]

    def why(
        self, error: PredcoreError, request: OrderRequest | None = None
    ) -> RejectReason:
        """The reason; what is not found when an order is new can only be its market."""
        reason = self.reason(error, request)
        if request is not None and reason is RejectReason.NOT_FOUND:
            return RejectReason.MARKET
        return reason

    def unsent(
        self, error: PredcoreError, request: OrderRequest | None = None
    ) -> Refused:
        """Something failed before anything was sent.

        Args:
            error: what.
            request: the order, if it was to be a new one.
        """
        return Refused(reason=self.why(error, request), error=error, sent=False)

    def of_order(
        self, error: PredcoreError, request: OrderRequest, order_id: str | None = None
    ) -> Refused | Unknown:
        """Of a new order, which may be known by an id before it is sent."""
        return self._of(error, request, order_id)

    def of_write(self, error: PredcoreError, order_id: str | None) -> Refused | Unknown:
        """Of a change to one order, or to all of them."""
        return self._of(error, None, order_id)

    def _of(
        self, error: PredcoreError, request: OrderRequest | None, order_id: str | None
    ) -> Refused | Unknown:
        if self.certain(error):
            why = self.why(error, request)
            return Refused(reason=why, error=error, sent=_answered(error))
        return Unknown(
            error=error,
            request=request,
            client_id=None if request is None else request.client_id,
            order_id=order_id,
        )


def _answered(error: PredcoreError) -> bool:
    """Whether the venue answered; a refusal of our own is no ``VenueError``, or has
    no status."""
    return isinstance(error, VenueError) and error.status is not None
