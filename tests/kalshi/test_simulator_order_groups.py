"""Order groups at the simulator."""

from __future__ import annotations

from typing import Any

import pytest

from kalshi.signed_wire import BITCOIN, Trader, fresh

GROUPS = "/portfolio/order_groups"


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def make(trader: Trader, **body: Any) -> str:
    body = {"contracts_limit": 10, **body}
    made = await trader.ask("POST", f"{GROUPS}/create", body, status=201)
    return str(made["order_group_id"])


async def test_a_group_knows_its_orders(trader: Trader) -> None:
    group = await make(trader)
    placed = await trader.place(order_group_id=group)
    body = await trader.get(f"{GROUPS}/{group}")
    assert body["orders"] == [placed["order_id"]]
    assert body["contracts_limit_fp"] == "10.00"
    assert (await trader.get(GROUPS))["order_groups"][0]["id"] == group


async def test_more_than_the_limit_in_the_window_stops_the_group(
    trader: Trader,
) -> None:
    group = await make(trader)
    await trader.place(order_group_id=group)
    await trader.place(price="0.5500", count="11", order_group_id=group)
    assert (await trader.get(f"{GROUPS}/{group}"))["orders"] == []
    answer = await trader.place(order_group_id=group, status=409)
    assert answer["error"]["code"] == "exceeded_order_group_risk_limit"
    await trader.ask("PUT", f"{GROUPS}/{group}/reset", {})
    assert await trader.place(order_group_id=group)


async def test_trades_are_forgotten_after_the_window(trader: Trader) -> None:
    group = await make(trader)
    await trader.place(price="0.5500", count="9", order_group_id=group)
    await trader.control("/clock", {"advance": 16})
    await trader.place(price="0.5500", count="9", order_group_id=group)
    assert await trader.place(order_group_id=group)


@pytest.mark.parametrize("how", ["trigger", "delete", "limit"])
async def test_a_group_cancels_its_orders(trader: Trader, how: str) -> None:
    group = await make(trader)
    if how == "limit":
        await trader.place(price="0.5500", count="9", order_group_id=group)
    await trader.place(order_group_id=group)
    match how:
        case "trigger":
            await trader.ask("PUT", f"{GROUPS}/{group}/trigger", {})
        case "delete":
            await trader.ask("DELETE", f"{GROUPS}/{group}")
        case _:
            limit = {"contracts_limit": 5}
            await trader.ask("PUT", f"{GROUPS}/{group}/limit", limit)
    assert (await trader.get("/portfolio/orders?status=resting"))["orders"] == []


async def test_a_group_lives_on_one_shard(trader: Trader) -> None:
    group = await make(trader)
    answer = await trader.place(ticker=BITCOIN, order_group_id=group, status=404)
    assert answer["error"]["code"] == "order_group_not_found"
    there = await make(trader, exchange_index=2)
    assert await trader.place(ticker=BITCOIN, order_group_id=there)
    await trader.ask("PUT", f"{GROUPS}/{there}/trigger", {}, status=404)
    await trader.ask("PUT", f"{GROUPS}/{there}/trigger?exchange_index=2", {})


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"contracts_limit": 0},
        {"contracts_limit": 1_000_001},
        {"contracts_limit": 5, "contracts_limit_fp": "6.00"},
        {"contracts_limit": "5"},
        {"contracts_limit_fp": "0.50"},
    ],
)
async def test_a_limit_that_cannot_be_is_refused(
    trader: Trader, body: dict[str, Any]
) -> None:
    await trader.ask("POST", f"{GROUPS}/create", body, status=400)


async def test_nobody_finds_the_group_of_another(trader: Trader) -> None:
    group = await make(trader)
    rival = Trader.of(trader.simulator, "rival")
    await rival.get(f"{GROUPS}/{group}", status=404)
    await rival.ask("DELETE", f"{GROUPS}/{group}", status=404)
