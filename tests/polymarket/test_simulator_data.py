"""The simulated data API: invented traders, whose books balance."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Any

import pytest

from polymarket_simulated import NOW, Wire, open_wire, simulated
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.listed import ListedMarket
from predcore_polymarket._simulator.traders import TRADERS

WALLET = TRADERS[1].wallet
MILLIONTH = Decimal("0.000001")


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture
async def wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    async with open_wire(simulator) as wire:
        yield wire


@pytest.fixture(scope="module")
def market(simulator: PolymarketSimulator) -> ListedMarket:
    """An open market that has traded."""
    return simulator.listing.markets[0]


async def every(wire: Wire, path: str, **query: str | int) -> list[Any]:
    """What all pages of a version 2 listing hold."""
    page = await wire.get(path, **query)
    found: list[Any] = page["data"]
    while page["pagination"]["has_more"]:
        cursor = page["pagination"]["next_cursor"]
        page = await wire.get(path, cursor=cursor, **query)
        found += page["data"]
    return found


async def test_every_trade_of_the_catalogue_is_listed_newest_first(
    wire: Wire, market: ListedMarket
) -> None:
    rows = await wire.get("/data/trades", market=market.condition)
    seen = [
        (row["timestamp"], row["size"], row["price"])
        if row["asset"] == market.tokens[0]
        else (row["timestamp"], row["size"], 1 - row["price"])
        for row in rows
    ]
    made = [(int(t.at.timestamp()), t.size, t.price) for t in market.sim.trades]
    assert seen == made[::-1]


async def test_trades_are_listed_from_both_sides_on_request(
    wire: Wire, market: ListedMarket
) -> None:
    takers = await wire.get("/data/trades", market=market.condition)
    both = await wire.get(
        "/data/trades", market=market.condition, takerOnly="false", limit=1000
    )
    assert len(both) == 2 * len(takers)
    assert {row["transactionHash"] for row in both} == {
        row["transactionHash"] for row in takers
    }


async def test_the_two_versions_tell_the_same_trades(
    wire: Wire, market: ListedMarket
) -> None:
    old = await wire.get("/data/trades", market=market.condition)
    new = await every(wire, "/data/v2/trades", condition_id=market.condition, limit=7)
    assert [row["transactionHash"] for row in old] == [
        row["transaction_hash"] for row in new
    ]
    assert [row["asset"] for row in old] == [row["token_id"] for row in new]


async def test_trades_are_filtered_by_time_side_and_amount(
    wire: Wire, market: ListedMarket
) -> None:
    path, condition = "/data/v2/trades", market.condition
    rows = await every(wire, path, condition_id=condition)
    start = rows[len(rows) // 2]["timestamp"]
    recent = await every(wire, path, condition_id=condition, start=start)
    sold = await every(wire, path, condition_id=condition, side="SELL")
    big = await every(
        wire, path, condition_id=condition, filter_type="TOKENS", filter_amount=500
    )
    assert recent == [row for row in rows if row["timestamp"] >= start]
    assert sold == [row for row in rows if row["side"] == "SELL"]
    assert big == [row for row in rows if row["size"] >= 500]


async def test_nobody_is_ever_short(wire: Wire) -> None:
    for trader in TRADERS:
        rows = await every(wire, "/data/v2/positions", user=trader.wallet, limit=1000)
        assert all(row["current_size"] > 0 for row in rows)


async def test_shares_of_both_outcomes_are_minted_in_pairs(
    wire: Wire, market: ListedMarket
) -> None:
    rows = await wire.get("/data/v1/market-positions", market=market.condition)
    held = [sum(p["size"] for p in token["positions"]) for token in rows]
    assert held[0] == held[1] > 0


async def test_a_position_adds_up(wire: Wire) -> None:
    for row in await every(wire, "/data/v2/positions", user=WALLET):
        value = (row["current_size"] * row["current_price"]).quantize(MILLIONTH)
        assert row["current_value"] == value
        assert row["total_pnl"] == row["realized_pnl"] + row["unrealized_pnl"]
        unrealized = row["current_value"] - row["entry_cost_usdc"]
        assert abs(row["unrealized_pnl"] - unrealized) <= MILLIONTH


async def test_the_value_of_a_wallet_is_that_of_its_positions(wire: Wire) -> None:
    rows = await every(wire, "/data/v2/positions", user=WALLET)
    ((old,), new) = (
        await wire.get("/data/value", user=WALLET),
        await wire.get("/data/v2/value", user=WALLET),
    )
    total = sum(row["current_value"] for row in rows)
    assert old == {"user": WALLET, "value": total}
    assert new["data"] == {"proxy_wallet": WALLET, "value": total}


async def test_holders_are_those_who_have_positions(
    wire: Wire, market: ListedMarket
) -> None:
    rows = await every(wire, "/data/v2/positions", condition_id=market.condition)
    held = {(row["token_id"], row["proxy_wallet"]) for row in rows}
    old = await wire.get("/data/holders", market=market.condition)
    new = await every(wire, "/data/v2/holders", condition_id=market.condition)
    assert {(g["token"], h["proxyWallet"]) for g in old for h in g["holders"]} == held
    assert {
        (g["token_id"], h["proxy_wallet"]) for g in new for h in g["holders"]
    } == held


async def test_holders_are_few_and_the_largest_first(
    wire: Wire, market: ListedMarket
) -> None:
    rows = await wire.get("/data/holders", market=market.condition, limit=2)
    for token in rows:
        amounts = [holder["amount"] for holder in token["holders"]]
        assert len(amounts) == 2
        assert amounts[0] >= amounts[1]


async def test_economics_of_holders_come_on_request(
    wire: Wire, market: ListedMarket
) -> None:
    query = {"condition_id": market.condition}
    bare = await every(wire, "/data/v2/holders", **query)
    full = await every(wire, "/data/v2/holders", include_pnl="true", **query)
    assert "total_pnl" not in bare[0]["holders"][0]
    assert "total_pnl" in full[0]["holders"][0]


async def test_half_of_the_traders_redeem_what_settled(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    settled = {m.condition for m in simulator.listing.markets if m.settled}
    redeems, keeps = TRADERS[1].wallet, TRADERS[0].wallet
    redeemed = await wire.get("/data/activity", user=redeems, type="REDEEM")
    closed = await wire.get("/data/closed-positions", user=redeems, limit=50)
    kept = await wire.get("/data/positions", user=keeps, redeemable="true", limit=500)
    assert {row["conditionId"] for row in redeemed} <= settled
    assert {row["asset"] for row in redeemed} <= {row["asset"] for row in closed}
    assert {row["conditionId"] for row in kept} <= settled
    assert await wire.get("/data/activity", user=keeps, type="REDEEM") == []
    assert redeemed
    assert kept


async def test_what_is_closed_is_shown_on_request(wire: Wire) -> None:
    path = "/data/v2/positions"
    usual = await every(wire, path, user=WALLET)
    closed = await every(wire, path, user=WALLET, status="CLOSED")
    mergeable = await every(wire, path, user=WALLET, status="MERGEABLE")
    assert {row["status"] for row in usual} <= {"OPEN", "REDEEMABLE"}
    assert {row["status"] for row in closed} == {"CLOSED"}
    assert all(row["mergeable"] for row in mergeable)


async def test_positions_are_sorted_as_asked(wire: Wire) -> None:
    query = {"user": WALLET, "sort_by": "TOKENS", "sort_direction": "ASC"}
    rows = await every(wire, "/data/v2/positions", **query)
    sizes = [row["current_size"] for row in rows]
    assert sizes == sorted(sizes)


async def test_small_positions_are_left_out_of_version_one(wire: Wire) -> None:
    large = await wire.get("/data/positions", user=WALLET, sizeThreshold=900)
    assert large
    assert all(row["size"] >= 900 for row in large)


async def test_activity_is_told_oldest_first_on_request(wire: Wire) -> None:
    newest = await wire.get("/data/activity", user=WALLET, limit=500)
    oldest = await wire.get(
        "/data/activity", user=WALLET, limit=500, sortDirection="ASC"
    )
    assert newest == oldest[::-1]
    new = await every(wire, "/data/v2/activity", user=WALLET, limit=1000)
    assert len(new) == len(newest)


async def test_open_interest_is_of_markets_or_of_everything(
    wire: Wire, simulator: PolymarketSimulator, market: ListedMarket
) -> None:
    interest = market.sim.open_interest
    total = sum(m.sim.open_interest for m in simulator.listing.markets)
    one = await wire.get("/data/oi", market=market.condition)
    everything = await wire.get("/data/v2/oi")
    assert one == [{"market": market.condition, "value": interest}]
    assert everything == {"data": [{"condition_id": "GLOBAL", "value": total}]}


async def test_live_volume_is_the_sum_over_an_event(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    event = simulator.listing.events[0]
    (old,) = await wire.get("/data/live-volume", id=event.id)
    new = (await wire.get("/data/v2/live-volume", event_id=event.id))["data"]
    assert old["total"] == sum(market["value"] for market in old["markets"])
    assert new["taker_volume_total"] == old["total"]
    assert len(new["conditions"]) == len(event.markets)


async def test_tokens_are_explained_by_either_id(
    wire: Wire, market: ListedMarket
) -> None:
    tokens = ",".join(market.tokens)
    by_token = await wire.get("/data/v2/tokens", token_id=tokens)
    by_market = await wire.get("/data/v2/tokens", condition=market.condition)
    assert by_token == by_market
    first, second = by_market["data"]
    assert first["opposite_token_id"] == second["token_id"]
    assert (first["resolved"], first["final_price"]) == (False, None)


async def test_resolutions_are_of_questions_that_are_over(
    wire: Wire, simulator: PolymarketSimulator, market: ListedMarket
) -> None:
    found: set[str] = set()
    for listed in (m for m in simulator.listing.markets if m.closed):
        answer = await wire.get("/data/v2/resolutions", condition_id=listed.condition)
        (row,) = answer["data"]
        found.add(row["status"])
        if row["status"] == "resolved":
            payout = row["payouts"][0] / Decimal(1_000_000)
            assert payout == row["price"] == listed.sim.payout
            assert sum(row["payouts"]) == 1_000_000
    assert found == {"posed", "proposed", "resolved"}
    open_one = await wire.get("/data/v2/resolutions", condition_id=market.condition)
    assert open_one == {"data": []}


async def test_price_history_has_windows_buckets_and_instants(
    wire: Wire, market: ListedMarket
) -> None:
    now, token = int(NOW.timestamp()), market.tokens[0]
    path = "/data/v2/prices-history"
    hour = await every(wire, path, token_id=token, interval="1h", limit=7)
    coarse = await every(
        wire, path, token_id=token, start=now - 86_400, bucket_seconds=3600
    )
    (instant,) = await every(wire, path, token_id=token, as_of=now)
    assert hour[1]["timestamp"] - hour[0]["timestamp"] == 60
    assert coarse[1]["timestamp"] - coarse[0]["timestamp"] == 3600
    assert instant["resolution_seconds"] == 0
    assert instant["price"] == market.sim.trades[-1].price == hour[-1]["price"]


async def test_the_ranking_is_by_profit_or_by_volume(wire: Wire) -> None:
    by_profit = await every(wire, "/data/v2/leaderboard")
    by_volume = await every(wire, "/data/v2/leaderboard", sort_by="VOLUME")
    profits = [row["pnl"] for row in by_profit]
    volumes = [row["volume"] for row in by_volume]
    assert profits == sorted(profits, reverse=True)
    assert volumes == sorted(volumes, reverse=True)
    standing = (await wire.get("/data/v2/leaderboard", user=WALLET))["data"]
    assert by_profit[standing["rank_pnl"] - 1]["user_id"] == WALLET
    assert by_volume[standing["rank_volume"] - 1]["user_id"] == WALLET
    old = await wire.get("/data/v1/leaderboard", timePeriod="ALL", limit=50)
    assert [row["proxyWallet"] for row in old] == [row["user_id"] for row in by_profit]


async def test_a_category_or_a_window_narrows_the_ranking(wire: Wire) -> None:
    everything = await wire.get("/data/v2/leaderboard", user=WALLET)
    crypto = await wire.get("/data/v2/leaderboard", user=WALLET, category="crypto")
    day = await wire.get("/data/v2/leaderboard", user=WALLET, time_period="day")
    assert crypto["data"]["volume"] < everything["data"]["volume"]
    assert day["data"]["volume"] < everything["data"]["volume"]


async def test_the_biggest_winners_won_most(wire: Wire) -> None:
    gains = [row["pnl"] for row in await every(wire, "/data/v2/biggest-winners")]
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] > 0


async def test_a_wallets_record_agrees_with_its_activity(wire: Wire) -> None:
    trades = await every(wire, "/data/v2/activity", user=WALLET, type="TRADE")
    stats = (await wire.get("/data/v2/user-stats", user=WALLET))["data"]
    volume = (await wire.get("/data/v2/user-volume", user=WALLET))["data"]
    series = (await wire.get("/data/v2/user-pnl", user=WALLET, interval="1w"))["data"]
    traded = await wire.get("/data/traded", user=WALLET)
    assert volume["trade_count"] == len(trades)
    assert volume["volume"] == sum(row["size"] for row in trades)
    assert traded["traded"] == stats["trades"]
    assert series["points"][-1] == stats["all_time_pnl"]


async def test_a_wallet_that_never_traded_has_nothing(wire: Wire) -> None:
    nobody = "0x" + "0" * 40
    assert await wire.get("/data/positions", user=nobody) == []
    assert await wire.get("/data/v2/user-stats", user=nobody) == {"data": None}
    assert await wire.get("/data/v2/leaderboard", user=nobody) == {"data": None}
    points = (await wire.get("/data/v2/user-pnl", user=nobody))["data"]["points"]
    assert [point["trade_count"] for point in points] == [0]


async def test_there_are_no_combos_and_no_builders(wire: Wire) -> None:
    for path in ("activity/combos", "positions/combos", "builders/leaderboard"):
        assert await every(wire, f"/data/v2/{path}", user=WALLET) == []
    assert await wire.get("/data/v2/builders/volume") == {"data": []}


@pytest.mark.parametrize(
    "path",
    [
        "/data/positions",
        "/data/activity",
        "/data/holders",
        "/data/live-volume",
        f"/data/positions?user={WALLET}&offset=10001",
        f"/data/positions?user={WALLET}&sortBy=LUCK",
        "/data/trades?limit=many",
    ],
)
async def test_version_one_refuses_with_a_text(wire: Wire, path: str) -> None:
    status, answer = await wire.asked(path)
    assert status == 400
    assert set(answer) == {"error"}


@pytest.mark.parametrize(
    "path",
    [
        "/data/v2/trades?offset=0",
        "/data/v2/trades?limit=1001",
        "/data/v2/trades?cursor=eA==",
        "/data/v2/trades?side=HOLD",
        "/data/v2/trades?condition_id=" + ",".join(str(n) for n in range(21)),
        "/data/v2/activity",
        "/data/v2/positions",
        f"/data/v2/positions?user={WALLET}&status=LOST",
        f"/data/v2/positions?user={WALLET}&sort_by=LUCK",
        f"/data/v2/user-pnl?user={WALLET}&interval=2d",
        "/data/v2/holders",
        "/data/v2/tokens",
        "/data/v2/resolutions",
        "/data/v2/prices-history?token_id=1",
        "/data/v2/live-volume",
    ],
)
async def test_version_two_refuses_with_a_code(wire: Wire, path: str) -> None:
    status, answer = await wire.asked(path)
    assert status == 400
    assert set(answer) == {"error", "code", "retryable", "trace_id"}
    assert answer["retryable"] is False
