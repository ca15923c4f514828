"""Many orders in few requests, with one fate each."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import created
from kalshi.bodies import market
from kalshi.desks import CREATE, TICKER, Trader, request
from kalshi.scripted import Wire
from predcore import (
    Accepted,
    Placement,
    Refused,
    RejectReason,
    Unknown,
)

D = Decimal
BATCH = f"{CREATE}/batched"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Answers every batch by resting all of it."""

    def rest(asked: httpx.Request) -> httpx.Response:
        orders = json.loads(asked.content)["orders"]
        made = [
            created(one["client_order_id"], order_id=f"of-{one['client_order_id']}")
            for one in orders
        ]
        return httpx.Response(201, json={"orders": made})

    wire.ask(BATCH, rest)
    wire.on("/markets", {"markets": [market(exchange_index=3)], "cursor": ""})
    return Trader(wire)


def requests(count: int) -> list[Any]:
    return [request(client_id=f"c{number}") for number in range(count)]


def answering(trader: Trader, *answers: dict[str, Any]) -> None:
    trader.wire.on(BATCH, httpx.Response(201, json={"orders": [*answers]}))


def kinds(fates: tuple[Placement, ...]) -> list[type]:
    return [type(fate) for fate in fates]


async def test_a_batch_is_what_the_smallest_budget_holds(trader: Trader) -> None:
    fates = await trader.venue.place_many(requests(25))
    assert [len(json.loads(w.content)["orders"]) for w in trader.writes] == [10, 10, 5]
    ids = [fate.order.id for fate in fates if isinstance(fate, Accepted)]
    assert ids == [f"of-c{number}" for number in range(25)]


async def test_the_markets_of_a_batch_are_read_in_one_request(trader: Trader) -> None:
    await trader.venue.place_many(requests(3))
    assert len(trader.reads("/markets")) == 1
    assert trader.reads(f"/markets/{TICKER}") == []


async def test_nothing_to_place_asks_nothing(trader: Trader) -> None:
    assert await trader.venue.place_many([]) == ()
    assert trader.wire.sent == []


async def test_what_is_wrong_is_left_out_of_the_batch(trader: Trader) -> None:
    bad = request(client_id="bad", price=D("0.405"))
    first, last = requests(2)
    fates = await trader.venue.place_many([first, bad, last])
    assert kinds(fates) == [Accepted, Refused, Accepted]
    sent = [order["client_order_id"] for order in trader.body()["orders"]]
    assert sent == ["c0", "c1"]


async def test_a_client_id_twice_in_a_batch_is_sent_once(trader: Trader) -> None:
    fates = await trader.venue.place_many([request(), request()])
    assert isinstance(fates[0], Accepted)
    assert isinstance(fates[1], Refused)
    assert (fates[1].reason, fates[1].sent) == (RejectReason.DUPLICATE, False)
    assert len(trader.body()["orders"]) == 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("insufficient_balance", RejectReason.FUNDS),
        ("order_already_exists", RejectReason.DUPLICATE),
        ("not_found", RejectReason.MARKET),
    ],
)
async def test_one_order_of_a_batch_is_refused_by_itself(
    trader: Trader, code: str, reason: RejectReason
) -> None:
    said = {"client_order_id": "c0", "error": {"code": code, "message": "no"}}
    answering(trader, said, created("c1"))
    fates = await trader.venue.place_many(requests(2))
    assert kinds(fates) == [Refused, Accepted]
    assert isinstance(fates[0], Refused)
    assert (fates[0].reason, fates[0].sent) == (reason, True)


async def test_an_error_that_is_no_known_refusal_leaves_the_fate_open(
    trader: Trader,
) -> None:
    said = {"error": {"code": "internal_server_error", "message": "oops"}}
    answering(trader, said)
    assert kinds(await trader.venue.place_many(requests(1))) == [Unknown]


async def test_answers_out_of_order_are_told_apart_by_their_client_ids(
    trader: Trader,
) -> None:
    answering(trader, created("c1", order_id="b"), created("c0", order_id="a"))
    fates = await trader.venue.place_many(requests(2))
    assert [f.order.id for f in fates if isinstance(f, Accepted)] == ["a", "b"]


async def test_answers_without_client_ids_are_in_order(trader: Trader) -> None:
    answering(trader, created("", order_id="a"), created("", order_id="b"))
    fates = await trader.venue.place_many(requests(2))
    assert [f.order.id for f in fates if isinstance(f, Accepted)] == ["a", "b"]


async def test_an_order_the_answer_leaves_out_is_unknown(trader: Trader) -> None:
    answering(trader, created("c1"))
    fates = await trader.venue.place_many(requests(2))
    assert kinds(fates) == [Unknown, Accepted]
    assert isinstance(fates[0], Unknown)
    assert fates[0].client_id == "c0"


async def test_a_foreign_answer_belongs_to_no_order(trader: Trader) -> None:
    answering(trader, created("someone else's"))
    assert kinds(await trader.venue.place_many(requests(1))) == [Unknown]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(500), Unknown),
        (httpx.Response(201, text="<html>"), Unknown),
        (httpx.Response(401), Refused),
    ],
)
async def test_the_fate_of_a_whole_batch_is_that_of_each_order(
    trader: Trader, answer: httpx.Response, kind: type
) -> None:
    trader.wire.on(BATCH, answer)
    fates = await trader.venue.place_many(requests(3))
    assert kinds(fates) == [kind] * 3
