"""The public side of the simulated venue shows what is traded."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal
from hashlib import sha1
from typing import Any

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side

BUY, SELL = Side.BUY, Side.SELL
D = Decimal


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


async def book(day: Day, outcome: int = 0) -> Any:
    return await day.wire.get("/clob/book", token_id=day.market.tokens[outcome])


async def gamma(day: Day) -> Any:
    return await day.wire.get(f"/gamma/markets/{day.market.id}")


async def test_an_untouched_book_is_the_catalogues(day: Day) -> None:
    sims = {
        day.simulator.market_id(event, market): market
        for event, market in day.simulator.board.markets()
    }
    for market in day.simulator.listing.markets:
        view = day.floor.exchange.book(market.condition)
        if market.booked:
            assert view.bids == sims[market.condition].bids
            assert view.asks == sims[market.condition].asks


async def test_an_order_is_in_both_books(day: Day) -> None:
    day.pass_time(10)
    before = await book(day)
    await day.eoa.placed(day.market, BUY, "0.62", "100")
    after, other = await book(day), await book(day, 1)
    size = D(before["bids"][-1]["size"]) + 100
    assert D(after["bids"][-1]["size"]) == size
    assert (other["asks"][-1]["price"], D(other["asks"][-1]["size"])) == ("0.38", size)
    assert int(after["timestamp"]) - int(before["timestamp"]) > 0
    assert after["hash"] != before["hash"]


async def test_the_hash_of_a_live_book_is_the_venues(day: Day) -> None:
    await day.eoa.placed(day.market, BUY, "0.62", "100")
    shown = await book(day)
    bare = json.dumps({**shown, "hash": ""}, separators=(",", ":"))
    assert shown["hash"] == sha1(bare.encode()).hexdigest()


async def test_prices_follow_the_book(day: Day) -> None:
    token = day.market.tokens[0]
    best = day.market.sim.asks[0].size
    await day.eoa.placed(day.market, BUY, "0.63", str(best))
    ask = D((await book(day))["asks"][-1]["price"])
    assert ask > D("0.63")
    for path, key, value in (
        ("price", "price", ask),
        ("midpoint", "mid", (ask + D("0.62")) / 2),
        ("spread", "spread", ask - D("0.62")),
        ("last-trade-price", "price", D("0.63")),
    ):
        answer = await day.wire.get(f"/clob/{path}", token_id=token, side="SELL")
        assert D(answer[key]) == value
    other = await day.wire.get("/clob/last-trade-price", token_id=day.market.tokens[1])
    assert other == {"price": "0.37", "side": "SELL"}


async def test_gamma_shows_live_figures(day: Day) -> None:
    before = await gamma(day)
    size = day.market.sim.asks[0].size
    await day.eoa.placed(day.market, BUY, "0.63", str(size))
    after = await gamma(day)
    assert after["bestBid"] == before["bestBid"]
    assert after["bestAsk"] > before["bestAsk"]
    assert after["lastTradePrice"] == D("0.63")
    assert after["volumeNum"] > before["volumeNum"]
    event = day.simulator.listing.event_of(day.market)
    shown = await day.wire.get(f"/gamma/events/{event.id}")
    [mine] = [row for row in shown["markets"] if row["id"] == day.market.id]
    assert mine["bestAsk"] == after["bestAsk"]
    [found] = [
        row
        for event in (await day.wire.get("/gamma/public-search", q="fed"))["events"]
        for row in event["markets"]
        if row["id"] == day.market.id
    ]
    assert found["bestAsk"] == after["bestAsk"]


async def test_a_new_tick_is_shown_everywhere(day: Day) -> None:
    await day.control(f"markets/{day.market.condition}/tick", tick="0.001")
    token, condition = day.market.tokens[0], day.market.condition
    tick = D("0.001")
    assert (await gamma(day))["orderPriceMinTickSize"] == tick
    info = await day.wire.get(f"/clob/clob-markets/{condition}")
    assert info["mts"] == tick
    shown = await day.wire.get("/clob/tick-size", token_id=token)
    assert shown == {"minimum_tick_size": tick}
    assert (await book(day))["tick_size"] == "0.001"
    market = await day.wire.get(f"/clob/markets/{condition}")
    assert market["minimum_tick_size"] == tick


async def test_the_data_api_shows_trades_positions_and_holders(day: Day) -> None:
    wallet = day.deposit.wallet.funder
    await day.deposit.placed(day.market, BUY, "0.63", "300")
    await day.deposit.placed(day.market, SELL, "0.62", "100")
    condition = day.market.condition
    trades = (await day.wire.get("/data/v2/trades", user=wallet))["data"]
    assert [(row["side"], row["price"], row["size"]) for row in trades] == [
        ("SELL", D("0.62"), 100),
        ("BUY", D("0.63"), 300),
    ]
    assert trades[0]["proxy_wallet"] == wallet.lower()
    [position] = (await day.wire.get("/data/v2/positions", user=wallet))["data"]
    assert position["current_size"] == 200
    assert position["avg_price"] == D("0.63")
    assert position["realized_pnl"] == -1
    assert position["entry_cost_usdc"] == 126
    [first] = await day.wire.get("/data/positions", user=wallet)
    assert (first["size"], first["asset"]) == (200, day.market.tokens[0])
    holders = await day.wire.get("/data/v2/holders", condition_id=condition)
    mine = [
        holder
        for row in holders["data"]
        for holder in row["holders"]
        if holder["proxy_wallet"] == wallet.lower()
    ]
    assert [holder["amount"] for holder in mine] == [200]
    value = await day.wire.get("/data/v2/value", user=wallet)
    assert value["data"]["value"] == position["current_value"]


async def test_the_price_history_goes_on(day: Day) -> None:
    token = day.market.tokens[0]
    day.pass_time(600)
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(600)
    answer = await day.wire.get("/clob/prices-history", market=token, interval="1h")
    newest = answer["history"][-1]
    assert newest["p"] == D("0.63")
    assert newest["t"] > day.floor.listing.start.timestamp() + 600


async def test_the_clock_goes_on_by_itself_or_is_driven(day: Day) -> None:
    before = await day.wire.get("/clob/time")
    day.floor.advance(timedelta(minutes=5))
    assert await day.wire.get("/clob/time") - before == 300
    told = await day.control("clock", advance=60)
    assert told["running"] is False
    assert await day.wire.get("/clob/time") - before == 360


async def test_a_result_is_proposed_then_final_and_shares_are_redeemed(
    day: Day,
) -> None:
    market, desk = day.market, day.deposit
    wallet = desk.wallet.funder
    await desk.placed(market, BUY, "0.63", "10")
    await desk.placed(market, BUY, "0.30", "10", outcome=1)
    resting = (await desk.placed(market, BUY, "0.10", "10"))["orderID"]
    path = f"markets/{market.condition}"
    await day.control(f"{path}/close")
    order = await desk.read(f"/data/order/{resting}")
    assert order["status"] == "CANCELED_MARKET_RESOLVED"
    status, answer = await day.wire.asked("/clob/book", token_id=market.tokens[0])
    assert status == 404, answer
    assert (await gamma(day))["closed"] is True
    await day.control(f"{path}/determine", payout="1")
    assert (await gamma(day))["umaResolutionStatus"] == "proposed"
    await day.control(f"{path}/finalize")
    row = await gamma(day)
    assert row["umaResolutionStatus"] == "resolved"
    assert row["outcomePrices"] == '["1", "0"]'
    shown = await day.wire.get(f"/clob/markets/{market.condition}")
    assert [token["winner"] for token in shown["tokens"]] == [True, False]
    positions = (await day.wire.get("/data/v2/positions", user=wallet))["data"]
    assert [(p["current_size"], p["status"], p["redeemable"]) for p in positions] == [
        (10, "REDEEMABLE", True)
    ]
    before = await desk.read("/balance-allowance", asset_type="COLLATERAL")
    held = await desk.read(
        "/balance-allowance", asset_type="CONDITIONAL", token_id=market.tokens[0]
    )
    assert held["balance"] == "10000000"
    await day.control("wallets/deposit/redeem", condition=market.condition)
    after = await desk.read("/balance-allowance", asset_type="COLLATERAL")
    assert int(after["balance"]) - int(before["balance"]) == 10**7
    [redeemed] = (await day.wire.get("/data/v2/activity", user=wallet, type="REDEEM"))[
        "data"
    ]
    assert (redeemed["size"], redeemed["usdc_size"]) == (10, 10)
    status, _ = await day.wire.posted(
        "/_sim/wallets/deposit/redeem", {"condition": market.condition}
    )
    assert status == 400


async def test_a_tie_pays_half_to_both(day: Day) -> None:
    market = day.single
    await day.control("wallets/deposit/split", condition=market.condition, amount="7")
    path = f"markets/{market.condition}"
    await day.control(f"{path}/close")
    await day.control(f"{path}/determine", payout="0.5")
    day.pass_time(2 * 3600)
    row = await day.wire.get(f"/gamma/markets/{market.id}")
    assert row["outcomePrices"] == '["0.5", "0.5"]'
    before = await day.deposit.read("/balance-allowance", asset_type="COLLATERAL")
    await day.control("wallets/deposit/redeem", condition=market.condition)
    after = await day.deposit.read("/balance-allowance", asset_type="COLLATERAL")
    assert int(after["balance"]) - int(before["balance"]) == 7 * 10**6
