"""What an error says of a write, where the venue says no more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from predcore import (
    AuthenticationFailed,
    BadResponse,
    BudgetExceeded,
    Instrument,
    InvalidRequest,
    NotFound,
    OrderRejected,
    OrderRequest,
    OutcomeUnknown,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    Refused,
    RejectReason,
    Side,
    TransportError,
    Unavailable,
    Unknown,
    Unsupported,
    VenueError,
)
from predcore.kit import Fates, did_nothing, reject_reason

ORDER = OrderRequest(
    instrument=Instrument("venue", "market", "yes"),
    side=Side.BUY,
    price=Decimal("0.4"),
    size=Decimal(1),
)
FATES = Fates(reason=lambda error, _: reject_reason(error), certain=did_nothing)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (AuthenticationFailed("no key"), RejectReason.PERMISSION),
        (PermissionDenied("read only", status=403), RejectReason.PERMISSION),
        (NotFound("no such order", status=404), RejectReason.NOT_FOUND),
        (RateLimited("slow down", status=429), RejectReason.RATE),
        (BudgetExceeded("too many"), RejectReason.RATE),
        (Unavailable("maintenance", status=503), RejectReason.UNAVAILABLE),
        (TransportError("no route"), RejectReason.UNAVAILABLE),
        (InvalidRequest("price of 2"), RejectReason.INVALID),
        (Unsupported("no stop orders"), RejectReason.INVALID),
        (VenueError("bad", status=400), RejectReason.INVALID),
        (VenueError("strange", status=418), RejectReason.OTHER),
        (OrderRejected("no", status=409), RejectReason.OTHER),
    ],
)
def test_the_class_of_an_error_is_a_reason(
    error: PredcoreError, reason: RejectReason
) -> None:
    assert reject_reason(error) is reason


@pytest.mark.parametrize(
    ("error", "nothing"),
    [
        (InvalidRequest("price of 2"), True),
        (VenueError("inside a batch"), True),
        (VenueError("bad", status=400), True),
        (VenueError("timed out", status=408), False),
        (RateLimited("slow down", status=429), True),
        (Unavailable("broken", status=500), False),
        (VenueError("never heard of it", status=501), True),
        (Unavailable("gateway", status=502), False),
        (OutcomeUnknown("no answer"), False),
        (BadResponse("no JSON"), False),
    ],
)
def test_a_status_says_whether_anything_may_have_happened(
    error: PredcoreError, nothing: bool
) -> None:
    assert did_nothing(error) is nothing


def test_a_new_order_that_finds_nothing_found_no_market() -> None:
    error = NotFound("not found", status=404)
    assert FATES.why(error, ORDER) is RejectReason.MARKET
    assert FATES.why(error) is RejectReason.NOT_FOUND
    assert FATES.unsent(error, ORDER).reason is RejectReason.MARKET


def test_what_the_venue_refused_was_sent() -> None:
    error = VenueError("bad", status=400)
    assert FATES.of_order(error, ORDER) == Refused(
        reason=RejectReason.INVALID, error=error, sent=True
    )
    assert FATES.of_write(error, "order") == Refused(
        reason=RejectReason.INVALID, error=error, sent=True
    )


def test_what_we_refuse_was_not_sent() -> None:
    error = BudgetExceeded("too many")
    for fate in FATES.unsent(error), FATES.of_order(error, ORDER):
        assert fate == Refused(reason=RejectReason.RATE, error=error, sent=False)


def test_a_doubtful_order_is_known_by_all_its_names() -> None:
    error = OutcomeUnknown("no answer")
    assert FATES.of_order(error, ORDER, "digest") == Unknown(
        error=error, request=ORDER, client_id=ORDER.client_id, order_id="digest"
    )


def test_a_doubtful_change_is_known_by_its_order() -> None:
    error = Unavailable("gateway", status=502)
    assert FATES.of_write(error, "order") == Unknown(error=error, order_id="order")
