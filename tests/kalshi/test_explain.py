"""Kalshi's five shapes of refusal, and answers that are none of them."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi.bodies import market
from kalshi.scripted import Wire
from predcore import (
    AuthenticationFailed,
    NotFound,
    OrderRejected,
    PermissionDenied,
    RateLimited,
    Unavailable,
    VenueError,
)
from predcore.kit import Reply, Retry
from predcore_kalshi._explain import explain, refusal


def said(status: int, body: Any, **headers: str) -> VenueError:
    return explain(Reply(status, headers, json.dumps(body).encode()))


NESTED = {"code": "invalid_price", "message": "invalid price", "details": "off grid"}


@pytest.mark.parametrize(
    ("body", "message", "code"),
    [
        ({"error": NESTED}, "invalid price: off grid", "invalid_price"),
        (NESTED, "invalid price: off grid", "invalid_price"),
        ({"error": {"code": "not_found"}}, "not_found", "not_found"),
        ({"msg": "Parameter validation failed"}, "Parameter validation failed", None),
        ({"error": "too many requests"}, "too many requests", None),
        ({"exchange_active": True, "trading_active": False}, "trading is paused", None),
        ({"unheard": "of"}, "the venue answered HTTP 400", None),
        (["a list"], "the venue answered HTTP 400", None),
        ({"error": {"code": 7, "message": None}}, "the venue answered HTTP 400", None),
    ],
)
def test_every_shape_gives_its_message(
    body: Any, message: str, code: str | None
) -> None:
    error = said(400, body)
    assert (str(error), error.code, error.status) == (message, code, 400)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, OrderRejected),
        (401, AuthenticationFailed),
        (403, PermissionDenied),
        (404, NotFound),
        (409, OrderRejected),
        (410, VenueError),
        (429, RateLimited),
        (500, Unavailable),
        (503, Unavailable),
        (599, Unavailable),
    ],
)
def test_the_status_chooses_the_error(status: int, kind: type[VenueError]) -> None:
    assert type(said(status, {"error": NESTED})) is kind


@pytest.mark.parametrize(
    "body",
    [{}, {"code": "bad_request", "message": "bad request"}, {"msg": "limit too large"}],
)
@pytest.mark.parametrize("status", [400, 409])
def test_only_the_codes_of_orders_are_rejections(status: int, body: Any) -> None:
    assert type(said(status, body)) is VenueError


def test_an_error_inside_an_answer_is_read_as_one_of_its_own() -> None:
    error = refusal({"code": "insufficient_balance", "message": "not enough"})
    assert (type(error), error.code, error.status) == (
        OrderRejected,
        "insufficient_balance",
        None,
    )
    assert type(refusal({}, 404)) is NotFound


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("3", 3), ("", None), ("soon", None), ("²", None), ("9" * 5000, None)],
)
def test_only_whole_seconds_are_a_time_to_wait(
    header: str, seconds: int | None
) -> None:
    error = said(429, {}, **{"retry-after": header})
    assert error.retry_after == seconds


def test_a_long_message_is_cut() -> None:
    assert len(str(said(400, {"msg": "x" * 10_000}))) == 500


@given(st.integers(400, 599), st.binary())
def test_no_answer_is_too_strange_to_explain(status: int, body: bytes) -> None:
    assert explain(Reply(status, {}, body)).status == status


def test_json_that_is_nested_without_end_is_explained() -> None:
    assert explain(Reply(502, {}, b"[" * 1_000_000)).status == 502


async def test_too_many_requests_are_repeated_without_being_told_when(
    wire: Wire,
) -> None:
    refusal = httpx.Response(429, json={"error": "too many requests"})
    wire.on("/markets/M", refusal, {"market": market("M")})
    async with wire.kalshi(retry=Retry(attempts=2, base=0.0)) as kalshi:
        assert (await kalshi.markets.get("M")).ticker == "M"
    assert len(wire.sent) == 2


async def test_a_page_of_the_edge_is_no_traceback(wire: Wire) -> None:
    wire.on("/markets/M", httpx.Response(403, html="<html>blocked</html>"))
    async with wire.kalshi() as kalshi:
        with pytest.raises(PermissionDenied, match="HTTP 403"):
            await kalshi.markets.get("M")
