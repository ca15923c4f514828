"""What a wallet has at the simulated CLOB, earns, and is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side

BUY, SELL = Side.BUY, Side.SELL
STANDARD = "0xE111180000d2663C0091e4f400237545B87B996B"
MOST = str(2**256 - 1)


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def test_a_wallet_starts_with_money_and_allowances(day: Day) -> None:
    for desk in day.desks:
        answer = await desk.read(
            "/balance-allowance",
            asset_type="COLLATERAL",
            signature_type=str(int(desk.wallet.wallet_type)),
        )
        assert answer["balance"] == "10000000000"
        assert set(answer["allowances"].values()) == {MOST}
        assert STANDARD in answer["allowances"]


async def test_open_orders_are_not_taken_off_a_balance(day: Day) -> None:
    await day.eoa.placed(day.market, BUY, "0.10", "1000")
    answer = await day.eoa.read("/balance-allowance", asset_type="COLLATERAL")
    assert answer["balance"] == "10000000000"


async def test_the_wallet_of_another_kind_has_nothing(day: Day) -> None:
    answer = await day.deposit.read(
        "/balance-allowance", asset_type="COLLATERAL", signature_type="1"
    )
    assert answer["balance"] == "0"
    assert set(answer["allowances"].values()) == {"0"}


async def test_shares_have_a_balance_and_an_approval(day: Day) -> None:
    market = day.market
    await day.control(
        "wallets/deposit/split", condition=market.condition, amount="12.5"
    )
    for kind in ("CONDITIONAL", "CONDITIONAL-V2"):
        for token in market.tokens:
            answer = await day.deposit.read(
                "/balance-allowance", asset_type=kind, token_id=token
            )
            assert answer["balance"] == "12500000"
            assert answer["allowances"][STANDARD] == MOST
    await day.control("wallets/deposit/merge", condition=market.condition, amount="2.5")
    answer = await day.deposit.read(
        "/balance-allowance", asset_type="CONDITIONAL", token_id=market.tokens[0]
    )
    assert answer["balance"] == "10000000"


async def test_an_update_of_a_balance_is_taken(day: Day) -> None:
    query = {"asset_type": "COLLATERAL", "signature_type": "3"}
    answer = await day.deposit.send("GET", "/balance-allowance/update", **query)
    assert answer == (200, "")


@pytest.mark.parametrize(
    "query", [{}, {"asset_type": "GOLD"}, {"asset_type": "CONDITIONAL"}]
)
async def test_a_balance_is_of_something(day: Day, query: dict[str, str]) -> None:
    status, _ = await day.deposit.send("GET", "/balance-allowance", **query)
    assert status == 400


async def test_splits_merges_and_trades_are_activity(day: Day) -> None:
    market, wallet = day.market, day.deposit.wallet.funder
    await day.control("wallets/deposit/split", condition=market.condition, amount="10")
    await day.control("wallets/deposit/merge", condition=market.condition, amount="4")
    await day.deposit.placed(market, BUY, "0.63", "10")
    rows = (await day.wire.get("/data/v2/activity", user=wallet))["data"]
    assert [(row["type"], row["side"], row["size"]) for row in rows] == [
        ("TRADE", "BUY", 10),
        ("MERGE", "", 4),
        ("MERGE", "", 4),
        ("SPLIT", "", 10),
        ("SPLIT", "", 10),
    ]


async def test_who_rests_is_notified_of_fills(day: Day) -> None:
    day.floor.clear_book(day.market.condition)
    placed = await day.rival.placed(day.market, BUY, "0.40", "10", outcome=1)
    await day.deposit.placed(day.market, BUY, "0.60", "5")
    [row] = await day.rival.read("/notifications", signature_type="3")
    assert (row["type"], row["owner"]) == (2, day.rival.wallet.api_key)
    payload = row["payload"]
    assert (payload["order_id"], payload["asset_id"]) == (
        placed["orderID"],
        day.market.tokens[1],
    )
    assert (payload["matched_size"], payload["remaining_size"]) == ("5", "5")
    assert await day.deposit.read("/notifications", signature_type="3") == []
    answer = await day.rival.send("DELETE", "/notifications", ids=row["id"])
    assert answer == (200, "OK")
    assert await day.rival.read("/notifications", signature_type="3") == []


async def test_a_wallet_is_notified_of_what_the_venue_cancels(day: Day) -> None:
    await day.eoa.placed(day.market, BUY, "0.10", "10")
    mine = await day.eoa.placed(day.market, BUY, "0.10", "10")
    await day.eoa.send("DELETE", "/order", {"orderID": mine["orderID"]})
    await day.control(f"markets/{day.market.condition}/close")
    [row] = await day.eoa.read("/notifications")
    assert (row["type"], row["payload"]["original_size"]) == (1, "10")


async def test_failures_and_results_are_notified(day: Day) -> None:
    await day.control("modes", failing=1)
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(5)
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    path = f"markets/{day.market.condition}"
    await day.control(f"{path}/close")
    await day.control(f"{path}/determine", payout="1")
    await day.control(f"{path}/finalize")
    failed, resolved = await day.deposit.read("/notifications")
    assert (failed["type"], resolved["type"]) == (8, 4)
    assert resolved["payload"]["condition_id"] == day.market.condition
    assert [token["winner"] for token in resolved["payload"]["tokens"]] == [True, False]


async def test_large_orders_near_the_middle_score_in_rewarded_markets(
    day: Day,
) -> None:
    assert day.market.rewarded
    near = (await day.eoa.placed(day.market, BUY, "0.62", "50"))["orderID"]
    small = (await day.eoa.placed(day.market, BUY, "0.62", "49"))["orderID"]
    far = (await day.eoa.placed(day.market, BUY, "0.50", "50"))["orderID"]
    scored = {near: True, small: False, far: False, "0x12": False}
    status, answer = await day.eoa.send("POST", "/orders-scoring", list(scored))
    assert (status, answer) == (200, scored)
    assert await day.eoa.read("/order-scoring", order_id=near) == {"scoring": True}
    await day.eoa.send("DELETE", "/cancel-all")
    assert await day.eoa.read("/order-scoring", order_id=near) == {"scoring": False}


async def test_nothing_has_been_earned_yet(day: Day) -> None:
    query = {"date": "2026-11-22", "signature_type": "0"}
    assert (await day.eoa.read("/rewards/user", **query))["data"] == []
    assert await day.eoa.read("/rewards/user/total", **query) == []
    assert await day.eoa.read("/rewards/user/percentages", **query) == {}
    assert (await day.eoa.read("/rewards/user/markets", **query))["data"] == []


async def test_the_relayer_knows_the_wallets(day: Day) -> None:
    for desk in day.desks:
        answer = await day.wire.get("/relayer/deployed", address=desk.wallet.funder)
        assert answer == {"deployed": True}
    answer = await day.wire.get("/relayer/deployed", address="0x" + "ab" * 20)
    assert answer == {"deployed": False}
    assert (await day.wire.asked("/relayer/deployed"))[0] == 400
