"""The simulator's token buckets, which are off unless asked for."""

from __future__ import annotations

from typing import Any

import pytest

from kalshi.signed_wire import MARKET, Trader, fresh, order
from kalshi.simulator_wire import NOW
from predcore.sim.exchange import SimClock
from predcore_kalshi._simulator.budgets import TIERS, Budgets
from predcore_kalshi._simulator.refusals import Refusal

ORDERS = "/portfolio/events/orders"
TOO_MANY = {"error": "too many requests"}


@pytest.fixture
def trader() -> Trader:
    simulator = fresh(metered=True)
    simulator.floor.ledgers["trader"].tier = "basic"
    return Trader.of(simulator)


async def place(trader: Trader, **changes: Any) -> int:
    return (await trader.send("POST", ORDERS, order(**changes))).status_code


async def test_writes_run_out_fill_up_again_and_are_not_reads(trader: Trader) -> None:
    assert [await place(trader) for _ in range(11)] == [201] * 10 + [429]
    assert (await trader.get("/portfolio/orders"))["orders"]
    await trader.control("/clock", {"advance": 1})
    assert [await place(trader) for _ in range(11)] == [201] * 10 + [429]


async def test_a_refused_request_has_a_body_and_no_headers(trader: Trader) -> None:
    batch = {"orders": [order()] * 11}
    reply = await trader.send("POST", f"{ORDERS}/batched", batch)
    assert (reply.status_code, reply.json()) == (429, TOO_MANY)
    names = {name.lower() for name in reply.headers}
    assert not {n for n in names if n == "retry-after" or "ratelimit" in n}
    assert (await trader.get("/portfolio/orders"))["orders"] == []


async def test_a_cancel_costs_a_fifth_of_an_order(trader: Trader) -> None:
    wanted = [{"order_id": str(number)} for number in range(50)]
    await trader.ask("DELETE", f"{ORDERS}/batched", {"orders": wanted})
    wanted = [{"order_id": str(number)} for number in range(51)]
    reply = await trader.send("DELETE", f"{ORDERS}/batched", {"orders": wanted})
    assert reply.status_code == 429


async def test_a_pinned_order_draws_on_its_shard_alone(trader: Trader) -> None:
    said = [await place(trader, exchange_index=0) for _ in range(11)]
    assert said == [201] * 10 + [429]
    other = {"ticker": "KXBTCY-26DEC31-T120000", "exchange_index": 2}
    assert await place(trader, **other) == 201


async def test_the_balance_has_a_bucket_of_its_own(trader: Trader) -> None:
    await trader.get("/portfolio/balance")
    assert await trader.get("/portfolio/balance", status=429) == TOO_MANY
    assert await trader.get("/portfolio/fills")


async def test_nobody_in_particular_is_never_refused(trader: Trader) -> None:
    path = f"/trade-api/v2/markets/{MARKET}"
    said = [(await trader.plain("GET", path)).status_code for _ in range(70)]
    assert said == [200] * 70


async def test_budgets_are_switched_while_it_runs(trader: Trader) -> None:
    assert await trader.control("/limits", {"enforced": False}) == {"enforced": False}
    assert {await place(trader) for _ in range(14)} == {201}


def test_a_bucket_that_is_short_takes_nothing_from_the_others() -> None:
    budgets, tier = Budgets(SimClock(NOW), enforced=True), TIERS["basic"]
    budgets.spend("a", tier, "write", 60, (1,))
    with pytest.raises(Refusal):
        budgets.spend("a", tier, "write", 60, (0, 1))
    budgets.spend("a", tier, "write", 100, (0,))
