"""The simulator shows prices, books, trades and candles as the venue does."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from kalshi.simulator_wire import FED, NOW, SPAN, get, listed, pages
from predcore import MarketStatus


async def quote(ticker: str) -> tuple[str, ...]:
    market = (await get(f"/markets/{ticker}"))["market"]
    sides = ("yes_bid", "yes_ask", "no_bid", "no_ask")
    return tuple(market[f"{side}_dollars"] for side in sides)


async def test_a_two_sided_market_shows_both_outcomes() -> None:
    assert await quote(f"{FED}-C25") == ("0.5400", "0.5500", "0.4500", "0.4600")


async def test_a_missing_side_shows_a_placeholder_and_no_size() -> None:
    assert await quote(f"{FED}-H25") == ("0.0000", "0.0110", "0.9890", "1.0000")
    assert await quote("KXLANTERN-27PIC-ORCH") == (
        "0.1500",
        "1.0000",
        "0.0000",
        "0.8500",
    )
    assert await quote("KXGDP-26Q4-T0") == ("0.0000", "1.0000", "0.0000", "1.0000")
    market = (await get("/markets/KXGDP-26Q4-T0"))["market"]
    assert market["yes_bid_size_fp"] == market["yes_ask_size_fp"] == "0.00"


async def test_a_market_that_was_never_quoted_has_other_placeholders() -> None:
    assert await quote("KXCRANE-27APR-ORBIT") == (
        "0.0000",
        "0.0000",
        "1.0000",
        "1.0000",
    )


@pytest.mark.parametrize(
    ("ticker", "structure"),
    [
        ("KXGDP-26Q4-T2", "linear_cent"),
        (f"{FED}-C25", "tapered_deci_cent"),
        ("KXBTCY-26DEC31-T120000", "deci_cent"),
        ("KXETHM-26NOV30-T3500", "center_half_edge_deci_cent"),
        ("KXU3-26NOV-T46", "center_whole_edge_half_cent"),
        ("KXMVEPAIRS-S00001-01", "center_deci_edge_centi_cent"),
    ],
)
async def test_a_ladder_has_the_venues_name(ticker: str, structure: str) -> None:
    market = (await get(f"/markets/{ticker}"))["market"]
    assert market["price_level_structure"] == structure


async def test_books_are_two_sides_of_bids_with_the_best_one_last() -> None:
    book = (await get(f"/markets/{FED}-C25/orderbook?depth=2"))["orderbook_fp"]
    assert book == {
        "yes_dollars": [["0.5300", "640.50"], ["0.5400", "210.00"]],
        "no_dollars": [["0.4400", "300.00"], ["0.4500", "120.00"]],
    }


async def test_an_unknown_ticker_is_left_out_of_the_books() -> None:
    path = f"/markets/orderbooks?tickers={FED}-H0&tickers=KXNOPE&tickers={FED}-C25"
    found = [row["ticker"] for row in (await get(path))["orderbooks"]]
    assert found == [f"{FED}-H0", f"{FED}-C25"]


async def test_halted_markets_keep_their_book() -> None:
    halted = [t for t, m in listed().items() if m.status is MarketStatus.HALTED]
    book = (await get(f"/markets/{halted[0]}/orderbook"))["orderbook_fp"]
    assert book["yes_dollars"]
    assert book["no_dollars"]


def at(trade: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(trade["created_time"])


async def test_trades_are_listed_once_newest_first() -> None:
    found = await pages("/markets/trades?limit=400", "trades")
    times = [at(row) for page in found for row in page]
    assert times == sorted(times, reverse=True)
    archived = (await get("/historical/trades?limit=1000"))["trades"]
    assert archived
    assert at(archived[0]) < times[-1]
    every = sum(len(market.trades) for market in listed().values())
    assert len(times) + len(archived) == every


async def test_trades_are_filtered() -> None:
    since = int((NOW - timedelta(hours=1)).timestamp())
    path = f"/markets/trades?ticker={FED}-C25&min_ts={since}&is_block_trade=false"
    rows = (await get(path))["trades"]
    assert rows
    assert {row["ticker"] for row in rows} == {f"{FED}-C25"}
    assert {row["is_block_trade"] for row in rows} == {False}
    assert min(map(at, rows)) >= NOW - timedelta(hours=1)


async def candles(minutes: int, extra: str = "") -> list[dict[str, Any]]:
    path = f"/series/KXFEDDECISION/markets/{FED}-C25/candlesticks"
    body = await get(f"{path}?{SPAN}&period_interval={minutes}{extra}")
    rows: list[dict[str, Any]] = body["candlesticks"]
    return rows


@pytest.mark.parametrize("minutes", [1, 60])
async def test_candles_are_what_was_traded_in_their_period(minutes: int) -> None:
    trades = listed()[f"{FED}-C25"].trades
    for candle in await candles(minutes):
        end = candle["end_period_ts"]
        start = end - 60 * minutes
        inside = [t for t in trades if start < t.at.timestamp() <= end]
        assert end % (60 * minutes) == 0
        assert Decimal(candle["volume_fp"]) == sum(t.size for t in inside)
        if inside:
            prices = [t.price for t in inside]
            assert Decimal(candle["price"]["open_dollars"]) == prices[0]
            assert Decimal(candle["price"]["high_dollars"]) == max(prices)
            assert Decimal(candle["price"]["low_dollars"]) == min(prices)
            assert Decimal(candle["price"]["close_dollars"]) == prices[-1]
        else:
            assert set(candle["price"]) == {"previous_dollars"}


async def test_quiet_periods_have_no_candle() -> None:
    ends = [candle["end_period_ts"] for candle in await candles(60)]
    assert ends == sorted(set(ends))
    assert len(ends) < (ends[-1] - ends[0]) // 3600


async def test_a_day_ends_at_midnight_in_new_york() -> None:
    rows = await candles(1440)
    assert {candle["end_period_ts"] % 86400 for candle in rows} <= {4 * 3600, 5 * 3600}


async def test_the_last_candle_before_the_start_can_be_projected_into_it() -> None:
    start = int((NOW - timedelta(hours=2)).timestamp())
    path = f"/markets/candlesticks?market_tickers={FED}-C25&period_interval=60"
    span = f"&start_ts={start}&end_ts={int(NOW.timestamp())}"
    plain = (await get(path + span))["markets"][0]["candlesticks"]
    joined = (await get(f"{path}{span}&include_latest_before_start=true"))["markets"][0]
    first, *rest = joined["candlesticks"]
    assert rest == plain
    assert first["end_period_ts"] % 3600 == 0
    assert set(first["price"]) == {"previous_dollars"}
    assert first["volume_fp"] == "0.00"


async def test_an_event_gives_its_candles_in_parallel_arrays() -> None:
    path = f"/series/KXFEDDECISION/events/{FED}/candlesticks?{SPAN}&period_interval=60"
    body = await get(path)
    assert len(body["market_tickers"]) == len(body["market_candlesticks"]) == 4
    assert body["market_candlesticks"][0] == await candles(60)


async def test_weather_points_lie_in_the_window_with_gaps() -> None:
    body = await get("/live_data/weather/miami?last_sec=14400")
    times = [point["t"] for point in body["timeseries"]]
    assert times[0] >= (NOW - timedelta(hours=4)).timestamp() * 1000
    assert times[-1] <= NOW.timestamp() * 1000
    assert len(times) < 241
