"""What the venue would refuse is refused before it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from kalshi.scripted import Wire
from predcore import InvalidId, InvalidRequest
from predcore.kit import Pages
from predcore_kalshi import Kalshi

AT = datetime(2026, 11, 1, tzinfo=UTC)
UNIX = 1_793_491_200
RANGE: dict[str, Any] = {"start_ts": UNIX, "end_ts": UNIX, "period_interval": 60}
FIVE_MINUTES: dict[str, Any] = {**RANGE, "period_interval": 5}

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

OUT_OF_RANGE: dict[str, Call] = {
    "limit is 0 to 1000": lambda k: k.markets.list(limit=1001),
    "limit is 1 to 200": lambda k: k.events.list(limit=0),
    "limit is 1 to 500": lambda k: k.milestones.list(limit=501),
    "limit is 1 to 10000": lambda k: k.incentives.list(limit=10_001),
    "page_size is 1 to 2000": lambda k: k.structured_targets.list(page_size=0),
    "depth is 0 to 100": lambda k: k.markets.orderbook.get("M", depth=101),
    "tickers holds at most 100": lambda k: k.markets.orderbooks.list(["M"] * 101),
    "at most 200 characters": lambda k: k.markets.orderbooks.list(["M" * 201]),
    "ids holds at most 2000": lambda k: k.structured_targets.list(ids=["x"] * 2001),
    "milestone_ids holds at most 100": lambda k: k.live_data.batch(["x"] * 101),
    "market_tickers holds at most 100": lambda k: k.markets.candlesticks.batch(
        ["x"] * 101, **RANGE
    ),
    "tickers is empty": lambda k: k.markets.list(tickers=[]),
    "tickers is a sequence of ids": lambda k: k.markets.list(tickers="ABC"),
    "which is no id": lambda k: k.markets.list(tickers=["A,B"]),
    "min_ts is in Unix seconds": lambda k: k.markets.trades.list(min_ts=UNIX * 1000),
    "max_ts needs a time zone": lambda k: k.markets.trades.list(
        max_ts=AT.replace(tzinfo=None)
    ),
    "is after end_ts": lambda k: k.markets.candlesticks.list(
        "M", series_ticker="S", start_ts=UNIX + 1, end_ts=UNIX, period_interval=60
    ),
    "1, 60 or 1440 minutes": lambda k: k.historical.candlesticks.list(
        "M", **FIVE_MINUTES
    ),
    "ticker is empty": lambda k: k.markets.trades.list(ticker=""),
    "created and settled time cannot": lambda k: k.markets.list(
        min_created_ts=AT, min_settled_ts=AT
    ),
    "created time cannot be combined with status 'settled'": lambda k: k.markets.list(
        max_created_ts=AT, status="settled"
    ),
    "updated time cannot be combined with status": lambda k: k.markets.list(
        min_updated_ts=AT, status="open"
    ),
    "combined with series_ticker unless": lambda k: k.markets.list(
        min_updated_ts=AT, series_ticker="S"
    ),
    "updated time cannot be combined with tickers": lambda k: k.markets.list(
        min_updated_ts=AT, tickers=["A"], mve_filter="exclude"
    ),
    "series_ticker and collection_ticker": lambda k: k.events.list_multivariate(
        series_ticker="S", collection_ticker="C"
    ),
    "tickers and event_ticker": lambda k: k.historical.markets.list(
        tickers=["A"], event_ticker="E"
    ),
    "both its start and its end": lambda k: k.live_data.weather.get("c", start=AT),
    "last_sec cannot be combined": lambda k: k.live_data.weather.get(
        "c", start=AT, end=AT, last_sec=1
    ),
}


@pytest.mark.parametrize("complaint", OUT_OF_RANGE)
async def test_what_the_venue_would_refuse_is_not_sent(
    wire: Wire, kalshi: Kalshi, complaint: str
) -> None:
    with pytest.raises(InvalidRequest, match=complaint):
        await sent(OUT_OF_RANGE[complaint], kalshi)
    assert wire.sent == []


async def sent(call: Call, kalshi: Kalshi) -> None:
    asked = call(kalshi)
    await (asked.first() if isinstance(asked, Pages) else asked)


@pytest.mark.parametrize("ticker", ["", ".", ".."])
async def test_an_id_that_is_no_name_is_not_sent(
    wire: Wire, kalshi: Kalshi, ticker: str
) -> None:
    with pytest.raises(InvalidId):
        await kalshi.markets.get(ticker)
    assert wire.sent == []
