"""Orders taken back: one, several, or all."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import httpx
import pytest

from kalshi.scripted import Wire
from kalshi.signed import signed
from predcore import NotFound, OutcomeUnknown
from predcore_kalshi import Kalshi
from predcore_kalshi.models import OrderToCancel

ORDERS = "/portfolio/events/orders"


@pytest.fixture
async def kalshi(wire: Wire) -> AsyncGenerator[Kalshi]:
    """A client with a key."""
    async with signed(wire) as client:
        yield client


async def test_a_cancel_says_where_the_order_is(wire: Wire, kalshi: Kalshi) -> None:
    wire.on(f"{ORDERS}/a%2Fb", {"order_id": "a/b", "reduced_by": "1.00", "ts_ms": 1})
    gone = await kalshi.orders.cancel("a/b", market_ticker="M", exchange_index=2)
    assert wire.sent[0].method == "DELETE"
    assert wire.sent[0].content == b""
    assert wire.params() == {"exchange_index": "2", "market_ticker": "M"}
    assert gone.reduced_by == 1


async def test_several_cancels_are_a_delete_with_a_body(
    wire: Wire, kalshi: Kalshi
) -> None:
    error = {"code": "not_found", "message": "not found"}
    rows = [{"order_id": "a", "reduced_by": "2.00", "ts_ms": 1}]
    rows += [{"order_id": "b", "reduced_by": "0.00", "error": error}]
    wire.on(f"{ORDERS}/batched", {"orders": rows})
    orders = [OrderToCancel(order_id="a", subaccount=3), OrderToCancel(order_id="b")]
    gone, kept = await kalshi.orders.cancel_batch(orders)
    assert wire.sent[0].method == "DELETE"
    assert wire.sent[0].headers["content-type"] == "application/json"
    assert json.loads(wire.sent[0].content) == {
        "orders": [{"order_id": "a", "subaccount": 3}, {"order_id": "b"}]
    }
    assert gone.reduced_by == 2
    assert gone.error is None
    assert kept.error is not None


async def test_cancelling_everything_answers_nothing(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on(ORDERS, httpx.Response(204))
    await kalshi.orders.cancel_all()
    await kalshi.orders.cancel_all(subaccount=0)
    assert [request.url.query for request in wire.sent] == [b"", b"subaccount=0"]


async def test_a_cancel_without_an_answer_is_not_repeated(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on(ORDERS, httpx.Response(200, html="<html>blocked</html>"))
    with pytest.raises(OutcomeUnknown):
        await kalshi.orders.cancel_all()
    assert len(wire.sent) == 1


async def test_a_cancelled_order_is_not_found(wire: Wire, kalshi: Kalshi) -> None:
    with pytest.raises(NotFound):
        await kalshi.orders.cancel("gone")
