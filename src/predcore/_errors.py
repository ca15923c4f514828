"""Every exception predcore raises. A class is a decision the caller can take.

PredcoreError
├── AdapterError               the adapter cannot be used
│   ├── AdapterNotFound
│   └── AdapterBroken
├── InvalidRequest             your argument; nothing was sent
│   └── InvalidId
├── Unsupported                the venue, or its adapter, cannot do that
├── TransportError             no answer; whatever it was, repeating it is safe
│   └── BudgetExceeded         refused here, by our own rate budget; nothing was sent
├── VenueError                 the venue answered, and the answer is no
│   ├── AuthenticationFailed
│   ├── PermissionDenied
│   ├── NotFound
│   ├── OrderRejected
│   ├── RateLimited
│   └── Unavailable            the venue is down, in maintenance, or overloaded
├── OutcomeUnknown             a write was sent and may or may not have happened
├── BadResponse                the answer does not fit the schema
└── StreamError                a stream ended and will not recover by itself
"""

from __future__ import annotations

__all__ = [
    "AdapterBroken",
    "AdapterError",
    "AdapterNotFound",
    "AuthenticationFailed",
    "BadResponse",
    "BudgetExceeded",
    "InvalidId",
    "InvalidRequest",
    "NotFound",
    "OrderRejected",
    "OutcomeUnknown",
    "PermissionDenied",
    "PredcoreError",
    "RateLimited",
    "StreamError",
    "TransportError",
    "Unavailable",
    "Unsupported",
    "VenueError",
]


class PredcoreError(Exception):
    """Root of the hierarchy; catch this to catch everything predcore raises."""


class AdapterError(PredcoreError):
    """An adapter could not be used at all."""


class AdapterNotFound(AdapterError, LookupError):
    """No installed distribution provides the named adapter."""


class AdapterBroken(AdapterError):
    """The adapter is installed but failed to load; ``__cause__`` says why."""


class InvalidRequest(PredcoreError, ValueError):
    """An argument is wrong; nothing was sent."""


class InvalidId(InvalidRequest):
    """The text names no instrument, market or event; nothing was sent."""


class Unsupported(PredcoreError):
    """The venue, or its adapter, cannot do what was asked; nothing was sent."""


class TransportError(PredcoreError):
    """The venue could not be reached, or a read went unanswered.

    Repeating is safe: a write that may have happened is ``OutcomeUnknown`` instead.
    """


class BudgetExceeded(TransportError):
    """Our own rate budget would have made the request too late; nothing was sent."""


class VenueError(PredcoreError):
    """The venue refused.

    Attributes:
        status: HTTP status, or ``None`` for a streamed refusal.
        code: the venue's own machine-readable code, untranslated.
        retry_after: seconds the venue asked us to wait, if it did.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        code: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after


class AuthenticationFailed(VenueError):
    """Credentials are missing or wrong."""


class PermissionDenied(VenueError):
    """The venue knows you, or your address, and will not let you."""


class NotFound(VenueError):
    """No such event, market, instrument or order."""


class OrderRejected(VenueError):
    """The order was understood and refused; nothing rests and nothing filled."""


class RateLimited(VenueError):
    """Slow down; see ``retry_after``."""


class Unavailable(VenueError):
    """The venue answered that it cannot serve right now; try again later."""


class OutcomeUnknown(PredcoreError):
    """A write was sent and no answer came back.

    Deliberately neither a ``TransportError`` nor a ``VenueError``: an
    ``except TransportError: retry()`` must never resend an order that may be
    live. Reconcile by ``client_id`` first.
    """

    def __init__(self, message: str, *, client_id: str | None = None) -> None:
        super().__init__(message)
        self.client_id = client_id


class BadResponse(PredcoreError):
    """The venue answered with something its own schema forbids.

    Attributes:
        path: where in the answer, as ``markets.3.yes_bid_dollars``; empty when the
            whole answer is unreadable.
    """

    def __init__(self, message: str, *, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class StreamError(PredcoreError):
    """A live stream ended and will not recover by itself."""
