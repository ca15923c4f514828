"""Version 1 of the Data API: which request each verb sends."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from polymarket_wire import Call, Wire, check_call, condition
from predcore_polymarket import Polymarket

WALLET = "0x" + "ab" * 20
CONDITION = condition(1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

CALLS: list[tuple[Call, str, str, Any]] = [
    (
        lambda p: p.data.trades.list(
            limit=5, market=[CONDITION, "0x2"], taker_only=False
        ),
        "data/trades",
        f"market={CONDITION}%2C0x2&takerOnly=false&limit=5",
        [],
    ),
    (
        lambda p: p.data.positions.list(WALLET, size_threshold=0),
        "data/positions",
        f"user={WALLET}&sizeThreshold=0&limit=100",
        [],
    ),
    (
        lambda p: p.data.closed_positions.list(WALLET),
        "data/closed-positions",
        f"user={WALLET}&limit=50",
        [],
    ),
    (
        lambda p: p.data.activity.list(WALLET, type=["TRADE", "SPLIT"], start=NOON),
        "data/activity",
        f"user={WALLET}&type=TRADE%2CSPLIT&start=1795348800&limit=100",
        [],
    ),
    (lambda p: p.data.value.get(WALLET), "data/value", f"user={WALLET}", []),
    (
        lambda p: p.data.traded.get(WALLET),
        "data/traded",
        f"user={WALLET}",
        {"user": WALLET, "traded": 3},
    ),
    (
        lambda p: p.data.holders.list(CONDITION),
        "data/holders",
        f"market={CONDITION}&limit=20",
        [],
    ),
    (lambda p: p.data.oi.get(CONDITION), "data/oi", f"market={CONDITION}", []),
    (lambda p: p.data.live_volume.get("7"), "data/live-volume", "id=7", []),
    (
        lambda p: p.data.leaderboard.list(time_period="WEEK"),
        "data/v1/leaderboard",
        "timePeriod=WEEK&limit=50",
        [],
    ),
    (
        lambda p: p.data.market_positions.list(CONDITION),
        "data/v1/market-positions",
        f"market={CONDITION}&limit=50",
        [],
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer"), CALLS, ids=[f"{c[1]}?{c[2]}" for c in CALLS]
)
async def test_each_verb_asks_its_path_and_nothing_else(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    await check_call(wire, polymarket, call, path, query, answer)
