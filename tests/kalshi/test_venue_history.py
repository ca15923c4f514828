"""Unified prints and candles, live and archived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kalshi.bodies import candle, market, trade
from kalshi.scripted import Wire
from predcore import (
    Instrument,
    InvalidId,
    InvalidRequest,
    NotFound,
)
from predcore_kalshi import KalshiVenue

D = Decimal
TICKER = "KXRAIN-26DEC-T1"
YES = Instrument("kalshi", TICKER, "yes")
START = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_prints_go_on_in_the_archive_without_repeating_any(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on(
        "/markets/trades",
        {"trades": [trade(5, "2026-11-05T00:00:00Z")], "cursor": "p2"},
        {"trades": [trade(4, "2026-11-04T00:00:00Z")], "cursor": ""},
    )
    old = [
        trade(4, "2026-11-04T00:00:00Z"),
        trade(3, "2026-11-04T00:00:00Z"),
        trade(2, "2026-11-02T00:00:00Z"),
    ]
    wire.on("/historical/trades", {"trades": old, "cursor": ""})
    found = [item.id async for item in venue.trades(TICKER)]
    assert found == ["t5", "t4", "t3", "t2"]
    assert wire.paths == ["/markets/trades", "/markets/trades", "/historical/trades"]


async def test_prints_of_one_instant_are_told_apart_by_their_ids(
    wire: Wire, venue: KalshiVenue
) -> None:
    at = "2026-11-04T00:00:00Z"
    wire.on("/markets/trades", {"trades": [trade(3, at), trade(2, at)]})
    old = [trade(3, at), trade(2, at), trade(1, at), trade(9, "2026-11-05T00:00:00Z")]
    wire.on("/historical/trades", {"trades": old})
    found = [item.id async for item in venue.trades(TICKER)]
    assert found == ["t3", "t2", "t1"]


async def test_the_archive_is_not_asked_for_the_newest_prints(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": [trade(5, "2026-11-05T00:00:00Z")]})
    async for item in venue.trades(TICKER):
        assert item.id == "t5"
        break
    assert wire.paths == ["/markets/trades"]


async def test_prints_are_kept_between_their_bounds(
    wire: Wire, venue: KalshiVenue
) -> None:
    rows = [trade(n, f"2026-11-0{n}T00:00:00Z") for n in (5, 4, 3, 2, 1)]
    wire.on("/markets/trades", {"trades": rows, "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    found = venue.trades(
        TICKER,
        since=datetime(2026, 11, 2, tzinfo=UTC),
        until=datetime(2026, 11, 4, tzinfo=UTC),
    )
    assert [item.id async for item in found] == ["t4", "t3", "t2"]
    low, high = wire.params(0)["min_ts"], wire.params(0)["max_ts"]
    assert int(low) < found_at(2) <= found_at(4) < int(high)


def found_at(day: int) -> int:
    return int(datetime(2026, 11, day, tzinfo=UTC).timestamp())


async def test_prints_of_an_unknown_market_are_not_an_empty_list(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": [], "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    with pytest.raises(NotFound):
        [item async for item in venue.trades("NOSUCH")]


async def test_a_market_that_never_traded_has_no_prints(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": None, "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    wire.on(f"/markets/{TICKER}", {"market": market()})
    assert [item async for item in venue.trades(TICKER)] == []


@pytest.mark.parametrize("ticker", ["", "A,B"])
def test_prints_of_what_can_be_no_ticker_are_refused(ticker: str) -> None:
    with pytest.raises(InvalidId):
        Wire().venue().trades(ticker)


def test_prints_since_an_instant_without_a_zone_are_refused() -> None:
    with pytest.raises(InvalidRequest, match="since needs a time zone"):
        Wire().venue().trades(TICKER, since=datetime(2026, 1, 1))  # noqa: DTZ001


async def test_candles_take_one_request(wire: Wire, venue: KalshiVenue) -> None:
    first = found_at(1)
    rows = [candle(first + 3600 * hour) for hour in (2, 1, 0, 1)]
    wire.on(
        "/markets/candlesticks",
        {"markets": [{"market_ticker": TICKER, "candlesticks": rows}]},
    )
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + 2 * HOUR)
    assert [item.end for item in found] == [START + HOUR, START + 2 * HOUR]
    assert wire.paths == ["/markets/candlesticks"]
    assert wire.params() == {
        "market_tickers": TICKER,
        "start_ts": str(first),
        "end_ts": str(first + 7200),
        "period_interval": "60",
    }


async def test_many_candles_take_several_requests(
    wire: Wire, venue: KalshiVenue
) -> None:
    row = candle(found_at(2))
    wire.on(
        "/markets/candlesticks",
        {"markets": [{"market_ticker": TICKER, "candlesticks": [row]}]},
    )
    await venue.candles(
        YES,
        interval=timedelta(minutes=1),
        start=START,
        end=START + timedelta(days=10),
    )
    spans = [
        int(request.url.params["end_ts"]) - int(request.url.params["start_ts"])
        for request in wire.sent
    ]
    assert sum(spans) == 10 * 86_400
    assert max(spans) <= 10_000 * 60


async def test_an_archived_market_has_its_candles_from_the_archive(
    wire: Wire, venue: KalshiVenue
) -> None:
    old = {"end_period_ts": found_at(1) + 3600, "price": {"close": "0.3000"}}
    wire.on("/markets/candlesticks", {"markets": []})
    wire.on(f"/historical/markets/{TICKER}/candlesticks", {"candlesticks": [old]})
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)
    assert [item.close for item in found] == [D("0.30")]


async def test_a_live_market_without_candles_has_none(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/candlesticks", {"markets": []})
    wire.on(f"/markets/{TICKER}", {"market": market()})
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)
    assert found == ()


async def test_candles_of_an_unknown_market_are_not_found(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/candlesticks", {"markets": []})
    with pytest.raises(NotFound):
        await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)


@pytest.mark.parametrize(
    ("interval", "start", "end", "match"),
    [
        (
            timedelta(minutes=5),
            START,
            START + HOUR,
            "1 minute, 1 hour or 1 day here, not of 0:05:00",
        ),
        (HOUR, START, START, "are none"),
        (HOUR, START.replace(tzinfo=None), START, "time zone"),
    ],
)
async def test_candles_that_cannot_be_are_not_asked_for(
    wire: Wire,
    venue: KalshiVenue,
    interval: timedelta,
    start: datetime,
    end: datetime,
    match: str,
) -> None:
    with pytest.raises(InvalidRequest, match=match):
        await venue.candles(YES, interval=interval, start=start, end=end)
    assert wire.sent == []
