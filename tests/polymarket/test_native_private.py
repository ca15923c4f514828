"""The private endpoints of the CLOB: which request each verb sends, and signed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest

from polymarket_private import (
    CONDITION,
    ORDER_ID,
    OTHER_ID,
    TOKEN,
    WALLET,
    PrivateCall,
    PrivateWire,
    answered,
    open_order,
    placed,
    signed,
    trade_row,
)
from predcore import (
    AuthenticationFailed,
    BadResponse,
    InvalidId,
    InvalidRequest,
    NotFound,
)
from predcore.kit import HTTP, AutoEngine
from predcore_polymarket._explain import explain
from predcore_polymarket.resources.clob import Clob

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)
GONE: dict[str, Any] = {"canceled": [ORDER_ID], "not_canceled": {}}
EMPTY: dict[str, Any] = {"limit": 100, "count": 0, "next_cursor": "LTE=", "data": []}

Row = tuple[PrivateCall, str, str, Any, Any]

CALLS: list[Row] = [
    (
        lambda c: c.order.create(signed()),
        "POST /order",
        "",
        signed().to_json(),
        placed(),
    ),
    (
        lambda c: c.order.delete(ORDER_ID),
        "DELETE /order",
        "",
        {"orderID": ORDER_ID},
        GONE,
    ),
    (
        lambda c: c.orders.create([signed(1), signed(2)]),
        "POST /orders",
        "",
        [signed(1).to_json(), signed(2).to_json()],
        [placed(), placed(orderID=OTHER_ID)],
    ),
    (
        lambda c: c.orders.delete([ORDER_ID, OTHER_ID, ORDER_ID]),
        "DELETE /orders",
        "",
        [ORDER_ID, OTHER_ID],
        {"canceled": [ORDER_ID], "not_canceled": {OTHER_ID: "Order not found"}},
    ),
    (lambda c: c.cancel_all.delete(), "DELETE /cancel-all", "", None, GONE),
    (
        lambda c: c.cancel_market_orders.delete(market=CONDITION),
        "DELETE /cancel-market-orders",
        "",
        {"market": CONDITION},
        GONE,
    ),
    (
        lambda c: c.cancel_market_orders.delete(market=CONDITION, asset_id=TOKEN),
        "DELETE /cancel-market-orders",
        "",
        {"market": CONDITION, "asset_id": TOKEN},
        GONE,
    ),
    (
        lambda c: c.v1.heartbeats.create(),
        "POST /v1/heartbeats",
        "",
        {"heartbeat_id": ""},
        {"heartbeat_id": "h1"},
    ),
    (
        lambda c: c.v1.heartbeats.create("h1"),
        "POST /v1/heartbeats",
        "",
        {"heartbeat_id": "h1"},
        {"heartbeat_id": "h2"},
    ),
    (
        lambda c: c.heartbeats.create(),
        "POST /heartbeats",
        "",
        None,
        {"status": "ok"},
    ),
    (
        lambda c: c.data.order.get(ORDER_ID),
        f"GET /data/order/{ORDER_ID}",
        "",
        None,
        open_order(),
    ),
    (lambda c: c.data.orders.list(), "GET /data/orders", "", None, EMPTY),
    (
        lambda c: c.data.orders.list(
            id=ORDER_ID, market=CONDITION, asset_id=TOKEN, next_cursor="MTAw"
        ),
        "GET /data/orders",
        f"id={ORDER_ID}&market={CONDITION}&asset_id={TOKEN}&next_cursor=MTAw",
        None,
        {**EMPTY, "data": [open_order()]},
    ),
    (
        lambda c: c.data.trades.list(
            id="b1f0", maker_address=WALLET, before=NOON, after=NOON
        ),
        "GET /data/trades",
        f"id=b1f0&maker_address={WALLET}&before=1795348800&after=1795348800",
        None,
        {**EMPTY, "data": [trade_row()]},
    ),
    (
        lambda c: c.balance_allowance.get(signature_type=3),
        "GET /balance-allowance",
        "asset_type=COLLATERAL&signature_type=3",
        None,
        {"balance": "1000000", "allowances": {WALLET: "0"}},
    ),
    (
        lambda c: c.balance_allowance.get("CONDITIONAL", token_id=TOKEN),
        "GET /balance-allowance",
        f"asset_type=CONDITIONAL&token_id={TOKEN}",
        None,
        {"balance": "0", "allowance": "0"},
    ),
    (
        lambda c: c.balance_allowance.update("CONDITIONAL-V2", token_id=TOKEN),
        "GET /balance-allowance/update",
        f"asset_type=CONDITIONAL-V2&token_id={TOKEN}",
        None,
        {},
    ),
    (
        lambda c: c.notifications.list(signature_type=0),
        "GET /notifications",
        "signature_type=0",
        None,
        [{"id": 7, "type": 1, "owner": "k", "timestamp": 1760000000, "payload": None}],
    ),
    (
        lambda c: c.notifications.delete(["7", "8"], signature_type=3),
        "DELETE /notifications",
        "ids=7%2C8&signature_type=3",
        None,
        "OK",
    ),
    (
        lambda c: c.order_scoring.get(ORDER_ID),
        "GET /order-scoring",
        f"order_id={ORDER_ID}",
        None,
        {"scoring": True},
    ),
    (
        lambda c: c.orders_scoring.get([ORDER_ID]),
        "POST /orders-scoring",
        "",
        [ORDER_ID],
        {ORDER_ID: False},
    ),
    (
        lambda c: c.rewards.user.list(DAY, signature_type=3),
        "GET /rewards/user",
        "date=2026-11-22&signature_type=3",
        None,
        {
            **EMPTY,
            "data": [
                {
                    "date": "2026-11-22T00:00:00Z",
                    "condition_id": CONDITION,
                    "asset_address": WALLET,
                    "maker_address": WALLET,
                    "earnings": 0.237519,
                    "asset_rate": 1,
                }
            ],
        },
    ),
    (
        lambda c: c.rewards.user.total(DAY, maker_address=WALLET, sponsored=True),
        "GET /rewards/user/total",
        f"date=2026-11-22&maker_address={WALLET}&sponsored=true",
        None,
        [{"date": "2026-11-22", "earnings": 1.5, "native_earnings": 1.5}],
    ),
    (
        lambda c: c.rewards.user.percentages(signature_type=1),
        "GET /rewards/user/percentages",
        "signature_type=1",
        None,
        {CONDITION: 20},
    ),
    (
        lambda c: c.rewards.user.markets(DAY, order_by="price", position="ASC"),
        "GET /rewards/user/markets",
        "date=2026-11-22&order_by=price&position=ASC&page_size=100",
        None,
        {
            **EMPTY,
            "total_count": 1,
            "data": [
                {
                    "condition_id": CONDITION,
                    "maker_address": WALLET,
                    "earning_percentage": 12.5,
                    "earnings": [{"asset_address": WALLET, "earnings": "0.5"}],
                }
            ],
        },
    ),
]


@pytest.mark.parametrize(
    ("call", "line", "query", "body", "answer"),
    CALLS,
    ids=[f"{c[1]}?{c[2]}"[:60] for c in CALLS],
)
async def test_each_verb_asks_its_path_signed_and_nothing_else(
    call: PrivateCall, line: str, query: str, body: Any, answer: Any
) -> None:
    wire = PrivateWire()
    method, path = line.split()
    wire.on(f"clob{path}", httpx.Response(200, json=answer))
    clob = wire.clob()
    await answered(call(clob))
    (sent,) = wire.sent
    assert (sent.method, sent.url.path) == (method, f"/clob{path}")
    assert sent.url.query.decode() == query
    assert (wire.body() if sent.content else None) == body
    assert b" " not in sent.content
    assert wire.signed == [True]
    assert wire.drift.report() == ()


@pytest.mark.parametrize("call", [row[0] for row in CALLS])
async def test_without_credentials_nothing_private_is_sent(call: PrivateCall) -> None:
    wire = PrivateWire()
    engine = AutoEngine("auto", httpx.MockTransport(wire.answer))
    clob = Clob(HTTP("http://venue.test", engine=engine, explain=explain))
    with pytest.raises(AuthenticationFailed, match="credentials"):
        await answered(call(clob))
    assert wire.sent == []


async def test_rewards_that_anybody_may_see_are_not_signed() -> None:
    wire = PrivateWire()
    wire.on("clob/rewards/markets/current", {"data": []})
    await wire.clob().rewards.markets.current().first()
    assert wire.signed == [False]


NO_IDS = ["", "0x", "ab" * 32, "0x" + "ab" * 30, "0x" + "zz" * 32, ORDER_ID + "\n"]
BY_ID: list[Callable[[Clob, str], Awaitable[Any]]] = [
    lambda c, text: c.order.delete(text),
    lambda c, text: c.orders.delete([ORDER_ID, text]),
    lambda c, text: c.order_scoring.get(text),
    lambda c, text: c.orders_scoring.get([text]),
    lambda c, text: c.cancel_market_orders.delete(market=text),
    lambda c, text: c.cancel_market_orders.delete(asset_id=text),
]


@pytest.mark.parametrize("text", NO_IDS)
@pytest.mark.parametrize("call", BY_ID)
async def test_what_is_no_id_is_not_sent(
    call: Callable[[Clob, str], Awaitable[Any]], text: str
) -> None:
    wire = PrivateWire()
    with pytest.raises(InvalidId):
        await call(wire.clob(), text)
    assert wire.sent == []


WRONG: list[PrivateCall] = [
    lambda c: c.orders.create([]),
    lambda c: c.orders.create([signed(n) for n in range(16)]),
    lambda c: c.orders.delete([]),
    lambda c: c.orders.delete([f"0x{n:064x}" for n in range(3001)]),
    lambda c: c.orders.delete(ORDER_ID),
    lambda c: c.cancel_market_orders.delete(),
    lambda c: c.balance_allowance.get("CONDITIONAL"),
    lambda c: c.balance_allowance.get(token_id=TOKEN),
    lambda c: c.balance_allowance.update("CONDITIONAL", token_id="-1"),
    lambda c: c.notifications.delete([]),
    lambda c: c.notifications.delete([""]),
    lambda c: c.notifications.delete("7"),
    lambda c: c.data.trades.list(before=NOON.replace(tzinfo=None)),
]


@pytest.mark.parametrize("call", WRONG)
async def test_arguments_that_the_venue_refuses_are_not_sent(call: PrivateCall) -> None:
    wire = PrivateWire()
    with pytest.raises(InvalidRequest):
        await answered(call(wire.clob()))
    assert wire.sent == []


async def test_three_thousand_orders_can_be_cancelled_at_once() -> None:
    wire = PrivateWire()
    wire.on("clob/orders", {"canceled": []})
    ids = [f"0x{n:064x}" for n in range(3000)]
    await wire.clob().orders.delete(ids)
    assert wire.body() == ids


@pytest.mark.parametrize("body", [b"", b"null", b"{}", b'""', b"[]", b" null\n"])
async def test_an_answer_without_an_order_is_not_found(body: bytes) -> None:
    wire = PrivateWire()
    wire.on(f"clob/data/order/{ORDER_ID}", httpx.Response(200, content=body))
    with pytest.raises(NotFound, match="no order"):
        await wire.clob().data.order.get(ORDER_ID)


async def test_an_id_in_a_path_cannot_change_the_route() -> None:
    wire = PrivateWire()
    with pytest.raises(NotFound):
        await wire.clob().data.order.get("a/../b?c")
    assert wire.paths == ["clob/data/order/a%2F..%2Fb%3Fc"]


@pytest.mark.parametrize("last", ["LTE=", "", None])
async def test_a_listing_ends_with_each_of_the_last_cursors(last: str | None) -> None:
    wire = PrivateWire()
    wire.on(
        "clob/data/orders",
        {"data": [open_order()], "next_cursor": "MTAw"},
        {"data": [open_order(id=OTHER_ID)], "next_cursor": last},
    )
    found = await wire.clob().data.orders.list(market=CONDITION).collect()
    assert [one.id for one in found] == [ORDER_ID, OTHER_ID]
    assert wire.params() == [("market", CONDITION), ("next_cursor", "MTAw")]


async def test_a_cursor_that_comes_round_again_is_refused() -> None:
    wire = PrivateWire()
    wire.on("clob/data/trades", {"data": [], "next_cursor": "MTAw"})
    with pytest.raises(BadResponse, match="same page cursor twice"):
        await wire.clob().data.trades.list().collect()
    assert len(wire.sent) == 2


@pytest.mark.parametrize("body", [b"", b"null", b'"OK"', b"{}"])
async def test_reading_the_chain_again_answers_with_anything(body: bytes) -> None:
    wire = PrivateWire()
    wire.on("clob/balance-allowance/update", httpx.Response(200, content=body))
    await wire.clob().balance_allowance.update()
    assert wire.signed == [True]
