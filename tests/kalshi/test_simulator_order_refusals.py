"""Orders that the simulator refuses, with the venue's status, code and details."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kalshi.signed_wire import BITCOIN, HOLD, MARKET, Trader, fresh, order

ORDERS = "/portfolio/events/orders"
NESTED = [
    ({"price": "0.5550"}, 400, "invalid_price"),
    ({"price": "0.0000"}, 400, "invalid_price"),
    ({"price": "1.0000"}, 400, "invalid_price"),
    ({"price": "-0.1000"}, 400, "invalid_price"),
    ({"price": "0.03001"}, 400, "invalid_price"),
    ({"price": "NaN"}, 400, "invalid_price"),
    ({"price": "cheap"}, 400, "invalid_price"),
    ({"price": "1e400"}, 400, "invalid_price"),
    ({"count": "0"}, 400, "invalid_order_size"),
    ({"count": "-1.00"}, 400, "invalid_order_size"),
    ({"count": "1.001"}, 400, "invalid_order_size"),
    ({"count": "Infinity"}, 400, "invalid_order_size"),
    ({"count": "900000.00"}, 400, "insufficient_balance"),
    ({"price": "0.5500", "post_only": True}, 400, "invalid_order"),
    ({"reduce_only": True}, 400, "invalid_order"),
    ({"expiration_time": 1}, 400, "invalid_order"),
    (
        {"expiration_time": 1900000000, "time_in_force": "fill_or_kill"},
        400,
        "invalid_order",
    ),
    ({"expiration_time": 10**17}, 400, "invalid_parameters"),
    ({"side": "yes"}, 400, "invalid_parameters"),
    ({"time_in_force": "gtt"}, 400, "invalid_parameters"),
    ({"self_trade_prevention_type": None}, 400, "invalid_parameters"),
    ({"ticker": None}, 400, "invalid_parameters"),
    ({"subaccount": 64}, 400, "invalid_parameters"),
    ({"client_order_id": "x" * 65}, 400, "invalid_parameters"),
    ({"ticker": "KXNOPE"}, 404, "market_not_found"),
    ({"exchange_index": 2}, 404, "market_not_found"),
    ({"ticker": BITCOIN, "exchange_index": 0}, 404, "market_not_found"),
    ({"order_group_id": "nobody's"}, 404, "order_group_not_found"),
    ({"ticker": "KXASSISTANT-26DEC31T-FREE"}, 409, "market_inactive"),
    ({"ticker": "KXBRIDGE-26NOV20-YES"}, 409, "market_inactive"),
    ({"ticker": "KXCRANE-27APR-ORBIT"}, 409, "market_inactive"),
    (
        {"price": "0.5500", "count": "100000", "time_in_force": "fill_or_kill"},
        400,
        "insufficient_balance",
    ),
    (
        {"price": "0.5500", "count": "5000", "time_in_force": "fill_or_kill"},
        409,
        "fill_or_kill_insufficient_resting_volume",
    ),
]


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


@pytest.mark.parametrize(("changes", "status", "code"), NESTED)
async def test_a_refused_order_says_why_and_leaves_nothing_behind(
    trader: Trader, changes: dict[str, Any], status: int, code: str
) -> None:
    before = await trader.get("/portfolio/balance")
    answer = await trader.place(status=status, **changes)
    assert answer["error"]["code"] == code
    assert answer["error"]["message"] == code.replace("_", " ")
    assert await trader.get("/portfolio/balance") == before
    assert (await trader.get("/portfolio/orders?status=resting"))["orders"] == []


async def test_a_post_only_order_that_would_trade_says_so_in_its_details(
    trader: Trader,
) -> None:
    answer = await trader.place(price="0.5500", post_only=True, status=400)
    assert answer["error"]["details"] == "post only cross"


async def test_a_client_order_id_is_never_taken_twice(trader: Trader) -> None:
    first = await trader.place(client_order_id="mine")
    await trader.ask("DELETE", f"{ORDERS}/{first['order_id']}")
    assert await trader.place(client_order_id="mine", status=409) == {
        "error": {
            "code": "order_already_exists",
            "message": "order already exists",
        }
    }


async def test_a_killed_order_burns_its_client_order_id(trader: Trader) -> None:
    kill = {"price": "0.5500", "count": "5000", "time_in_force": "fill_or_kill"}
    await trader.place(client_order_id="killed", status=409, **kill)
    answer = await trader.place(client_order_id="killed", status=409)
    assert answer["error"]["code"] == "order_already_exists"


async def test_two_accounts_may_use_the_same_client_order_id(trader: Trader) -> None:
    await trader.place(client_order_id="ours")
    rival = Trader.of(trader.simulator, "rival")
    assert (await rival.place(client_order_id="ours"))["remaining_count"] == "10.00"


@pytest.mark.parametrize("field", ["count", "price"])
async def test_a_number_where_text_belongs_is_a_flat_400(
    trader: Trader, field: str
) -> None:
    assert await trader.place(status=400, **{field: 1}) == {
        "code": "bad_request",
        "message": "bad request",
        "details": "json: cannot unmarshal number into Go struct field "
        f"CreateOrderV2Request.{field} of type string",
    }


@pytest.mark.parametrize(
    "text", [b"{", b"[]", b'"text"', b"{]", b"\xff\xfe", b"[" * 100_000]
)
async def test_a_body_that_is_no_object_is_a_flat_400(
    trader: Trader, text: bytes
) -> None:
    path = f"/trade-api/v2{ORDERS}"
    headers = trader.headers("POST", path) | {"Content-Type": "application/json"}
    reply = await trader.plain("POST", path, content=text, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_request")


async def test_a_body_of_another_content_type_is_a_flat_400(trader: Trader) -> None:
    path = f"/trade-api/v2{ORDERS}"
    text = json.dumps(order()).encode()
    headers = trader.headers("POST", path)
    reply = await trader.plain("POST", path, content=text, headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_content_type")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/portfolio/orders"),
        ("POST", "/portfolio/orders/batched"),
        ("DELETE", "/portfolio/orders/batched"),
        ("DELETE", "/portfolio/orders/1"),
        ("POST", "/portfolio/orders/1/amend"),
        ("POST", "/portfolio/orders/1/decrease"),
    ],
)
async def test_the_old_paths_of_orders_are_gone(
    trader: Trader, method: str, path: str
) -> None:
    answer = await trader.ask(method, path, {}, status=410)
    assert answer["error"]["code"] == "deprecated_v1_order_endpoint"


async def test_orders_are_refused_while_trading_is_paused(trader: Trader) -> None:
    placed = await trader.place()
    await trader.control("/trading/pause")
    assert (await trader.place(status=409))["error"]["code"] == "trading_is_paused"
    assert (await trader.get("/exchange/status"))["trading_active"] is False
    await trader.ask("DELETE", f"{ORDERS}/{placed['order_id']}")
    await trader.control("/trading/resume")
    assert await trader.place()


async def test_money_on_another_shard_buys_nothing(trader: Trader) -> None:
    body = {
        "source": "event_contract",
        "destination": "event_contract",
        "amount": 25_000_000,
        "source_exchange_shard": 2,
    }
    await trader.ask("POST", "/portfolio/intra_exchange_instance_transfer", body)
    answer = await trader.place(ticker=BITCOIN, status=400)
    assert answer["error"]["code"] == "insufficient_balance"
    assert await trader.place(ticker=MARKET)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/fcm/orders", 403),
        ("POST", "/fcm/subtraders", 403),
        ("GET", "/portfolio/summary/total_resting_order_value", 403),
        ("POST", "/communications/rfqs", 403),
        ("GET", "/communications/rfqs/1", 404),
        ("PUT", "/communications/rfqs/1/quotes/2/accept", 404),
        ("DELETE", "/communications/rfq_batches/1", 404),
        ("GET", "/communications/nothing", 404),
        ("GET", "/portfolio/nothing", 404),
        ("GET", f"/portfolio/orders/{HOLD}", 404),
    ],
)
async def test_what_is_not_simulated_answers_as_for_an_ordinary_account(
    trader: Trader, method: str, path: str, status: int
) -> None:
    body: Any = {} if method in {"POST", "PUT"} else None
    await trader.ask(method, path, body, status=status)
