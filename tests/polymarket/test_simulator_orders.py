"""Orders at the simulated CLOB: what is taken, and what is said of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side
from predcore_polymarket._signing import exchange_domain

BUY, SELL = Side.BUY, Side.SELL
D = Decimal


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def cash(day: Day) -> int:
    answer = await day.deposit.read("/balance-allowance", asset_type="COLLATERAL")
    return int(answer["balance"])


async def test_an_order_rests_for_every_kind_of_wallet(day: Day) -> None:
    for desk in day.desks:
        for market in (day.market, day.single):
            price = str(market.sim.bids[-1].price)
            row = await desk.placed(market, BUY, price, "10")
            assert row == {
                "success": True,
                "errorMsg": "",
                "orderID": row["orderID"],
                "status": "live",
                "makingAmount": "",
                "takingAmount": "",
                "tradeIDs": [],
                "transactionsHashes": [],
            }


async def test_the_id_of_an_order_is_its_digest(day: Day) -> None:
    order = day.deposit.order(day.market, BUY, "0.10", "10")
    body = day.deposit.envelope(order, neg_risk=True)
    _, row = await day.deposit.send("POST", "/order", body)
    domain = exchange_domain(137, neg_risk=True, token_id=order.token_id)
    assert row["orderID"] == order.id(domain)


async def test_an_order_that_trades_pays_the_price_of_what_rests(day: Day) -> None:
    before = await cash(day)
    row = await day.deposit.placed(day.market, BUY, "0.70", "10")
    assert (row["status"], row["makingAmount"], row["takingAmount"]) == (
        "matched",
        "6.3",
        "10",
    )
    assert len(row["tradeIDs"]) == 1
    assert row["transactionsHashes"] == []
    fee = D("10") * D("0.05") * D("0.63") * D("0.37")
    assert before - await cash(day) == int((D("6.3") + round(fee, 5)) * 10**6)


async def test_a_sale_gives_shares_and_takes_money(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    before = await cash(day)
    row = await day.deposit.placed(day.market, SELL, "0.62", "10")
    assert (row["makingAmount"], row["takingAmount"]) == ("10", "6.2")
    fee = round(D("10") * D("0.05") * D("0.62") * D("0.38"), 5)
    assert await cash(day) - before == int((D("6.2") - fee) * 10**6)


async def test_what_a_limit_order_cannot_fill_rests(day: Day) -> None:
    best = day.market.sim.asks[0]
    row = await day.deposit.placed(
        day.market, BUY, str(best.price), str(best.size + 10)
    )
    assert (row["status"], row["takingAmount"]) == ("matched", str(best.size))
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert (order["status"], order["size_matched"]) == ("LIVE", str(best.size))
    book = await day.wire.get("/clob/book", token_id=day.market.tokens[0])
    assert book["bids"][-1] == {"price": str(best.price), "size": "10"}


async def test_a_bid_for_one_token_is_an_offer_of_the_other(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.01", "25", outcome=1)
    first = await day.wire.get("/clob/book", token_id=day.market.tokens[0])
    second = await day.wire.get("/clob/book", token_id=day.market.tokens[1])
    assert first["asks"][0] == {"price": "0.99", "size": "25"}
    assert second["bids"][0] == {"price": "0.01", "size": "25"}


async def test_a_market_purchase_spends_its_money_and_gets_more_at_better_prices(
    day: Day,
) -> None:
    amounts = 4_950_000, 5_000_000
    row = await day.deposit.placed(day.market, BUY, "0.99", "5", "FAK", amounts=amounts)
    assert (row["makingAmount"], row["takingAmount"]) == ("4.949999", "7.857142")
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert (order["original_size"], order["size_matched"]) == ("4.95", "7.857142")
    assert order["status"] == "MATCHED"


async def test_the_rest_of_a_market_sale_is_killed(day: Day) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "200")
    best = day.market.sim.bids[0]
    row = await day.deposit.placed(day.market, SELL, str(best.price), "200", "FAK")
    assert (row["status"], row["makingAmount"]) == ("matched", str(best.size))
    assert await day.deposit.read("/data/orders") == {
        "limit": 20,
        "count": 0,
        "next_cursor": "LTE=",
        "data": [],
    }
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert order["status"] == "MATCHED"


async def test_a_fill_or_kill_order_is_filled(day: Day) -> None:
    row = await day.deposit.placed(
        day.market, BUY, "0.63", "10", "FOK", amounts=(6_300_000, 10_000_000)
    )
    assert (row["status"], row["takingAmount"]) == ("matched", "10")


async def test_an_order_until_a_time_stops_a_minute_early(day: Day) -> None:
    until = int(day.floor.now.timestamp()) + 240
    row = await day.deposit.placed(
        day.market, BUY, "0.10", "10", "GTD", expiration=until
    )
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert (order["order_type"], order["expiration"]) == ("GTD", str(until))
    day.pass_time(179)
    assert (await day.deposit.read("/data/orders"))["count"] == 1
    day.pass_time(2)
    assert (await day.deposit.read("/data/orders"))["count"] == 0
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert order["status"] == "CANCELED_EXPIRED_ORDER"


async def test_a_batch_is_answered_leg_by_leg(day: Day) -> None:
    desk = day.deposit
    good = desk.envelope(desk.order(day.market, BUY, "0.10", "10"), neg_risk=True)
    small = desk.envelope(desk.order(day.market, BUY, "0.10", "1"), neg_risk=True)
    status, rows = await desk.send("POST", "/orders", [good, small, good])
    assert status == 200
    assert rows[0]["errorMsg"] == ""
    assert "Size (1) lower than the minimum: 5" in rows[1]["errorMsg"]
    assert rows[2]["errorMsg"].endswith("is invalid. Duplicated.")
    assert [bool(row["orderID"]) for row in rows] == [True, False, False]
    assert [row["status"] for row in rows] == ["live", "", ""]


async def test_an_order_in_a_game_that_would_trade_is_held_first(day: Day) -> None:
    game, desk = day.game, day.deposit
    price = str(game.sim.asks[0].price)
    row = await desk.placed(game, BUY, price, "10")
    assert (row["status"], row["makingAmount"], row["tradeIDs"]) == ("delayed", "", [])
    order = await desk.read(f"/data/order/{row['orderID']}")
    assert (order["status"], order["size_matched"]) == ("DELAYED", "0")
    _, refused = await desk.send("DELETE", "/order", {"orderID": row["orderID"]})
    assert refused["canceled"] == []
    day.pass_time(3)
    order = await desk.read(f"/data/order/{row['orderID']}")
    assert (order["status"], order["size_matched"]) == ("MATCHED", "10")
    assert len(order["associate_trades"]) == 1


async def test_an_order_in_a_game_that_rests_is_not_held(day: Day) -> None:
    row = await day.deposit.placed(day.game, BUY, "0.01", "100")
    assert row["status"] == "live"


async def test_a_held_order_whose_counterpart_went_away_is_unmatched(day: Day) -> None:
    game, desk = day.game, day.deposit
    best = game.sim.asks[0]
    amounts = int(best.price * 10**7), 10**7
    row = await desk.placed(game, BUY, str(best.price), "10", "FAK", amounts=amounts)
    assert row["status"] == "delayed"
    day.floor.clear_book(game.condition)
    day.pass_time(3)
    order = await desk.read(f"/data/order/{row['orderID']}")
    assert order["status"] == "UNMATCHED"


async def test_a_held_order_without_money_in_the_end_is_cancelled(day: Day) -> None:
    game, desk = day.game, day.deposit
    row = await desk.placed(game, BUY, str(game.sim.asks[0].price), "10")
    day.floor.withdraw("deposit", D(9_999))
    day.pass_time(3)
    order = await desk.read(f"/data/order/{row['orderID']}")
    assert order["status"] == "CANCELED_NOT_ENOUGH_BALANCE"


async def test_books_are_cleared_when_a_game_begins(day: Day) -> None:
    row = await day.deposit.placed(day.game, BUY, "0.01", "100")
    starts_at = day.game.starts_at
    assert starts_at is not None
    day.floor.advance(starts_at - day.floor.now + timedelta(seconds=1))
    order = await day.deposit.read(f"/data/order/{row['orderID']}")
    assert order["status"] == "CANCELED"
    book = await day.wire.get("/clob/book", token_id=day.game.tokens[0])
    assert (book["bids"], book["asks"]) == ([], [])


async def test_resting_orders_go_when_their_money_does(day: Day) -> None:
    desk = day.deposit
    older = await desk.placed(day.market, BUY, "0.10", "50000")
    newer = await desk.placed(day.market, BUY, "0.10", "40000")
    day.floor.withdraw("deposit", D(2_000))
    statuses: list[Any] = [
        (await desk.read(f"/data/order/{row['orderID']}"))["status"]
        for row in (older, newer)
    ]
    assert statuses == ["LIVE", "CANCELED_NOT_ENOUGH_BALANCE"]
