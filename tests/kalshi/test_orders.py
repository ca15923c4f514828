"""Orders natively: the bodies they travel in, and what comes back."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from kalshi.scripted import Wire
from kalshi.signed import signed
from predcore import AuthenticationFailed, InvalidRequest, OutcomeUnknown
from predcore_kalshi import Kalshi
from predcore_kalshi.models import NewOrder

D = Decimal
AT = datetime(2026, 11, 1, tzinfo=UTC)
ORDERS = "/portfolio/events/orders"
CREATED = {"order_id": "O", "fill_count": "0.00", "remaining_count": "2.50", "ts_ms": 1}
ORDER = NewOrder(ticker="M", side="bid", count=D("2.5"), price=D("0.56"))


@pytest.fixture
async def kalshi(wire: Wire) -> AsyncGenerator[Kalshi]:
    """A client with a key."""
    async with signed(wire) as client:
        yield client


def body(wire: Wire, number: int = -1) -> Any:
    return json.loads(wire.sent[number].content)


async def test_an_order_is_sent_with_nothing_that_was_left_out(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on(ORDERS, httpx.Response(201, json=CREATED))
    made = await kalshi.orders.create(
        "M",
        side="ask",
        count=10,
        price=D("0.5"),
        client_order_id="mine",
        post_only=True,
    )
    assert wire.sent[0].method == "POST"
    assert wire.sent[0].headers["content-type"] == "application/json"
    assert body(wire) == {
        "ticker": "M",
        "client_order_id": "mine",
        "side": "ask",
        "count": "10.00",
        "price": "0.5000",
        "time_in_force": "good_till_canceled",
        "post_only": True,
        "self_trade_prevention_type": "taker_at_cross",
    }
    assert (made.order_id, made.remaining_count) == ("O", D("2.50"))
    assert made.average_fill_price is None


async def test_an_order_is_known_by_an_id_before_it_is_sent(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on(ORDERS, httpx.Response(502))
    with pytest.raises(OutcomeUnknown) as caught:
        await kalshi.orders.create("M", side="bid", count=1, price=D("0.5"))
    assert len(wire.sent) == 1
    known_as = body(wire)["client_order_id"]
    assert caught.value.client_id == known_as == str(UUID(known_as))


def test_every_order_of_a_batch_has_an_id_of_its_own() -> None:
    other = NewOrder(ticker="M", side="bid", count=1, price=D("0.5"))
    assert ORDER.client_order_id != other.client_order_id


async def test_an_order_ends_at_a_unix_second(wire: Wire, kalshi: Kalshi) -> None:
    wire.on(ORDERS, httpx.Response(201, json=CREATED))
    await kalshi.orders.create(
        "M", side="bid", count=1, price=D("0.5"), expiration_time=AT, exchange_index=-1
    )
    assert body(wire)["expiration_time"] == 1_793_491_200
    assert body(wire)["exchange_index"] == -1


async def test_a_batch_tells_of_each_order(wire: Wire, kalshi: Kalshi) -> None:
    refused = {
        "order_id": None,
        "fill_count": None,
        "remaining_count": None,
        "error": {"code": "invalid_price", "message": "invalid price"},
    }
    wire.on(
        f"{ORDERS}/batched",
        httpx.Response(201, json={"orders": [CREATED | {"error": None}, refused]}),
    )
    made, not_made = await kalshi.orders.create_batch([ORDER, replace(ORDER, count=1)])
    assert (made.order_id, made.error) == ("O", None)
    assert not_made.error is not None
    assert not_made.error.code == "invalid_price"
    assert [order["count"] for order in body(wire)["orders"]] == ["2.50", "1.00"]


async def test_an_amendment_may_remove_the_expiry(wire: Wire, kalshi: Kalshi) -> None:
    wire.on(f"{ORDERS}/O/amend", {"order_id": "O", "ts_ms": 1})
    amended = await kalshi.orders.amend(
        "O",
        ticker="M",
        side="bid",
        price=D("0.5"),
        count=8,
        expiration_time=0,
        subaccount=3,
    )
    assert body(wire) == {
        "ticker": "M",
        "side": "bid",
        "price": "0.5000",
        "count": "8.00",
        "expiration_time": 0,
    }
    assert wire.params() == {"subaccount": "3"}
    assert (amended.remaining_count, amended.fill_count) == (None, None)


@pytest.mark.parametrize(
    ("how", "text"),
    [({"reduce_by": D("0.5")}, "0.50"), ({"reduce_to": 0}, "0.00")],
)
async def test_a_decrease_is_by_or_to(
    wire: Wire, kalshi: Kalshi, how: dict[str, Any], text: str
) -> None:
    answer = {"order_id": "O", "remaining_count": text, "ts_ms": 1}
    wire.on(f"{ORDERS}/O/decrease", answer)
    smaller = await kalshi.orders.decrease("O", **how)
    assert body(wire) == dict.fromkeys(how, text)
    assert smaller.remaining_count == D(text)


async def test_a_place_in_the_queue_is_a_number(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/portfolio/orders/O/queue_position", {"queue_position_fp": "12.50"})
    assert await kalshi.orders.queue_positions.get("O") == D("12.5")


async def test_nothing_private_is_sent_without_a_key(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KALSHI_API_KEY_ID", "PREDCORE_KALSHI_API_KEY_ID"):
        monkeypatch.delenv(name, raising=False)
    async with wire.kalshi() as nobody:
        with pytest.raises(AuthenticationFailed):
            await nobody.orders.get("O")
        with pytest.raises(AuthenticationFailed):
            await nobody.orders.cancel_all()
    assert wire.sent == []


async def test_a_batch_of_none_is_refused(wire: Wire, kalshi: Kalshi) -> None:
    with pytest.raises(InvalidRequest, match="no orders"):
        await kalshi.orders.create_batch([])
    with pytest.raises(InvalidRequest, match="no orders"):
        await kalshi.orders.cancel_batch([])
    assert wire.sent == []
