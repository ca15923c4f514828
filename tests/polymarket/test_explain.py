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
    PermissionDenied,
    RateLimited,
    Unavailable,
    VenueError,
)
from predcore.kit import Reply
from predcore_polymarket._explain import explain

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


@given(st.integers(300, 599), st.binary(max_size=200))
def test_explaining_never_fails(status: int, body: bytes) -> None:
    assert isinstance(explain(reply(status, body)), VenueError)


def test_a_long_answer_is_cut() -> None:
    assert len(str(explain(reply(400, {"error": "x" * 10_000})))) < 400
