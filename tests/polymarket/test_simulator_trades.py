"""Trades at the simulated CLOB: whose they are, and how far they have come."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_simulated import Day, open_day
from predcore import Level, Side
from predcore_polymarket._simulator.trading.terms import bought_with

BUY, SELL = Side.BUY, Side.SELL
D = Decimal


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def trades(desk: Any, **query: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await desk.read("/data/trades", **query))["data"]
    return rows


async def holding(day: Day, desk: Any, outcome: int = 0) -> int:
    answer = await desk.read(
        "/balance-allowance",
        asset_type="CONDITIONAL",
        token_id=day.market.tokens[outcome],
    )
    return int(answer["balance"])


async def test_the_taker_sees_a_trade_in_its_own_terms(day: Day) -> None:
    placed = await day.deposit.placed(day.market, BUY, "0.39", "10", outcome=1)
    [row] = await trades(day.deposit)
    assert placed["tradeIDs"] == [row["id"]]
    assert row["taker_order_id"] == placed["orderID"]
    assert (row["trader_side"], row["side"], row["outcome"]) == ("TAKER", "BUY", "No")
    assert (row["asset_id"], row["market"]) == (
        day.market.tokens[1],
        day.market.condition,
    )
    assert (row["price"], row["size"], row["fee_rate_bps"]) == ("0.38", "10", "0")
    assert row["owner"] == day.deposit.wallet.api_key
    assert row["maker_address"] == day.deposit.wallet.funder
    assert row["match_time"] == str(int(day.floor.now.timestamp()))


async def test_two_buyers_have_a_pair_minted(day: Day) -> None:
    day.floor.clear_book(day.market.condition)
    maker = await day.rival.placed(day.market, BUY, "0.37", "20", outcome=1)
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    [row] = await trades(day.rival)
    assert row["trader_side"] == "MAKER"
    assert (row["side"], row["outcome"], row["price"]) == ("BUY", "Yes", "0.63")
    assert row["maker_orders"] == [
        {
            "order_id": maker["orderID"],
            "owner": day.rival.wallet.api_key,
            "maker_address": day.rival.wallet.funder,
            "matched_amount": "10",
            "price": "0.37",
            "fee_rate_bps": "",
            "asset_id": day.market.tokens[1],
            "outcome": "No",
            "side": "BUY",
        }
    ]
    assert await holding(day, day.deposit) == 10**7
    assert await holding(day, day.rival, outcome=1) == 10**7


async def test_two_sellers_have_a_pair_merged(day: Day) -> None:
    for name in ("deposit", "rival"):
        await day.control(
            f"wallets/{name}/split", condition=day.market.condition, amount="50"
        )
    day.floor.clear_book(day.market.condition)
    await day.rival.placed(day.market, SELL, "0.40", "10", outcome=1)
    placed = await day.deposit.placed(day.market, SELL, "0.55", "10")
    assert (placed["makingAmount"], placed["takingAmount"]) == ("10", "6")
    [row] = await trades(day.rival)
    [maker] = row["maker_orders"]
    assert (row["side"], row["price"]) == ("SELL", "0.6")
    assert (maker["side"], maker["price"], maker["outcome"]) == ("SELL", "0.4", "No")
    assert await holding(day, day.deposit) == 40 * 10**6
    assert await holding(day, day.rival, outcome=1) == 40 * 10**6


async def test_a_buyer_and_a_seller_pass_shares_on(day: Day) -> None:
    await day.control(
        "wallets/rival/split", condition=day.market.condition, amount="50"
    )
    day.floor.clear_book(day.market.condition)
    await day.rival.placed(day.market, SELL, "0.60", "10")
    await day.deposit.placed(day.market, BUY, "0.60", "10")
    [row] = await trades(day.deposit)
    [maker] = row["maker_orders"]
    assert (maker["side"], maker["outcome"], maker["price"]) == ("SELL", "Yes", "0.6")
    assert await holding(day, day.rival) == 40 * 10**6


async def test_makers_at_one_price_are_in_one_trade(day: Day) -> None:
    day.floor.clear_book(day.market.condition)
    for desk, size in ((day.rival, "10"), (day.safe, "20")):
        await desk.placed(day.market, BUY, "0.40", size, outcome=1)
    await day.rival.placed(day.market, BUY, "0.39", "10", outcome=1)
    placed = await day.deposit.placed(day.market, BUY, "0.61", "40")
    assert (placed["makingAmount"], placed["takingAmount"]) == ("24.1", "40")
    rows = await trades(day.deposit)
    assert [(row["price"], row["size"], row["bucket_index"]) for row in rows] == [
        ("0.61", "10", 1),
        ("0.6", "30", 0),
    ]
    assert placed["tradeIDs"] == [rows[1]["id"], rows[0]["id"]]
    matched = [maker["matched_amount"] for maker in rows[1]["maker_orders"]]
    assert matched == ["10", "20"]
    [safe] = await trades(day.safe)
    assert safe["id"] == rows[1]["id"]


async def test_trades_are_found_by_what_they_are(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    first = int(day.floor.now.timestamp())
    day.pass_time(100)
    await day.deposit.placed(day.single, BUY, str(day.single.sim.asks[0].price), "10")
    newest, oldest = await trades(day.deposit)
    for query, found in (
        ({"id": newest["id"]}, [newest]),
        ({"market": day.market.condition}, [oldest]),
        ({"asset_id": day.single.tokens[0]}, [newest]),
        ({"asset_id": day.single.tokens[1]}, []),
        ({"after": str(first)}, [newest]),
        ({"before": str(first + 1)}, [oldest]),
        ({"maker_address": day.deposit.wallet.funder}, [newest, oldest]),
        ({"maker_address": day.rival.wallet.funder}, []),
    ):
        rows = await trades(day.deposit, **query)
        assert [row["id"] for row in rows] == [row["id"] for row in found], query


async def test_long_lists_have_pages(day: Day) -> None:
    for _ in range(25):
        await day.deposit.placed(day.market, BUY, "0.63", "2")
        await day.deposit.placed(day.market, BUY, "0.01", "100")
    for path in ("/data/trades", "/data/orders"):
        first = await day.deposit.read(path)
        rest = await day.deposit.read(path, next_cursor=first["next_cursor"])
        assert (first["count"], rest["count"], rest["next_cursor"]) == (20, 5, "LTE=")
        assert len({row["id"] for row in first["data"] + rest["data"]}) == 25


async def test_a_trade_is_mined_and_confirmed_by_the_clock(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    seen: list[tuple[str, bool]] = []
    for seconds in (1, 1, 1, 2):
        [row] = await trades(day.deposit)
        seen.append((row["status"], bool(row["transaction_hash"])))
        day.pass_time(seconds)
    [row] = await trades(day.deposit)
    seen.append((row["status"], bool(row["transaction_hash"])))
    assert seen == [
        ("MATCHED", False),
        ("MATCHED", False),
        ("MINED", True),
        ("MINED", True),
        ("CONFIRMED", True),
    ]
    assert int(row["last_update"]) - int(row["match_time"]) == 5


async def test_a_trade_that_fails_gives_everything_back(day: Day) -> None:
    await day.control("modes", failing=1)
    row = await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(2)
    [trade] = await trades(day.deposit)
    assert trade["status"] == "RETRYING"
    day.pass_time(2)
    [trade] = await trades(day.deposit)
    assert trade["status"] == "FAILED"
    assert trade["err_msg"]
    balance = await day.deposit.read("/balance-allowance", asset_type="COLLATERAL")
    assert balance["balance"] == "10000000000"
    assert await holding(day, day.deposit) == 0
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert order["associate_trades"] == [trade["id"]]
    wallet = day.deposit.wallet.funder
    assert (await day.wire.get("/data/v2/positions", user=wallet))["data"] == []
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(10)
    newest, _ = await trades(day.deposit)
    assert newest["status"] == "CONFIRMED"


@pytest.mark.parametrize("status", ["MINED", "CONFIRMED", "RETRYING", "FAILED"])
async def test_a_trade_can_be_moved_by_hand(day: Day, status: str) -> None:
    row = await day.deposit.placed(day.market, BUY, "0.63", "10")
    await day.control(f"trades/{row['tradeIDs'][0]}/{status.lower()}")
    [trade] = await trades(day.deposit)
    assert trade["status"] == status


async def test_a_final_trade_stays_what_it_is(day: Day) -> None:
    row = await day.deposit.placed(day.market, BUY, "0.63", "10")
    path = f"trades/{row['tradeIDs'][0]}"
    await day.control(f"{path}/failed")
    answer = await day.control(f"{path}/confirmed")
    assert answer["status"] == "FAILED"
    day.pass_time(60)
    [trade] = await trades(day.deposit)
    assert trade["status"] == "FAILED"


async def test_a_trade_of_a_market_that_is_paid_out_cannot_fail(day: Day) -> None:
    await day.control("modes", failing=1)
    row = await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(2)
    path = f"markets/{day.market.condition}"
    await day.control(f"{path}/close")
    await day.control(f"{path}/determine", payout="1")
    await day.control(f"{path}/finalize")
    trade = row["tradeIDs"][0]
    assert (await day.wire.posted(f"/_sim/trades/{trade}/failed", {}))[0] == 400
    day.pass_time(2)
    [shown] = await trades(day.deposit)
    assert shown["status"] == "CONFIRMED"


async def test_a_market_order_does_not_meet_its_own_wallet(day: Day) -> None:
    day.floor.clear_book(day.market.condition)
    resting = await day.deposit.placed(day.market, BUY, "0.40", "10", outcome=1)
    status, answer = await day.deposit.place(
        day.market, BUY, "0.60", "10", "FAK", amounts=(6 * 10**6, 10**7)
    )
    assert (status, answer["error"][:25]) == (400, "no orders found to match ")
    order = await day.deposit.read(f"/data/order/{resting['orderID']}")
    assert order["status"] == "CANCELED"
    assert await trades(day.deposit) == []


async def test_trades_with_a_builders_code_are_public(day: Day) -> None:
    code = "0x" + "0b" * 32
    order = day.deposit.order(day.market, BUY, "0.63", "10", builder=code)
    await day.deposit.send("POST", "/order", day.deposit.envelope(order, neg_risk=True))
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    page = await day.wire.get("/clob/builder/trades", builder_code=code)
    [row] = page["data"]
    assert (row["builder"], row["tradeType"]) == (code, "TAKER")
    assert (row["size"], row["sizeUsdc"]) == ("10", "6.3")
    assert D(row["fee"]) > 0
    nobody = await day.wire.get("/clob/builder/trades", builder_code="0x" + "0c" * 32)
    assert nobody["data"] == []


async def test_the_exchange_never_loses_money(day: Day) -> None:
    for side, price in ((BUY, "0.65"), (SELL, "0.60"), (BUY, "0.63")):
        await day.deposit.placed(day.market, side, price, "33.33")
    await day.control("modes", failing=2)
    await day.deposit.placed(day.market, BUY, "0.70", "300")
    day.floor.advance(timedelta(minutes=1))
    totals = day.floor.exchange.totals()
    assert totals.deposited == totals.cash + totals.pairs + totals.fees


levels = st.lists(
    st.tuples(st.integers(1, 99), st.integers(1, 10**9)),
    min_size=1,
    unique_by=lambda r: r[0],
)


@given(levels=levels, budget=st.integers(10**4, 10**9), limit=st.integers(1, 99))
def test_a_budget_is_never_overspent_and_buys_all_it_can(
    levels: list[tuple[int, int]], budget: int, limit: int
) -> None:
    asks = tuple(
        Level(D(price) / 100, D(size) / 10**6) for price, size in sorted(levels)
    )
    money, price = D(budget) / 10**6, D(limit) / 100
    shares, worst, left = bought_with(money, price, asks)
    spent = wanted = D(0)
    for level in asks:
        taken = min(level.size, shares - wanted) if level.price <= price else D(0)
        wanted += taken
        spent += taken * level.price
    assert wanted == shares
    assert spent <= money
    assert worst <= price
    there = sum((level.size for level in asks if level.price <= price), D(0))
    if shares < there:
        assert left == 0
        assert money - spent < D("0.000001")
    else:
        assert left == money - spent or left == 0
