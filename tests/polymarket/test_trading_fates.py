"""What the venue answers to an order, or does not, is one of three fates."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from polymarket_desk import TERMS, Trader, request
from polymarket_private import CREDENTIALS
from polymarket_wire import Wire
from predcore import (
    OutcomeUnknown,
    PermissionDenied,
    Refused,
    RejectReason,
    Side,
    Unknown,
    VenueError,
)
from predcore.kit import Retry
from predcore_polymarket._credentials import Credentials
from predcore_polymarket._signer import LocalSigner, Signer
from predcore_polymarket._signing import TypedData

CANCEL_ONLY = (
    "Trading is currently cancel-only. New orders are not accepted, but cancels are "
    "allowed."
)
WRONG_SIGNER = "the order signer address has to be the address of the API KEY"
NO_MATCH = (
    "no orders found to match with FAK order. FAK orders are partially filled or "
    "killed if no match is found."
)
NO_FUNDS = "not enough balance / allowance: the balance is not enough"
PAGE = "<!DOCTYPE html><html><body>Sorry, you have been blocked</body></html>"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (400, "Invalid order payload", RejectReason.INVALID),
        (400, "invalid signature", RejectReason.INVALID),
        (400, WRONG_SIGNER, RejectReason.PERMISSION),
        (
            400,
            "maker address not allowed, please use the deposit wallet flow",
            RejectReason.PERMISSION,
        ),
        (400, "'0xabc' address banned", RejectReason.PERMISSION),
        (400, "'0xabc' address in closed only mode", RejectReason.PERMISSION),
        (
            403,
            "Trading restricted in your region, please refer to the terms",
            RejectReason.PERMISSION,
        ),
        (401, "Unauthorized/Invalid api key", RejectReason.PERMISSION),
        (
            400,
            "order 0x1 is invalid. Price (0.52) breaks minimum tick size rule: 0.1",
            RejectReason.PRICE,
        ),
        (
            400,
            "order 0x1 is invalid. Size (10) lower than the minimum: 15",
            RejectReason.SIZE,
        ),
        (
            400,
            "invalid amount for a marketable BUY order ($0.5), min size: $1",
            RejectReason.SIZE,
        ),
        (400, "order 0x1 crosses the book", RejectReason.WOULD_CROSS),
        (
            400,
            "invalid post-only order: order crosses book",
            RejectReason.WOULD_CROSS,
        ),
        (400, NO_FUNDS, RejectReason.FUNDS),
        (400, "invalid expiration", RejectReason.EXPIRY),
        (
            400,
            "order couldn't be fully filled. FOK orders are fully filled or killed.",
            RejectReason.UNFILLABLE,
        ),
        (
            400,
            NO_MATCH,
            RejectReason.UNFILLABLE,
        ),
        (
            400,
            "the market is not yet ready to process new orders",
            RejectReason.MARKET,
        ),
        (404, "No orderbook exists for the requested token id", RejectReason.MARKET),
        (429, "Too many requests", RejectReason.RATE),
        (425, "the matching engine is restarting", RejectReason.UNAVAILABLE),
        (500, "there are no matching orders", RejectReason.UNFILLABLE),
        (503, "Trading is currently disabled.", RejectReason.UNAVAILABLE),
        (503, CANCEL_ONLY, RejectReason.UNAVAILABLE),
        (
            503,
            "post-only mode: only post-only orders and cancels are allowed",
            RejectReason.UNAVAILABLE,
        ),
    ],
)
async def test_a_refusal_of_the_venue_has_its_reason(
    trader: Trader, status: int, said: str, reason: RejectReason
) -> None:
    trader.refuses(status, said)
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, True), fate.error
    assert len(trader.writes) == 1


async def test_a_refusal_may_come_with_200(trader: Trader) -> None:
    trader.takes(success=False, errorMsg="invalid expiration", orderID="", status="")
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.EXPIRY, True)


async def test_a_sale_that_lacks_balance_lacks_the_contracts(trader: Trader) -> None:
    trader.refuses(400, NO_FUNDS)
    fate = await trader.place(request(side=Side.SELL))
    assert isinstance(fate, Refused)
    assert fate.reason is RejectReason.POSITION


async def test_a_page_of_the_edge_means_that_nothing_got_through(
    trader: Trader,
) -> None:
    trader.wire.on("clob/order", httpx.Response(403, html=PAGE))
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.PERMISSION, True)
    assert isinstance(fate.error, PermissionDenied)
    assert "refused country" in str(fate.error)


async def test_a_restarting_engine_is_asked_again_for_nothing_happened(
    wire: Wire,
) -> None:
    trader = Trader(wire, retry=Retry(attempts=3, base=0))
    answers: list[Any] = [httpx.Response(425), httpx.Response(425), None]
    wire.ask("clob/order", lambda _: answers.pop(0) or trader.taken(trader.order_id))
    fate = await trader.place(request())
    assert not isinstance(fate, (Refused, Unknown))
    bodies = {bytes(one.content) for one in trader.writes}
    assert (len(trader.writes), len(bodies)) == (3, 1)


async def test_a_post_only_period_says_for_how_long(wire: Wire) -> None:
    trader = Trader(wire, retry=Retry(attempts=3, base=0))
    trader.refuses(
        503,
        "post-only mode: only post-only orders and cancels are allowed",
        code="post_only_mode",
        retry_after_seconds=90,
    )
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert isinstance(fate.error, VenueError)
    assert fate.error.retry_after == 90
    assert len(trader.writes) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(500, json={"error": "order timed out"}),
        httpx.Response(502, html="<html>Bad gateway</html>"),
        httpx.Response(503, json={"error": "maintenance"}),
        httpx.Response(400, json={"error": "order 0x1 is invalid. Duplicated."}),
        httpx.Response(
            400, json={"error": "order match delayed due to market conditions"}
        ),
        httpx.Response(200, html="<html>Welcome to the hotel</html>"),
        httpx.Response(200, json=17),
        httpx.Response(200, json={"status": "matched", "orderID": "0x1"}),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
    ],
)
async def test_without_a_certain_answer_the_fate_is_unknown_and_named_by_the_digest(
    trader: Trader, answer: httpx.Response | httpx.HTTPError
) -> None:
    if isinstance(answer, httpx.HTTPError):
        trader.loses(answer)
    else:
        trader.wire.on("clob/order", answer)
    asked = request()
    fate = await trader.place(asked)
    assert isinstance(fate, Unknown), fate
    assert (fate.client_id, fate.request) == ("c1", asked)
    assert fate.order_id == trader.order_id
    assert len(trader.writes) == 1


async def test_a_match_that_does_not_say_of_how_much_is_unknown_until_read(
    trader: Trader,
) -> None:
    trader.takes(status="matched")
    fate = await trader.place(request())
    assert isinstance(fate, Unknown)
    assert fate.order_id == trader.order_id


async def test_an_order_that_never_left_is_refused_unsent(trader: Trader) -> None:
    trader.loses(httpx.ConnectError("no route"))
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.UNAVAILABLE, False)
    assert not isinstance(fate.error, OutcomeUnknown)


async def test_a_venue_whose_market_cannot_be_read_is_not_sent_orders(
    trader: Trader,
) -> None:
    trader.wire.on(TERMS, httpx.Response(503))
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.UNAVAILABLE, False)
    assert trader.writes == []


class Stranger(Signer):
    """Says that it is somebody, and signs as somebody else."""

    @property
    def address(self) -> str:
        return "0x" + "0" * 39 + "1"

    async def sign(self, data: TypedData, /) -> bytes:
        return await LocalSigner("0x" + "22" * 32).sign(data)


async def test_a_signer_that_signs_as_somebody_else_sends_nothing(wire: Wire) -> None:
    named = {**CREDENTIALS, "private_key": None, "signer": Stranger()}
    trader = Trader(wire, credentials=Credentials.from_mapping(named))
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.INVALID, False)
    assert trader.writes == []


async def test_a_client_id_that_was_not_sent_after_all_can_be_used(
    trader: Trader,
) -> None:
    async def full(_: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        await trader.venue.place(request(), journal=full)
    fate = await trader.place(request())
    assert not isinstance(fate, (Refused, Unknown))


async def test_a_client_id_of_unknown_fate_is_used_up(trader: Trader) -> None:
    trader.loses(httpx.ReadTimeout("slow"))
    await trader.place(request())
    trader.takes()
    fate = await trader.place(request())
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.DUPLICATE, False)
    assert len(trader.writes) == 1
