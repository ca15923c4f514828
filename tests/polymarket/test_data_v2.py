"""Version 2 of the Data API: which request each verb sends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from polymarket_wire import Call, Wire, check_call, condition, page, trade
from predcore_polymarket import Polymarket

WALLET = "0x" + "ab" * 20
CONDITION = condition(1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

CALLS: list[tuple[Call, str, str, Any]] = [
    (
        lambda p: p.data.v2.trades.list(condition_id=CONDITION, start=NOON),
        "data/v2/trades",
        f"condition_id={CONDITION}&start=1795348800&limit=1000",
        page(trade(1, 1)),
    ),
    (
        lambda p: p.data.v2.positions.list(user=WALLET, status="OPEN"),
        "data/v2/positions",
        f"user={WALLET}&status=OPEN&limit=1000",
        page(),
    ),
    (
        lambda p: p.data.v2.activity.list(WALLET, type="TRADE"),
        "data/v2/activity",
        f"user={WALLET}&type=TRADE&limit=1000",
        page(),
    ),
    (
        lambda p: p.data.v2.value.get(WALLET),
        "data/v2/value",
        f"user={WALLET}",
        {"data": {"value": 1.5}},
    ),
    (
        lambda p: p.data.v2.user_stats.get(WALLET),
        "data/v2/user-stats",
        f"user={WALLET}",
        {"data": None},
    ),
    (
        lambda p: p.data.v2.user_pnl.get(WALLET, interval="1m"),
        "data/v2/user-pnl",
        f"user={WALLET}&interval=1m",
        {"data": {"points": [{"timestamp": 1}]}},
    ),
    (
        lambda p: p.data.v2.user_volume.get(WALLET, start=NOON),
        "data/v2/user-volume",
        f"user={WALLET}&start=1795348800",
        {"data": {"volume": 3}},
    ),
    (
        lambda p: p.data.v2.holders.list(CONDITION),
        "data/v2/holders",
        f"condition_id={CONDITION}&limit=100",
        page({"token_id": "1", "holders": None}),
    ),
    (lambda p: p.data.v2.oi.get(), "data/v2/oi", "", {"data": []}),
    (
        lambda p: p.data.v2.live_volume.get("7"),
        "data/v2/live-volume",
        "event_id=7",
        {"data": {"taker_volume_total": 1}},
    ),
    (
        lambda p: p.data.v2.prices_history.list("1", start=NOON, bucket_seconds=60),
        "data/v2/prices-history",
        "token_id=1&start=1795348800&bucket_seconds=60",
        page({"timestamp": 1, "price": 0.5}),
    ),
    (
        lambda p: p.data.v2.resolutions.get(condition_id=CONDITION),
        "data/v2/resolutions",
        f"condition_id={CONDITION}",
        {"data": [{"status": "resolved", "payouts": [1000000, 0]}]},
    ),
    (
        lambda p: p.data.v2.tokens.get(condition=[CONDITION]),
        "data/v2/tokens",
        f"condition={CONDITION}",
        {"data": [{"token_id": "1"}]},
    ),
    (
        lambda p: p.data.v2.leaderboard.list(sort_by="PNL"),
        "data/v2/leaderboard",
        "sort_by=PNL&limit=1000",
        page({"rank": 1}),
    ),
    (
        lambda p: p.data.v2.leaderboard.get(WALLET),
        "data/v2/leaderboard",
        f"user={WALLET}",
        {"data": {"rank_pnl": 1}},
    ),
    (
        lambda p: p.data.v2.biggest_winners.list(time_period="day"),
        "data/v2/biggest-winners",
        "time_period=day&limit=1000",
        page({"win_rank": 1}),
    ),
    (
        lambda p: p.data.v2.builders.leaderboard.list(),
        "data/v2/builders/leaderboard",
        "limit=1000",
        page({"rank": 1}),
    ),
    (
        lambda p: p.data.v2.builders.volume.get(interval="week"),
        "data/v2/builders/volume",
        "interval=week",
        {"data": [{"rank": 1, "date": "2026-11-01"}]},
    ),
    (lambda p: p.data.v2.status.get(), "data/v2/status", "", {"data": {}}),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer"), CALLS, ids=[f"{c[1]}?{c[2]}" for c in CALLS]
)
async def test_each_verb_asks_its_path_and_nothing_else(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    await check_call(wire, polymarket, call, path, query, answer)
