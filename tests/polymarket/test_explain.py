"""Refusals: which exception, and what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import (
    AuthenticationFailed,
    NotFound,
    OrderRejected,
    PermissionDenied,
    RateLimited,
    RejectReason,
    Unavailable,
    VenueError,
)
from predcore.kit import Reply
from predcore_polymarket._codes import REASONS, UNCERTAIN, UNDONE, code_of
from predcore_polymarket._explain import explain, refusal

CLOUDFLARE = b"<!DOCTYPE html><html><title>Access denied</title>error code: 1010</html>"


def reply(status: int, body: Any = b"", **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    found = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, found, raw)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, VenueError),
        (401, AuthenticationFailed),
        (403, PermissionDenied),
        (404, NotFound),
        (422, VenueError),
        (425, Unavailable),
        (429, RateLimited),
        (500, Unavailable),
        (503, Unavailable),
        (302, VenueError),
    ],
)
def test_a_status_chooses_the_exception(status: int, kind: type[VenueError]) -> None:
    error = explain(reply(status, {"error": "no"}))
    assert type(error) is kind
    assert (error.status, str(error)) == (status, f"HTTP {status}: no")


@pytest.mark.parametrize(
    "text",
    ["No orderbook exists for the requested token id", "market not found"],
)
def test_a_bad_request_about_something_missing_is_not_found(text: str) -> None:
    assert type(explain(reply(400, {"error": text}))) is NotFound


def test_a_web_page_that_forbids_says_what_to_look_at() -> None:
    error = explain(reply(403, CLOUDFLARE))
    assert type(error) is PermissionDenied
    assert "before it reached Polymarket" in str(error)
    assert "1010" not in str(error)


def test_another_web_page_is_called_one() -> None:
    assert "a web page instead of JSON" in str(explain(reply(502, CLOUDFLARE)))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"type": "validation error", "error": "no"}, "validation error"),
        ({"error": "no", "code": "post_only_mode"}, "post_only_mode"),
        ({"error": "no", "code": 7}, "7"),
        ({"error": "no"}, None),
    ],
)
def test_the_venues_own_code_is_kept(answer: dict[str, Any], code: str | None) -> None:
    assert explain(reply(400, answer)).code == code


@pytest.mark.parametrize(
    ("answer", "headers", "seconds"),
    [
        ({}, {"retry_after": "3"}, 3),
        ({}, {"retry_after": "0.2"}, 1),
        ({"retry_after_seconds": 2}, {}, 2),
        ({}, {"retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"}, None),
        ({}, {"retry_after": "-1"}, None),
        ({}, {"retry_after": "inf"}, None),
        ({}, {}, None),
    ],
)
def test_a_limit_says_how_long_to_wait(
    answer: dict[str, Any], headers: dict[str, str], seconds: int | None
) -> None:
    assert explain(reply(429, answer, **headers)).retry_after == seconds


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b'"gone"', b'{"error":', b"\xff"]
)
def test_an_answer_of_any_shape_is_explained(body: bytes) -> None:
    error = explain(reply(404, body))
    assert type(error) is NotFound
    assert str(error).startswith("HTTP 404: ")


D = "0x" + "ab" * 32
SAID: list[tuple[str, str, type[VenueError]]] = [
    ("Invalid order payload", "invalid_payload", OrderRejected),
    (
        "the order owner has to be the owner of the API KEY",
        "wrong_owner",
        PermissionDenied,
    ),
    (
        "the order signer address has to be the address of the API KEY",
        "wrong_signer",
        PermissionDenied,
    ),
    ("'0x12' address banned", "banned", PermissionDenied),
    ("'0x12' address in closed only mode", "closed_only", PermissionDenied),
    (
        "maker address not allowed, please use the deposit wallet flow",
        "maker_not_allowed",
        PermissionDenied,
    ),
    (
        "Too many orders in payload: 16, max allowed: 15",
        "too_many_orders",
        OrderRejected,
    ),
    (
        f"order {D} is invalid. Price (0.123) breaks minimum tick size rule: 0.01",
        "tick_size",
        OrderRejected,
    ),
    (
        f"order {D} is invalid. Size (1) lower than the minimum: 5",
        "min_size",
        OrderRejected,
    ),
    (
        "invalid amount for a marketable BUY order ($0.5), min size: $1",
        "min_amount",
        OrderRejected,
    ),
    (
        "invalid amounts, the sell orders maker amount supports 2 decimals",
        "amount_precision",
        OrderRejected,
    ),
    (f"order {D} is invalid. Duplicated.", "duplicate", OrderRejected),
    (f"order {D} crosses the book", "post_only_would_cross", OrderRejected),
    (
        "invalid post-only order: order crosses book",
        "post_only_would_cross",
        OrderRejected,
    ),
    (
        "not enough balance / allowance: the allowance is not enough -> spender: 0x1",
        "not_enough_balance",
        OrderRejected,
    ),
    ("allowance is not enough", "not_enough_balance", OrderRejected),
    ("invalid expiration", "invalid_expiration", OrderRejected),
    (
        "order couldn't be fully filled. FOK orders are fully filled or killed.",
        "fok_not_filled",
        OrderRejected,
    ),
    (
        "no orders found to match with FAK order. FAK orders are killed then.",
        "fak_not_filled",
        OrderRejected,
    ),
    (
        "the market is not yet ready to process new orders",
        "market_not_ready",
        OrderRejected,
    ),
    (
        "order canceled in the CTF exchange contract",
        "canceled_on_chain",
        OrderRejected,
    ),
    ("order_version_mismatch", "order_version_mismatch", OrderRejected),
    ("Invalid token id", "no_orderbook", NotFound),
    ("Payload exceeds the limit", "too_large", OrderRejected),
    (
        "post-only mode: only post-only orders and cancels are allowed",
        "post_only_mode",
        Unavailable,
    ),
    ("Order not found or already canceled", "not_cancelable", NotFound),
    ("already canceled or matched", "not_cancelable", NotFound),
    ("Order not found", "not_cancelable", NotFound),
]


@pytest.mark.parametrize(("text", "code", "kind"), SAID, ids=[row[1] for row in SAID])
def test_what_the_venue_says_has_one_name_wherever_it_says_it(
    text: str, code: str, kind: type[VenueError]
) -> None:
    alone, in_batch = explain(reply(400, {"error": text})), refusal(text)
    assert (type(alone), alone.code, alone.status) == (kind, code, 400)
    assert (type(in_batch), in_batch.code, in_batch.status) == (kind, code, None)
    assert str(in_batch) == text
    assert RejectReason(REASONS[code])


def test_every_reason_is_one_of_ours() -> None:
    assert {RejectReason(reason) for reason in REASONS.values()}
    assert REASONS.keys() >= UNDONE
    assert not UNCERTAIN & REASONS.keys()


@pytest.mark.parametrize("text", ["", None, "something the venue never said before"])
def test_what_was_never_said_before_has_no_name(text: str | None) -> None:
    assert code_of(text) is None
    assert type(refusal(text)) is VenueError


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_failing_venue_is_not_believed_in_what_it_did_not_find(status: int) -> None:
    error = explain(reply(status, {"error": "order not found"}))
    assert type(error) is Unavailable


def test_a_period_of_post_only_orders_says_how_long_it_lasts() -> None:
    error = explain(
        reply(503, {"error": "wait", "code": "post_only_mode"}, retry_after="120")
    )
    assert type(error) is Unavailable
    assert (error.code, error.retry_after) == ("post_only_mode", 120)


def test_a_restart_is_called_one() -> None:
    assert "restarts" in str(explain(reply(425)))


def test_the_edge_has_a_name_of_its_own() -> None:
    assert explain(reply(403, CLOUDFLARE)).code == "edge_blocked"


@given(st.integers(300, 599), st.binary(max_size=200))
def test_explaining_never_fails(status: int, body: bytes) -> None:
    assert isinstance(explain(reply(status, body)), VenueError)


def test_a_long_answer_is_cut() -> None:
    assert len(str(explain(reply(400, {"error": "x" * 10_000})))) < 400
