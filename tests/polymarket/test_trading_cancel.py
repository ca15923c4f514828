"""Taking orders back: HTTP 200 says nothing, its body does."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_desk import MARKET, Trader, request
from polymarket_wire import NO_TOKEN, Answer, Wire
from predcore import (
    Accepted,
    Cancelled,
    Refused,
    RejectReason,
    Unknown,
)

FIRST, SECOND, THIRD = ("0x" + digits * 32 for digits in ("a1", "b2", "c3"))
GONE = "already canceled or matched"

D = Decimal


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


def answer(*cancelled: str, **left: str) -> dict[str, Any]:
    return {"canceled": list(cancelled), "not_canceled": left}


async def test_an_order_is_withdrawn_by_its_id(trader: Trader) -> None:
    trader.wire.on("clob/order", answer(FIRST))
    assert await trader.venue.cancel(FIRST) == Cancelled(order_id=FIRST)
    assert trader.writes[0].method == "DELETE"
    assert trader.body() == {"orderID": FIRST}


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("Order not found or already canceled", RejectReason.NOT_FOUND),
        ("Order not found", RejectReason.NOT_FOUND),
        (GONE, RejectReason.NOT_FOUND),
        ("the order is in its delay", RejectReason.OTHER),
    ],
)
async def test_an_order_that_was_not_withdrawn_has_the_venues_reason(
    trader: Trader, why: str, reason: RejectReason
) -> None:
    trader.wire.on("clob/order", answer(**{FIRST: why}))
    fate = await trader.venue.cancel(FIRST)
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, True)
    assert str(fate.error) == why


async def test_an_answer_that_leaves_the_order_out_settles_nothing(
    trader: Trader,
) -> None:
    trader.wire.on("clob/order", answer())
    fate = await trader.venue.cancel(FIRST)
    assert isinstance(fate, Unknown)
    assert fate.order_id == FIRST


@pytest.mark.parametrize(
    ("status", "fate"), [(500, Unknown), (503, Unknown), (425, Refused), (403, Refused)]
)
async def test_a_cancel_without_an_answer_may_have_happened(
    trader: Trader, status: int, fate: type
) -> None:
    trader.wire.on("clob/order", httpx.Response(status))
    assert isinstance(await trader.venue.cancel(FIRST), fate)
    assert len(trader.writes) == 1


async def test_where_not_even_cancels_are_taken_nothing_was_cancelled(
    trader: Trader,
) -> None:
    said = {"error": "Trading is currently disabled. Check polymarket.com"}
    trader.wire.on("clob/order", httpx.Response(503, json=said))
    fate = await trader.venue.cancel(FIRST)
    assert isinstance(fate, Refused)
    assert fate.reason is RejectReason.UNAVAILABLE


async def test_what_is_no_id_is_not_sent(trader: Trader) -> None:
    fate = await trader.venue.cancel("../orders")
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.NOT_FOUND, False)
    assert trader.writes == []


async def test_a_batch_that_is_too_large_for_the_tier_is_withdrawn_in_smaller_ones(
    trader: Trader,
) -> None:
    ids = [f"0x{number:064x}" for number in range(250)]

    def limited(sent: httpx.Request) -> Answer:
        asked = json.loads(sent.content)
        return answer(*asked) if len(asked) <= 120 else httpx.Response(429)

    trader.wire.ask("clob/orders", limited)
    fates = await trader.venue.cancel_many(ids)
    assert [len(trader.body(number)) for number in range(4)] == [250, 120, 120, 10]
    assert fates == tuple(Cancelled(order_id=order_id) for order_id in ids)


async def test_a_small_batch_over_the_limit_is_refused(trader: Trader) -> None:
    trader.wire.on("clob/orders", httpx.Response(429))
    for fate in await trader.venue.cancel_many([FIRST, SECOND]):
        assert isinstance(fate, Refused)
        assert (fate.reason, fate.sent) == (RejectReason.RATE, True)
    assert len(trader.writes) == 1


async def test_many_have_one_fate_each_and_in_order(trader: Trader) -> None:
    trader.wire.on("clob/orders", answer(FIRST, **{SECOND: GONE}))
    fates = await trader.venue.cancel_many([FIRST, "no id", SECOND, FIRST, THIRD])
    assert trader.body() == [FIRST, SECOND, THIRD]
    assert [type(fate) for fate in fates] == [
        Cancelled,
        Refused,
        Refused,
        Cancelled,
        Unknown,
    ]


async def test_no_more_than_three_thousand_are_withdrawn_in_a_request(
    trader: Trader,
) -> None:
    ids = [f"0x{number:064x}" for number in range(3001)]

    def all_of_them(sent: httpx.Request) -> Answer:
        del sent
        return answer(*trader.body())

    trader.wire.ask("clob/orders", all_of_them)
    fates = await trader.venue.cancel_many(ids)
    assert [len(trader.body(number)) for number in range(2)] == [3000, 1]
    assert all(isinstance(fate, Cancelled) for fate in fates)


async def test_cancelling_none_sends_nothing(trader: Trader) -> None:
    assert await trader.venue.cancel_many([]) == ()
    assert trader.writes == []


async def test_all_are_withdrawn_if_what_is_left_was_over_anyway(
    trader: Trader,
) -> None:
    trader.wire.on("clob/cancel-all", answer(FIRST, **{SECOND: GONE}))
    assert await trader.venue.cancel_all() is None


async def test_an_order_that_still_rests_after_all_were_withdrawn_is_named(
    trader: Trader,
) -> None:
    left = answer(FIRST, **{SECOND: "the order is in its delay"})
    trader.wire.on("clob/cancel-all", left)
    fate = await trader.venue.cancel_all()
    assert isinstance(fate, Refused)
    assert SECOND in str(fate.error)
    assert FIRST not in str(fate.error)


async def test_all_may_have_been_withdrawn_without_an_answer(trader: Trader) -> None:
    trader.wire.on("clob/cancel-all", httpx.Response(500))
    assert isinstance(await trader.venue.cancel_all(), Unknown)


async def test_the_orders_on_a_market_are_withdrawn_by_any_of_its_names(
    trader: Trader,
) -> None:
    trader.wire.on("clob/cancel-market-orders", answer(FIRST))
    assert await trader.venue.cancel_market(MARKET) is None
    assert trader.body() == {"market": MARKET}
    assert await trader.venue.cancel_market(MARKET, "no") is None
    assert trader.body() == {"market": MARKET, "asset_id": NO_TOKEN}


async def test_the_orders_on_a_market_that_is_none_are_not_withdrawn(
    trader: Trader,
) -> None:
    for market, outcome in (("no-such-market", None), (MARKET, "maybe")):
        fate = await trader.venue.cancel_market(market, outcome)
        assert isinstance(fate, Refused)
        assert (fate.reason, fate.sent) == (RejectReason.MARKET, False)
    assert trader.writes == []


async def test_an_order_that_all_were_withdrawn_with_is_told_as_cancelled(
    trader: Trader,
) -> None:
    placed = await trader.place(request())
    assert isinstance(placed, Accepted)
    trader.wire.on("clob/cancel-all", answer(placed.order.id))
    await trader.venue.cancel_all()
    order = await trader.venue.order(placed.order.id)
    assert (order.status, order.remaining, order.size) == ("cancelled", D(0), D(10))
