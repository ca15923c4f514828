"""Rate limits of the simulated venue, where they are enforced."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side

BUY = Side.BUY


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day(metered=True) as day:
        yield day


async def test_a_window_slides(day: Day) -> None:
    for _ in range(100):
        await day.wire.get("/clob/ok")
    response = await day.wire.client.get("/clob/ok")
    assert response.status_code == 429
    assert response.headers["retry-after"] == "10"
    day.pass_time(10)
    await day.wire.get("/clob/ok")


async def test_windows_are_of_one_path_each(day: Day) -> None:
    for _ in range(101):
        await day.wire.asked("/clob/ok")
    await day.wire.get("/clob/time")


async def test_nothing_is_counted_unless_it_is_enforced() -> None:
    async with open_day() as day:
        for _ in range(101):
            await day.wire.get("/clob/ok")


async def sent(day: Day, count: int) -> Any:
    bodies = [
        day.eoa.envelope(day.eoa.order(day.market, BUY, "0.10", "10"), neg_risk=True)
        for _ in range(count)
    ]
    return await day.eoa.sent("POST", "/orders", bodies)


async def test_a_signer_has_a_bucket_of_orders_that_fills_up(day: Day) -> None:
    remaining: list[str] = []
    for _ in range(4):
        response = await sent(day, 15)
        assert response.status_code == 200
        assert response.headers["poly-ratelimit-tier"] == "standard"
        remaining.append(response.headers["poly-ratelimit-remaining"])
    assert remaining == ["45", "30", "15", "0"]
    response = await sent(day, 1)
    assert response.status_code == 429
    assert response.headers["retry-after"] == "1"
    assert response.headers["poly-ratelimit-remaining"] == "0"
    day.pass_time(1)
    assert (await sent(day, 15)).headers["poly-ratelimit-remaining"] == "25"


async def test_a_batch_that_costs_too_much_is_refused_whole(day: Day) -> None:
    for _ in range(3):
        await sent(day, 15)
    await sent(day, 10)
    response = await sent(day, 15)
    assert response.status_code == 429
    assert response.headers["poly-ratelimit-remaining"] == "5"


async def test_cancels_have_a_bucket_of_their_own(day: Day) -> None:
    for _ in range(4):
        await sent(day, 15)
    response = await day.eoa.sent("DELETE", "/orders", ["0x12"] * 20)
    assert response.status_code == 200
    assert response.headers["poly-ratelimit-remaining"] == "100"


async def test_who_trades_more_may_ask_more(day: Day) -> None:
    await day.control("wallets/eoa/volume", amount=500_000)
    response = await sent(day, 15)
    assert response.headers["poly-ratelimit-tier"] == "gold"
    assert response.headers["poly-ratelimit-remaining"] == "585"


async def test_limits_can_be_switched(day: Day) -> None:
    await day.control("limits", enforced=False)
    response = await sent(day, 1)
    assert "poly-ratelimit-tier" not in response.headers
    await day.control("limits", enforced=True)
    response = await sent(day, 1)
    assert response.headers["poly-ratelimit-remaining"] == "59"
