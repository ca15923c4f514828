"""Writes of the native client: accepted, refused or unknown, and sent once."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from polymarket_private import (
    ORDER_ID,
    OTHER_ID,
    PrivateCall,
    PrivateWire,
    answered,
    placed,
    signed,
)
from predcore import (
    InvalidRequest,
    NotFound,
    OrderRejected,
    OutcomeUnknown,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    Unavailable,
    VenueError,
)
from predcore.kit import Limiter, Retry
from predcore_polymarket._explain import WrongHeartbeat
from predcore_polymarket._limits import BUDGETS, CANCELS, ORDERS

WRITES: list[tuple[PrivateCall, str]] = [
    (lambda c: c.order.create(signed()), "clob/order"),
    (lambda c: c.order.delete(ORDER_ID), "clob/order"),
    (lambda c: c.orders.create([signed()]), "clob/orders"),
    (lambda c: c.orders.delete([ORDER_ID]), "clob/orders"),
    (lambda c: c.cancel_all.delete(), "clob/cancel-all"),
    (
        lambda c: c.cancel_market_orders.delete(asset_id="7"),
        "clob/cancel-market-orders",
    ),
    (lambda c: c.v1.heartbeats.create(), "clob/v1/heartbeats"),
    (lambda c: c.notifications.delete(["7"]), "clob/notifications"),
]
PAGE = httpx.Response(502, html="<html>Bad gateway</html>")
STRANGE = [
    httpx.Response(500, json={"error": "internal"}),
    httpx.Response(500, json={"error": "order timed out"}),
    httpx.Response(503),
    PAGE,
    httpx.Response(520),
    httpx.Response(408),
    httpx.Response(200, html="<html>Welcome to the hotel</html>"),
    httpx.Response(200, json=17),
]


@pytest.mark.parametrize(("call", "path"), WRITES)
@pytest.mark.parametrize("answer", STRANGE, ids=lambda answer: str(answer.status_code))
async def test_a_write_that_may_have_happened_is_sent_once(
    call: PrivateCall, path: str, answer: httpx.Response
) -> None:
    wire = PrivateWire()
    wire.on(path, answer)
    with pytest.raises(OutcomeUnknown):
        await answered(call(wire.clob(retry=Retry(attempts=5, base=0))))
    assert len(wire.sent) == 1


async def test_an_order_of_unknown_fate_is_named_by_its_digest() -> None:
    wire = PrivateWire()
    wire.on("clob/order", httpx.Response(500))
    with pytest.raises(OutcomeUnknown) as unknown:
        await wire.clob().order.create(signed())
    assert unknown.value.client_id == ORDER_ID


CERTAIN: list[tuple[str, int, type[PredcoreError], str]] = [
    ("Trading is currently disabled. Try later.", 503, Unavailable, "trading_disabled"),
    (
        (
            "Trading is currently cancel-only. New orders are not accepted, but "
            "cancels are allowed."
        ),
        503,
        Unavailable,
        "cancel_only",
    ),
    (
        "post-only mode: only post-only orders and cancels are allowed",
        503,
        Unavailable,
        "post_only_mode",
    ),
    ("there are no matching orders", 500, OrderRejected, "fak_not_filled"),
    ("FOK orders are filled or killed", 500, OrderRejected, "fok_not_filled"),
    ("order_version_mismatch", 500, OrderRejected, "order_version_mismatch"),
]


@pytest.mark.parametrize(("text", "status", "kind", "code"), CERTAIN)
async def test_a_server_error_that_says_that_nothing_happened_is_a_refusal(
    text: str, status: int, kind: type[VenueError], code: str
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", httpx.Response(status, json={"error": text}))
    with pytest.raises(kind) as refused:
        await wire.clob(retry=Retry(attempts=5, base=0)).order.create(signed())
    error = refused.value
    assert isinstance(error, VenueError)
    assert (error.status, error.code, len(wire.sent)) == (status, code, 1)


async def test_a_match_that_is_delayed_is_not_a_refusal() -> None:
    wire = PrivateWire()
    text = "order match delayed due to market conditions"
    wire.on("clob/order", httpx.Response(400, json={"error": text}))
    with pytest.raises(OutcomeUnknown) as unknown:
        await wire.clob().order.create(signed())
    assert unknown.value.client_id == ORDER_ID


REFUSED: list[tuple[dict[str, Any], type[VenueError], str | None]] = [
    (
        {"success": False, "errorMsg": "invalid expiration", "orderID": ""},
        OrderRejected,
        "invalid_expiration",
    ),
    ({"success": True, "errorMsg": "", "orderID": "", "status": ""}, VenueError, None),
    (
        placed(errorMsg="not enough balance / allowance", orderID="", status=""),
        OrderRejected,
        "not_enough_balance",
    ),
    (placed(success=False, status=""), VenueError, None),
]


@pytest.mark.parametrize(("answer", "kind", "code"), REFUSED)
async def test_a_refusal_in_a_good_answer_is_raised_like_any_other(
    answer: dict[str, Any], kind: type[VenueError], code: str | None
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", answer)
    with pytest.raises(kind) as refused:
        await wire.clob().order.create(signed())
    assert (type(refused.value), refused.value.code) == (kind, code)


@pytest.mark.parametrize(
    "text",
    [
        "the trade contains rounding issues",
        "the price of the taker's order has a discrepancy greater than allowed",
        "could not run the execution",
    ],
)
async def test_an_engine_that_fails_while_it_executes_says_not_what_it_did(
    text: str,
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", httpx.Response(500, json={"error": text}))
    with pytest.raises(OutcomeUnknown):
        await wire.clob(retry=Retry(attempts=5, base=0)).order.create(signed())
    assert len(wire.sent) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("there are no matching orders", OutcomeUnknown),
        ("FOK orders are filled or killed", OutcomeUnknown),
        ("Trading is currently disabled. Try later.", Unavailable),
    ],
)
async def test_what_one_order_of_a_batch_lacked_says_nothing_of_the_others(
    text: str, kind: type[PredcoreError]
) -> None:
    wire = PrivateWire()
    wire.on("clob/orders", httpx.Response(500, json={"error": text}))
    with pytest.raises(kind):
        await wire.clob().orders.create([signed(1), signed(2)])


@pytest.mark.parametrize(
    "answer",
    [
        {},
        placed(success=None),
        placed(success=False),
        placed(errorMsg="could not run the execution", status="matched"),
        placed(success=False, errorMsg="a text of tomorrow", status="delayed"),
    ],
)
async def test_an_answer_that_says_neither_or_both_leaves_the_order_unknown(
    answer: dict[str, Any],
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", answer)
    with pytest.raises(OutcomeUnknown) as unknown:
        await wire.clob().order.create(signed())
    assert unknown.value.client_id == ORDER_ID


@pytest.mark.parametrize("status", ["live", "matched", "delayed", "unmatched", "new"])
async def test_an_order_that_the_venue_took_is_answered_with_its_state(
    status: str,
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", placed(status=status))
    found = await wire.clob().order.create(signed())
    assert (found.status, found.refused) == (status, False)
    assert found.accepted is (status in {"live", "matched", "delayed"})


async def test_each_order_of_a_batch_has_its_own_answer() -> None:
    wire = PrivateWire()
    legs = [
        placed(status="matched", makingAmount="5.2", takingAmount="10"),
        placed(success=True, orderID="", status="", errorMsg=""),
        placed(success=False, orderID="", status="", errorMsg="invalid expiration"),
    ]
    wire.on("clob/orders", httpx.Response(200, json=legs))
    found = await wire.clob().orders.create([signed(n) for n in range(3)])
    assert [leg.accepted for leg in found] == [True, False, False]
    assert [leg.refused for leg in found] == [False, True, True]
    assert str(found[0].making_amount) == "5.2"


@pytest.mark.parametrize("count", [0, 1, 3])
async def test_a_batch_with_too_few_or_many_answers_is_unknown(count: int) -> None:
    wire = PrivateWire()
    wire.on("clob/orders", httpx.Response(200, json=[placed()] * count))
    with pytest.raises(OutcomeUnknown, match=f"2 orders sent, {count} answered"):
        await wire.clob().orders.create([signed(1), signed(2)])


async def test_a_cancel_that_says_nothing_is_unknown() -> None:
    wire = PrivateWire()
    wire.on("clob/order", {})
    with pytest.raises(OutcomeUnknown):
        await wire.clob().order.delete(ORDER_ID)


async def test_what_could_not_be_cancelled_comes_with_its_reason() -> None:
    wire = PrivateWire()
    why = {ORDER_ID: "already canceled or matched", OTHER_ID: None}
    wire.on("clob/orders", {"canceled": None, "not_canceled": why})
    found = await wire.clob().orders.delete([ORDER_ID, OTHER_ID])
    assert found.canceled == ()
    assert found.reasons == {ORDER_ID: "already canceled or matched", OTHER_ID: ""}


async def test_a_wrong_heartbeat_tells_the_right_one() -> None:
    wire = PrivateWire()
    body = {"error_msg": "Invalid Heartbeat ID", "heartbeat_id": "h9"}
    wire.on("clob/v1/heartbeats", httpx.Response(400, json=body))
    with pytest.raises(WrongHeartbeat) as wrong:
        await wire.clob().v1.heartbeats.create("h1")
    assert wrong.value.heartbeat_id == "h9"


@pytest.mark.parametrize("status", [425, 429])
async def test_an_order_is_sent_again_after_it_was_certainly_not_looked_at(
    status: int,
) -> None:
    wire = PrivateWire()
    wire.on("clob/order", httpx.Response(status), httpx.Response(200, json=placed()))
    found = await wire.clob(retry=Retry(attempts=2, base=0)).order.create(signed())
    assert found.accepted
    assert wire.sent[0].content == wire.sent[1].content


async def test_the_edge_and_the_border_are_told_apart() -> None:
    wire = PrivateWire()
    edge = httpx.Response(403, html="<!DOCTYPE html><title>Attention</title>")
    border = {"error": "Trading restricted in your region, see the geoblock page"}
    wire.on("clob/order", edge, httpx.Response(403, json=border))
    clob = wire.clob()
    codes: list[str | None] = []
    for _ in range(2):
        with pytest.raises(PermissionDenied) as denied:
            await clob.order.create(signed())
        codes.append(denied.value.code)
    assert codes == ["edge_blocked", "geoblocked"]


async def test_a_batch_costs_what_it_holds() -> None:
    wire = PrivateWire()
    wire.on("clob/orders", httpx.Response(200, json=[placed()] * 15))
    clob = wire.clob(
        limiter=Limiter({ORDERS: BUDGETS[ORDERS]}, clock=lambda: 0.0),
        retry=Retry(attempts=1, budget=0),
    )
    for _ in range(4):
        await clob.orders.create([signed(n) for n in range(15)])
    with pytest.raises(PredcoreError, match="budget"):
        await clob.order.create(signed())
    assert len(wire.sent) == 4


async def test_no_budget_of_ours_refuses_to_cancel_many_orders() -> None:
    wire = PrivateWire()
    wire.on("clob/orders", {"canceled": []})
    clob = wire.clob(limiter=Limiter({CANCELS: BUDGETS[CANCELS]}, clock=lambda: 0.0))
    await clob.orders.delete([f"0x{n:064x}" for n in range(3000)])
    assert len(json.loads(wire.sent[0].content)) == 3000


ORDERS_THAT_ARE_NONE: list[dict[str, Any]] = [
    {"salt": 2**53 + 1},
    {"salt": -1},
    {"token_id": "0x1"},
    {"token_id": ""},
    {"maker_amount": 0},
    {"taker_amount": -1},
    {"post_only": True, "order_type": "FOK"},
    {"post_only": True, "order_type": "FAK"},
    {"order_type": "GTD"},
    {"order_type": "GTC", "expiration": 1},
    {"order_type": "FAK", "expiration": 1},
]


@pytest.mark.parametrize("fields", ORDERS_THAT_ARE_NONE)
def test_an_order_that_cannot_be_is_not_made(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        signed(**fields)


def test_an_order_shows_neither_its_signature_nor_its_owner() -> None:
    order = signed()
    assert order.signature not in repr(order)
    assert order.owner not in repr(order)


def test_an_order_travels_as_the_venue_wants_it() -> None:
    sent = signed(order_type="GTD", expiration=1713398600, post_only=True).to_json()
    assert sent["postOnly"] is True
    assert sent["deferExec"] is False
    assert sent["orderType"] == "GTD"
    assert {name: type(value) for name, value in sent["order"].items()} == {
        **dict.fromkeys(sent["order"], str),
        "salt": int,
        "signatureType": int,
    }
    assert sent["order"]["expiration"] == "1713398600"
    assert "postOnly" not in signed().to_json()


async def test_a_limit_that_is_hit_is_waited_out() -> None:
    wire = PrivateWire()
    wire.on("clob/order", httpx.Response(429, headers={"retry-after": "7"}))
    with pytest.raises(RateLimited) as limited:
        await wire.clob().order.create(signed())
    assert limited.value.retry_after == 7


async def test_a_missing_order_of_a_read_is_not_found() -> None:
    with pytest.raises(NotFound):
        await PrivateWire().clob().data.order.get(ORDER_ID)
