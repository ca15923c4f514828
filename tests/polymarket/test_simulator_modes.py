"""What the simulated venue can be told to do to its traders."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side

BUY, SELL = Side.BUY, Side.SELL
POST_ONLY = "post-only mode: only post-only orders and cancels are allowed"


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def test_while_trading_is_disabled_nothing_is_taken(day: Day) -> None:
    await day.control("modes", trading="disabled")
    status, answer = await day.eoa.place(day.market, BUY, "0.10", "10")
    assert status == 503
    assert answer["error"].startswith("Trading is currently disabled")
    assert (await day.eoa.send("DELETE", "/cancel-all"))[0] == 503
    assert (await day.eoa.send("GET", "/data/orders"))[0] == 200


async def test_while_it_is_cancel_only_orders_can_be_withdrawn(day: Day) -> None:
    placed = await day.eoa.placed(day.market, BUY, "0.10", "10")
    await day.control("modes", trading="cancel_only")
    status, answer = await day.eoa.place(day.market, BUY, "0.10", "10")
    assert status == 503
    assert answer["error"] == (
        "Trading is currently cancel-only. New orders are not accepted, but cancels "
        "are allowed."
    )
    _, answer = await day.eoa.send("DELETE", "/cancel-all")
    assert answer["canceled"] == [placed["orderID"]]


async def test_in_post_only_mode_other_orders_are_told_to_wait(day: Day) -> None:
    await day.control("modes", trading="post_only")
    order = day.eoa.order(day.market, BUY, "0.10", "10")
    body = day.eoa.envelope(order, neg_risk=True)
    response = await day.eoa.sent("POST", "/order", body)
    assert response.status_code == 503
    assert response.json() == {
        "error": POST_ONLY,
        "code": "post_only_mode",
        "retry_after_seconds": 120,
    }
    assert response.headers["retry-after"] == "120"
    row = await day.eoa.placed(day.market, BUY, "0.10", "10", postOnly=True)
    assert row["status"] == "live"


async def test_in_post_only_mode_a_leg_succeeds_without_an_id(day: Day) -> None:
    await day.control("modes", trading="post_only")
    order = day.eoa.order(day.market, BUY, "0.10", "10")
    post = day.eoa.envelope(
        day.eoa.order(day.market, BUY, "0.11", "10"), neg_risk=True, postOnly=True
    )
    body = [day.eoa.envelope(order, neg_risk=True), post]
    status, (refused, taken) = await day.eoa.send("POST", "/orders", body)
    assert status == 200
    assert (refused["success"], refused["orderID"]) == (True, "")
    assert refused["errorMsg"] == POST_ONLY
    assert taken["status"] == "live"


async def test_a_restart_is_followed_by_two_minutes_of_post_only(day: Day) -> None:
    await day.control("modes", restart=90)
    seen: list[int] = []
    for seconds in (0, 89, 1, 119, 1):
        day.pass_time(seconds)
        status, _ = await day.eoa.place(day.market, BUY, "0.10", "10")
        seen.append(status)
    assert seen == [425, 425, 503, 503, 200]


async def test_nothing_is_withdrawn_during_a_restart(day: Day) -> None:
    await day.control("modes", restart=90)
    for method, path in (("DELETE", "/cancel-all"), ("DELETE", "/orders")):
        status, answer = await day.eoa.send(method, path, [])
        assert status == 425
        assert answer["error"]


async def test_another_version_of_orders_is_a_mismatch(day: Day) -> None:
    assert await day.wire.get("/clob/version") == {"version": 2}
    await day.control("modes", version=3)
    assert await day.wire.get("/clob/version") == {"version": 3}
    answer = await day.eoa.place(day.market, BUY, "0.10", "10")
    assert answer == (400, {"error": "order_version_mismatch"})


@pytest.mark.parametrize("who", ["owner", "funder"])
async def test_a_banned_address_does_not_trade(day: Day, who: str) -> None:
    address: str = getattr(day.deposit.wallet, who)
    await day.control("modes", banned=[address])
    answer = await day.deposit.place(day.market, BUY, "0.10", "10")
    assert answer == (400, {"error": f"'{address}' address banned"})


async def test_an_address_in_closed_only_mode_sells(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    address = day.deposit.wallet.funder
    await day.control("modes", closed_only=[address])
    answer = await day.deposit.place(day.market, BUY, "0.10", "10")
    assert answer == (400, {"error": f"'{address}' address in closed only mode"})
    row = await day.deposit.placed(day.market, SELL, "0.62", "10")
    assert row["status"] == "matched"


async def test_a_blocked_country_is_told_and_sells_only(day: Day) -> None:
    where = await day.wire.get("/site/api/geoblock")
    assert where["blocked"] is False
    await day.control("modes", geoblocked=True)
    where = await day.wire.get("/site/api/geoblock")
    assert (where["blocked"], where["country"]) == (True, "US")
    status, answer = await day.eoa.place(day.market, BUY, "0.10", "10")
    assert status == 400
    assert answer["error"].endswith("address in closed only mode")


async def test_the_venue_can_forget_orders_that_have_ended(day: Day) -> None:
    live = (await day.eoa.placed(day.market, BUY, "0.10", "10"))["orderID"]
    done = (await day.eoa.placed(day.market, BUY, "0.63", "10"))["orderID"]
    await day.control("modes", remembers=False)
    assert (await day.eoa.send("GET", f"/data/order/{live}"))[0] == 200
    answer = await day.eoa.send("GET", f"/data/order/{done}")
    assert answer == (404, {"error": "order not found"})


async def test_finality_takes_as_long_as_is_said(day: Day) -> None:
    await day.control("modes", mined_after=30, confirmed_after=60)
    await day.eoa.placed(day.market, BUY, "0.63", "10")
    seen: list[str] = []
    for seconds in (29, 1, 29, 1):
        day.pass_time(seconds)
        seen.append((await day.eoa.read("/data/trades"))["data"][0]["status"])
    assert seen == ["MATCHED", "MINED", "MINED", "CONFIRMED"]


async def test_modes_are_told_and_bad_ones_change_nothing(day: Day) -> None:
    before = await day.wire.get("/_sim/modes")
    for body in (
        {"trading": "sometimes"},
        {"version": 3, "failing": -1},
        {"version": 3, "banned": "0x12"},
        {"version": 3, "geoblocked": 1},
    ):
        status, answer = await day.wire.posted("/_sim/modes", body)
        assert (status, "error" in answer) == (400, True)
    assert await day.wire.get("/_sim/modes") == before
