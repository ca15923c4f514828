"""Why an order was refused, and whether it certainly did not happen."""

from __future__ import annotations

import json

import pytest

from predcore import (
    AuthenticationFailed,
    BadResponse,
    BudgetExceeded,
    InvalidId,
    InvalidRequest,
    NotFound,
    OrderRejected,
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
from predcore.kit import Reply
from predcore_kalshi._codes import OTHERS, REJECTIONS
from predcore_kalshi._explain import explain
from predcore_kalshi._reasons import certain, reason_of


def refused(status: int, code: str, details: str = "") -> VenueError:
    body = {"error": {"code": code, "message": code, "details": details}}
    return explain(Reply(status, {}, json.dumps(body).encode()))


@pytest.mark.parametrize(
    ("status", "code", "details", "reason"),
    [
        (400, "invalid_price", "", RejectReason.PRICE),
        (400, "insufficient_balance", "", RejectReason.FUNDS),
        (400, "available_balance_too_low", "", RejectReason.FUNDS),
        (400, "invalid_order", "post only cross", RejectReason.WOULD_CROSS),
        (400, "invalid_order", "", RejectReason.INVALID),
        (400, "invalid_order", "expiration in the past", RejectReason.EXPIRY),
        (400, "invalid_order", "reduce only", RejectReason.POSITION),
        (400, "invalid_order_size", "", RejectReason.SIZE),
        (400, "invalid_parameters", "", RejectReason.INVALID),
        (400, "order_side_mismatch", "", RejectReason.INVALID),
        (400, "order_ticker_mismatch", "", RejectReason.INVALID),
        (400, "order_id_and_client_order_id_mismatch", "", RejectReason.INVALID),
        (400, "bad_request", "", RejectReason.INVALID),
        (400, "invalid_content_type", "", RejectReason.INVALID),
        (400, "user_not_found", "", RejectReason.PERMISSION),
        (404, "user_not_found_on_shard", "", RejectReason.PERMISSION),
        (401, "authentication_error", "NOT_FOUND", RejectReason.PERMISSION),
        (401, "header_timestamp_expired", "", RejectReason.PERMISSION),
        (403, "permission_denied", "", RejectReason.PERMISSION),
        (404, "not_found", "", RejectReason.NOT_FOUND),
        (404, "market_not_found", "", RejectReason.MARKET),
        (409, "order_already_exists", "", RejectReason.DUPLICATE),
        (
            409,
            "fill_or_kill_insufficient_resting_volume",
            "",
            RejectReason.UNFILLABLE,
        ),
        (409, "trading_is_paused", "", RejectReason.UNAVAILABLE),
        (409, "exchange_is_paused", "", RejectReason.UNAVAILABLE),
        (410, "deprecated_v1_order_endpoint", "", RejectReason.INVALID),
        (429, "too_many_requests", "", RejectReason.RATE),
        (400, "SELF_CROSS_ATTEMPT", "", RejectReason.SELF_TRADE),
        (400, "EXCEEDED_ORDER_GROUP_RISK_LIMIT", "", RejectReason.GROUP),
        (400, "MARKET_ALREADY_CLOSED", "", RejectReason.MARKET),
        (409, "never_heard_of", "", RejectReason.OTHER),
        (400, "never_heard_of", "", RejectReason.INVALID),
    ],
)
def test_a_code_has_its_reason_and_says_that_nothing_happened(
    status: int, code: str, details: str, reason: RejectReason
) -> None:
    error = refused(status, code, details)
    assert reason_of(error) is reason
    assert certain(error)
    assert error.code == code


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (InvalidRequest("x"), RejectReason.INVALID),
        (InvalidId("x"), RejectReason.INVALID),
        (Unsupported("x"), RejectReason.INVALID),
        (BudgetExceeded("x"), RejectReason.RATE),
        (RateLimited("x"), RejectReason.RATE),
        (TransportError("x"), RejectReason.UNAVAILABLE),
        (AuthenticationFailed("x"), RejectReason.PERMISSION),
        (PermissionDenied("x"), RejectReason.PERMISSION),
        (NotFound("x"), RejectReason.NOT_FOUND),
        (OrderRejected("x"), RejectReason.OTHER),
        (PredcoreError("x"), RejectReason.OTHER),
    ],
)
def test_an_error_without_a_code_has_the_reason_of_its_class(
    error: PredcoreError, reason: RejectReason
) -> None:
    assert reason_of(error) is reason
    assert certain(error)


@pytest.mark.parametrize(
    "error",
    [
        OutcomeUnknown("x"),
        BadResponse("x"),
        Unavailable("x", status=500),
        Unavailable("x", status=503, code="exchange_is_paused"),
        VenueError("x", status=408),
    ],
)
def test_what_may_have_happened_is_not_certain(error: PredcoreError) -> None:
    assert not certain(error)


def test_a_venue_that_does_not_know_the_request_did_nothing() -> None:
    assert certain(VenueError("x", status=501))


@pytest.mark.parametrize("code", [*REJECTIONS, *OTHERS])
def test_every_known_code_has_a_reason(code: str) -> None:
    assert reason_of(VenueError("x", code=code)) is not RejectReason.OTHER
