"""Many orders: fifteen a request, one fate each, in order."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_desk import TERMS, Trader, request
from polymarket_wire import Answer, Wire
from predcore import (
    Accepted,
    OrderRequest,
    OrderStatus,
    Placement,
    Refused,
    RejectReason,
    Unknown,
)

D = Decimal


class Interrupted(BaseException):
    """The program is stopped while a batch is under way."""


@pytest.fixture
def trader(wire: Wire) -> Trader:
    trader = Trader(wire)
    wire.ask("clob/orders", lambda _: legs(trader))
    return trader


def legs(trader: Trader, **refusals: str) -> list[dict[str, Any]]:
    """Take all orders of the batch but these, by client id."""
    count = len(trader.body())
    start = sum(len(trader.body(number)) for number in range(len(trader.writes) - 1))
    answers: list[dict[str, Any]] = []
    for written in trader.journal[start : start + count]:
        said = refusals.get(written.client_id)
        taken = trader.taken(written.options["order_id"])
        if said is not None:
            taken |= {"success": True, "errorMsg": said, "orderID": "", "status": ""}
        answers.append(taken)
    return answers


async def place(trader: Trader, *asked: OrderRequest) -> tuple[Placement, ...]:
    return await trader.venue.place_many(asked, journal=trader.write_down)


def many(count: int) -> list[OrderRequest]:
    return [request(client_id=f"c{number}") for number in range(count)]


async def test_batches_hold_fifteen_orders(trader: Trader) -> None:
    asked = many(32)
    fates = await place(trader, *asked)
    assert [len(trader.body(number)) for number in range(3)] == [15, 15, 2]
    assert [fate.order.client_id for fate in fates if isinstance(fate, Accepted)] == [
        one.client_id for one in asked
    ]
    assert len(trader.reads(TERMS)) == 1


async def test_all_are_written_down_before_the_first_is_sent(trader: Trader) -> None:
    sent: list[int] = []

    async def journal(asked: OrderRequest) -> None:
        trader.journal.append(asked)
        sent.append(len(trader.writes))

    await trader.venue.place_many(many(20), journal=journal)
    assert sent == [0] * 20


async def test_a_success_without_an_id_is_a_refusal(trader: Trader) -> None:
    trader.wire.ask("clob/orders", lambda _: legs(trader, c1=""))
    first, second, third = await place(trader, *many(3))
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused)
    assert (second.reason, second.sent) == (RejectReason.OTHER, True)
    assert isinstance(third, Accepted)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            "post-only mode: only post-only orders and cancels are allowed",
            RejectReason.UNAVAILABLE,
        ),
        ("not enough balance / allowance", RejectReason.FUNDS),
        ("no orders found to match with FAK order", RejectReason.UNFILLABLE),
    ],
)
async def test_a_refused_leg_has_its_reason(
    trader: Trader, said: str, reason: RejectReason
) -> None:
    trader.wire.ask("clob/orders", lambda _: legs(trader, c0=said))
    refused, taken = await place(trader, *many(2))
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.sent) == (reason, True)
    assert isinstance(taken, Accepted)


@pytest.mark.parametrize(
    "said",
    [
        "order match delayed due to market conditions",
        "order 0x1 is invalid. Duplicated.",
        "the trade contains rounding issues",
        "could not run the execution",
        "a text of tomorrow",
    ],
)
async def test_a_leg_that_may_live_is_unknown(trader: Trader, said: str) -> None:
    trader.wire.ask("clob/orders", lambda _: legs(trader, c0=said))
    fate, _ = await place(trader, *many(2))
    assert isinstance(fate, Unknown)
    assert fate.order_id == trader.journal[0].options["order_id"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"success": None},
        {"success": False},
        {"errorMsg": "could not run the execution", "status": "matched"},
        {"success": None, "orderID": None},
    ],
)
async def test_a_leg_that_says_neither_or_both_is_unknown(
    trader: Trader, said: dict[str, Any]
) -> None:
    def answer(_: httpx.Request) -> list[dict[str, Any]]:
        first, second = legs(trader)
        return [{**first, **said} if said else {}, second]

    trader.wire.ask("clob/orders", answer)
    fate, taken = await place(trader, *many(2))
    assert isinstance(fate, Unknown), fate
    assert fate.order_id == trader.journal[0].options["order_id"]
    assert isinstance(taken, Accepted)


async def test_answers_in_another_order_are_told_by_their_ids(trader: Trader) -> None:
    trader.wire.ask(
        "clob/orders", lambda _: legs(trader, c1="invalid expiration")[::-1]
    )
    fates = await place(trader, *many(4))
    assert [type(fate) for fate in fates] == [Accepted, Unknown, Accepted, Accepted]
    for fate, written in zip(fates, trader.journal, strict=True):
        if isinstance(fate, Accepted):
            assert fate.order.id == written.options["order_id"]
            assert fate.order.client_id == written.client_id


async def test_a_batch_that_fails_for_one_order_leaves_all_unknown(
    trader: Trader,
) -> None:
    body = {"error": "FOK orders are filled or killed"}
    trader.wire.on("clob/orders", httpx.Response(500, json=body))
    for fate in await place(trader, *many(2)):
        assert isinstance(fate, Unknown)


async def test_a_batch_that_never_left_uses_up_no_client_id(trader: Trader) -> None:
    def answer(_: httpx.Request) -> list[dict[str, Any]]:
        raise Interrupted

    trader.wire.ask("clob/orders", answer)
    with pytest.raises(Interrupted):
        await place(trader, *many(16))
    trader.wire.ask("clob/order", lambda _: trader.taken(trader.order_id))
    last = await trader.place(request(client_id="c15"))
    first = await trader.place(request(client_id="c0"))
    assert isinstance(last, Accepted)
    assert isinstance(first, Refused)
    assert first.reason is RejectReason.DUPLICATE


@pytest.mark.parametrize("answer", [httpx.Response(500), [], {}])
async def test_an_unanswered_batch_has_an_unknown_fate_and_an_id_for_each(
    trader: Trader, answer: Answer
) -> None:
    trader.wire.on("clob/orders", answer)
    fates = await place(trader, *many(2))
    for fate, written in zip(fates, trader.journal, strict=True):
        assert isinstance(fate, Unknown)
        assert fate.order_id == written.options["order_id"]
    assert len(trader.writes) == 1


async def test_a_bad_order_among_many_is_not_sent(trader: Trader) -> None:
    bad = request(client_id="bad", price=Decimal("0.525"))
    first, refused, last = await place(trader, *many(1), bad, request(client_id="last"))
    assert isinstance(first, Accepted)
    assert isinstance(refused, Refused)
    assert not refused.sent
    assert isinstance(last, Accepted)
    assert len(trader.body()) == 2


async def test_a_client_id_twice_in_a_batch_is_sent_once(trader: Trader) -> None:
    first, second = await place(trader, request(), request())
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused)
    assert (second.reason, second.sent) == (RejectReason.DUPLICATE, False)
    assert len(trader.body()) == 1


async def test_a_batch_that_cannot_be_written_down_uses_up_no_client_id(
    trader: Trader,
) -> None:
    async def full(_: object) -> None:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        await trader.venue.place_many(many(2), journal=full)
    fates = await place(trader, *many(2))
    assert all(isinstance(fate, Accepted) for fate in fates)


async def test_a_leg_that_matched_in_part_rests(trader: Trader) -> None:
    def answer(_: httpx.Request) -> list[dict[str, Any]]:
        [leg] = legs(trader)
        return [{**leg, "status": "matched", "makingAmount": "1", "takingAmount": "2"}]

    trader.wire.ask("clob/orders", answer)
    [fate] = await place(trader, request())
    assert isinstance(fate, Accepted)
    assert (fate.order.status, fate.order.filled) == (OrderStatus.RESTING, D(2))
