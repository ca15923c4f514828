"""Orders withdrawn at the simulated CLOB, by hand and by a missing heartbeat."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from polymarket_simulated import Day, Desk, open_day
from predcore import Side

BUY, SELL = Side.BUY, Side.SELL
UNKNOWN = "Order not found or already canceled"


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def rested(desk: Desk, market: Any, outcome: int = 0) -> str:
    """The id of an order that rests."""
    order_id: str = (await desk.placed(market, BUY, "0.01", "200", outcome=outcome))[
        "orderID"
    ]
    return order_id


async def status_of(desk: Desk, order_id: str) -> str:
    status: str = (await desk.read(f"/data/order/{order_id}"))["status"]
    return status


async def test_one_order_is_withdrawn(day: Day) -> None:
    order_id = await rested(day.eoa, day.market)
    answer = await day.eoa.send("DELETE", "/order", {"orderID": order_id})
    assert answer == (200, {"canceled": [order_id], "not_canceled": {}})
    assert await status_of(day.eoa, order_id) == "CANCELED"
    book = await day.wire.get("/clob/book", token_id=day.market.tokens[0])
    assert "0.01" not in {level["price"] for level in book["bids"]}


async def test_it_says_why_an_order_was_not_withdrawn(day: Day) -> None:
    canceled = await rested(day.eoa, day.market)
    await day.eoa.send("DELETE", "/order", {"orderID": canceled})
    matched = (await day.eoa.placed(day.market, BUY, "0.63", "10"))["orderID"]
    foreign = await rested(day.rival, day.market)
    live = await rested(day.eoa, day.market)
    wanted = [canceled, matched, foreign, live, live, "0x12"]
    _, answer = await day.eoa.send("DELETE", "/orders", wanted)
    assert answer == {
        "canceled": [live],
        "not_canceled": {
            canceled: "already canceled or matched",
            matched: "already canceled or matched",
            foreign: UNKNOWN,
            "0x12": UNKNOWN,
        },
    }
    assert await status_of(day.rival, foreign) == "LIVE"


async def test_only_the_unfilled_part_is_withdrawn(day: Day) -> None:
    best = day.market.sim.asks[0].size
    size = str(best + 10)
    order_id = (await day.eoa.placed(day.market, BUY, "0.63", size))["orderID"]
    await day.eoa.send("DELETE", "/order", {"orderID": order_id})
    row = await day.eoa.read(f"/data/order/{order_id}")
    assert row["status"] == "CANCELED"
    assert row["size_matched"] == str(best)


async def test_all_orders_of_an_api_key_are_withdrawn(day: Day) -> None:
    mine = [await rested(day.eoa, market) for market in (day.market, day.game)]
    foreign = await rested(day.rival, day.market)
    _, answer = await day.eoa.send("DELETE", "/cancel-all")
    assert answer == {"canceled": mine, "not_canceled": {}}
    assert await status_of(day.rival, foreign) == "LIVE"
    _, answer = await day.eoa.send("DELETE", "/cancel-all")
    assert answer == {"canceled": [], "not_canceled": {}}


async def test_orders_of_a_market_or_of_a_token_are_withdrawn(day: Day) -> None:
    first = await rested(day.eoa, day.market)
    second = await rested(day.eoa, day.market, outcome=1)
    other = await rested(day.eoa, day.game)
    body = {"market": day.market.condition, "asset_id": day.market.tokens[1]}
    path = "/cancel-market-orders"
    _, answer = await day.eoa.send("DELETE", path, body)
    assert answer["canceled"] == [second]
    _, answer = await day.eoa.send("DELETE", path, {"market": day.market.condition})
    assert answer["canceled"] == [first]
    _, answer = await day.eoa.send("DELETE", path, {"asset_id": day.game.tokens[0]})
    assert answer["canceled"] == [other]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/order", {}),
        ("/order", []),
        ("/orders", {"orderID": "0x"}),
        ("/orders", [1]),
        ("/orders", ["0x"] * 3001),
        ("/cancel-market-orders", {}),
        ("/cancel-market-orders", {"market": 1}),
    ],
)
async def test_a_cancel_says_what_it_is_about(
    day: Day, path: str, body: object
) -> None:
    status, _ = await day.eoa.send("DELETE", path, body)
    assert status == 400


async def test_heartbeats_go_from_one_id_to_the_next(day: Day) -> None:
    beat = day.eoa.send
    _, first = await beat("POST", "/v1/heartbeats", {"heartbeat_id": ""})
    _, second = await beat("POST", "/v1/heartbeats", first)
    assert len({first["heartbeat_id"], second["heartbeat_id"]}) == 2
    status, answer = await beat("POST", "/v1/heartbeats", first)
    assert status == 400
    assert answer == {"error_msg": "Invalid Heartbeat ID", **second}
    status, _ = await beat("POST", "/v1/heartbeats", answer | {})
    assert status == 200


async def test_who_stops_beating_loses_every_order(day: Day) -> None:
    order_id = await rested(day.eoa, day.market)
    foreign = await rested(day.rival, day.market)
    _, beat = await day.eoa.send("POST", "/v1/heartbeats", {"heartbeat_id": ""})
    day.pass_time(8)
    await day.eoa.send("POST", "/v1/heartbeats", beat)
    day.pass_time(9)
    assert await status_of(day.eoa, order_id) == "LIVE"
    day.pass_time(6)
    assert await status_of(day.eoa, order_id) == "CANCELED"
    assert await status_of(day.rival, foreign) == "LIVE"


async def test_nobody_has_to_beat(day: Day) -> None:
    order_id = await rested(day.eoa, day.market)
    assert await day.eoa.send("POST", "/heartbeats", {}) == (200, {"status": "ok"})
    day.pass_time(60)
    assert await status_of(day.eoa, order_id) == "LIVE"
