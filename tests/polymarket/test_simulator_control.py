"""The simulated venue's own routes, and its state as a document."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest

from polymarket_simulated import NOW, Day, open_day, simulated
from predcore import Side
from predcore.sim import synthetic
from predcore_polymarket._simulator import PolymarketSimulator

BUY, SELL = Side.BUY, Side.SELL


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def put(day: Day, state: Any) -> int:
    response = await day.wire.client.put(
        "/_sim/state", content=state if isinstance(state, bytes) else json.dumps(state)
    )
    return response.status_code


async def kept(day: Day) -> Any:
    return (await day.wire.client.get("/_sim/state")).json()


async def test_the_keys_of_the_play_wallets_are_to_be_had(day: Day) -> None:
    wallets = {wallet.name: wallet for wallet in day.simulator.wallets}
    listed = await day.wire.get("/_sim/keys")
    assert listed == {name: wallet.funder for name, wallet in wallets.items()}
    for name, wallet in wallets.items():
        assert await day.wire.get(f"/_sim/keys/{name}") == wallet.private_key
        assert wallet.private_key not in repr(wallet)
        assert wallet.api_secret not in repr(wallet)
    assert (await day.wire.asked("/_sim/keys/nobody"))[0] == 404


async def test_another_wallet_can_be_let_in(day: Day) -> None:
    owner, funder = day.eoa.wallet.owner, "0x" + "ab" * 20
    body = {"name": "second", "type": 2, "owner": owner, "funder": funder}
    made = await day.control("wallets", **body)
    assert made["type"] == 2
    await day.control("wallets/second/deposit", amount="12.5")
    answer = await day.eoa.read(
        "/balance-allowance", asset_type="COLLATERAL", signature_type="2"
    )
    assert answer["balance"] == "12500000"
    assert (await day.wire.posted("/_sim/wallets", body))[0] == 400


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("wallets/nobody/deposit", {"amount": "1"}, 404),
        ("wallets/eoa/steal", {"amount": "1"}, 404),
        ("wallets/eoa/deposit", {}, 400),
        ("wallets/eoa/deposit", {"amount": "much"}, 400),
        ("wallets/eoa/withdraw", {"amount": "1000000"}, 400),
        ("wallets/eoa/allow", {"spender": "0x12", "amount": 1}, 400),
        ("wallets/eoa/split", {"condition": "0x12", "amount": "1"}, 404),
        ("wallets", {"name": "x", "type": 9, "owner": "0x", "funder": "0x"}, 400),
        ("wallets", {"name": "x", "type": 1, "owner": "0x", "funder": "0x"}, 400),
        ("markets/0x12/close", {}, 404),
        ("trades/none/mined", {}, 404),
        ("clock", {"advance": -1}, 400),
        ("clock", {"at": "soon"}, 400),
        ("clock", [], 400),
        ("limits", {}, 400),
    ],
)
async def test_what_makes_no_sense_is_refused(
    day: Day, path: str, body: Any, status: int
) -> None:
    found, answer = await day.wire.posted(f"/_sim/{path}", body)
    assert (found, "error" in answer) == (status, True)


async def test_a_step_a_market_cannot_take_is_refused(day: Day) -> None:
    path = f"/_sim/markets/{day.market.condition}"
    assert (await day.wire.posted(f"{path}/finalize", {}))[0] == 400
    assert (await day.wire.posted(f"{path}/dance", {}))[0] == 404
    assert (await day.wire.posted(f"{path}/tick", {"tick": "0.3"}))[0] == 400
    assert (await day.wire.posted(f"{path}/pause", b"{"))[0] == 400


async def test_a_market_is_extended_and_its_book_cleared(day: Day) -> None:
    path = f"markets/{day.market.condition}"
    answer = await day.control(f"{path}/extend", closes_at="2027-01-01T00:00:00Z")
    assert answer["closes_at"] == "2027-01-01T00:00:00Z"
    await day.control(f"{path}/clear")
    book = await day.wire.get("/clob/book", token_id=day.market.tokens[0])
    assert (book["bids"], book["asks"]) == ([], [])


async def test_only_this_machine_controls_it() -> None:
    simulator = simulated()
    transport = httpx.ASGITransport(simulator.app, client=("10.1.2.3", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://sim") as client:
        for method, path in (
            ("GET", "keys/eoa"),
            ("POST", "clock"),
            ("GET", "state"),
            ("PUT", "state"),
        ):
            response = await client.request(method, f"/_sim/{path}")
            assert response.status_code == 403


async def traded(day: Day) -> dict[str, Any]:
    """Something of everything."""
    await day.control("wallets/eoa/split", condition=day.market.condition, amount="10")
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    await day.deposit.placed(day.market, BUY, "0.10", "10")
    await day.rival.placed(day.market, BUY, "0.30", "20", outcome=1)
    await day.eoa.placed(day.market, SELL, "0.70", "10")
    held = await day.deposit.placed(
        day.game, BUY, str(day.game.sim.asks[0].price), "10"
    )
    await day.control("modes", mined_after=7)
    await day.control("wallets/safe/allow", spender=NEG_RISK, amount=17)
    path = f"markets/{day.single.condition}"
    await day.control("wallets/safe/split", condition=day.single.condition, amount="3")
    await day.control(f"{path}/close")
    await day.control(f"{path}/determine", payout="1")
    await day.control(f"{path}/finalize")
    return held


NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59"


async def seen(day: Day) -> Any:
    """What can be read of it."""
    rows: list[Any] = [await day.wire.get("/_sim/modes")]
    for desk in (*day.desks, day.rival):
        rows += [
            await desk.read("/data/orders"),
            await desk.read("/data/trades"),
            await desk.read("/balance-allowance", asset_type="COLLATERAL"),
            await day.wire.get("/data/v2/positions", user=desk.wallet.funder),
            await day.wire.get("/data/v2/activity", user=desk.wallet.funder),
        ]
    for market in (day.market, day.game):
        rows.append(await day.wire.get("/clob/book", token_id=market.tokens[0]))
    rows.append(await day.wire.get("/gamma/markets", limit=500))
    return rows


async def test_a_state_is_put_back_whole_and_goes_on(day: Day) -> None:
    held = await traded(day)
    state, before = await kept(day), await seen(day)
    async with open_day() as other:
        assert await put(other, state) == 200
        assert await seen(other) == before
        assert await kept(other) == state
        other.pass_time(10)
        order = await other.deposit.read(f"/data/order/{held['orderID']}")
        assert order["status"] == "MATCHED"
        trades = (await other.deposit.read("/data/trades"))["data"]
        assert {row["status"] for row in trades} == {"CONFIRMED"}
        await other.control("wallets/safe/redeem", condition=other.single.condition)
        _, answer = await other.deposit.send("DELETE", "/cancel-all")
        assert len(answer["canceled"]) == 1


async def test_a_state_can_be_put_back_on_the_same_simulator(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    state, before = await kept(day), await seen(day)
    await traded(day)
    assert await put(day, state) == 200
    assert await seen(day) == before


async def test_a_damaged_or_foreign_state_changes_nothing(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.10", "10")
    state, before = await kept(day), await seen(day)
    broken = {name: value for name, value in state.items() if name != "orders"}
    alien = {**state["orders"][0], "condition": "0x12"}
    stranger = {**state["orders"][0], "member": "nobody"}
    damaged: tuple[Any, ...] = (
        b"{",
        [],
        broken,
        {**state, "version": 0},
        {**state, "seed": 99},
        {**state, "orders": [alien]},
        {**state, "orders": [stranger]},
        {**state, "exchange": {}},
    )
    for bad in damaged:
        assert await put(day, bad) == 400
    assert await seen(day) == before


async def test_time_runs_on_by_itself_unless_it_is_told_not_to() -> None:
    simulator = PolymarketSimulator(catalogue=synthetic(0, now=NOW))
    assert simulator.floor.clock.running
    assert simulator.exchange is simulator.floor.exchange
