"""What the venue answers to an order, or does not, is one of three fates."""

from __future__ import annotations

import httpx
import pytest

from kalshi.account_bodies import created
from kalshi.desks import CREATE, TICKER, Trader, refusal, request
from kalshi.scripted import Wire
from predcore import (
    OutcomeUnknown,
    Refused,
    RejectReason,
    Unknown,
)


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Answers every order by resting it."""
    wire.on(CREATE, httpx.Response(201, json=created()))
    return Trader(wire)


@pytest.mark.parametrize(
    ("status", "code", "details", "reason"),
    [
        (400, "invalid_price", None, RejectReason.PRICE),
        (400, "insufficient_balance", None, RejectReason.FUNDS),
        (400, "invalid_order", "post only cross", RejectReason.WOULD_CROSS),
        (400, "invalid_order", None, RejectReason.INVALID),
        (401, "authentication_error", None, RejectReason.PERMISSION),
        (403, "permission_denied", None, RejectReason.PERMISSION),
        (404, "market_not_found", None, RejectReason.MARKET),
        (404, "not_found", None, RejectReason.MARKET),
        (409, "order_already_exists", None, RejectReason.DUPLICATE),
        (
            409,
            "fill_or_kill_insufficient_resting_volume",
            None,
            RejectReason.UNFILLABLE,
        ),
        (409, "trading_is_paused", None, RejectReason.UNAVAILABLE),
        (429, "too_many_requests", None, RejectReason.RATE),
    ],
)
async def test_a_refusal_of_the_venue_has_its_reason(
    trader: Trader,
    status: int,
    code: str,
    details: str | None,
    reason: RejectReason,
) -> None:
    trader.wire.on(CREATE, refusal(status, code, details))
    fate = await trader.venue.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, True)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(503, json={"error": "maintenance"}),
        httpx.Response(504, text="<html>"),
        httpx.Response(201, text="<html>"),
        httpx.Response(201, json={"order_id": "o1"}),
        httpx.Response(201, json=created(fill_count="-1.00")),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
    ],
)
async def test_without_a_readable_answer_the_fate_is_unknown(
    trader: Trader, answer: httpx.Response | httpx.HTTPError
) -> None:
    def give(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, httpx.HTTPError):
            raise answer
        return answer

    trader.wire.ask(CREATE, give)
    asked = request()
    fate = await trader.venue.place(asked)
    assert isinstance(fate, Unknown)
    assert (fate.client_id, fate.request) == ("c1", asked)
    assert len(trader.writes) == 1


async def test_an_order_that_never_left_is_refused_unsent(trader: Trader) -> None:
    def give(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    trader.wire.ask(CREATE, give)
    fate = await trader.venue.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.UNAVAILABLE, False)
    assert not isinstance(fate.error, OutcomeUnknown)


async def test_a_venue_whose_market_cannot_be_read_is_not_sent_orders(
    trader: Trader,
) -> None:
    trader.wire.on(f"/markets/{TICKER}", httpx.Response(503))
    fate = await trader.venue.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.UNAVAILABLE, False)
    assert trader.writes == []
