"""Reads Kalshi through its official client and prints what it understood, as JSON.

Run by the interpreter of that client's own environment, as
``python kalshi_reading.py BASE_URL START_TS END_TS``. The client is unmodified; only
its host is set.
"""

from __future__ import annotations

import asyncio
import json
import sys
from importlib import import_module
from typing import Any

kalshi: Any = import_module("kalshi_python_async")


async def main(host: str, start: str, end: str) -> None:
    """Write one JSON object to the standard output."""
    client = kalshi.KalshiClient(kalshi.Configuration(host=host))
    try:
        found = await read(client, {"start_ts": int(start), "end_ts": int(end)})
    finally:
        await client.close()
    sys.stdout.write(json.dumps(found))


async def read(client: Any, span: dict[str, int]) -> dict[str, Any]:
    """Everything public, by name."""
    market = kalshi.MarketApi(client)
    markets = await pages(market.get_markets, "markets", limit=20)
    trading = [row.ticker for row in markets if row.status == "active"]
    bulk = (await market.get_market_orderbooks(tickers=trading)).orderbooks
    one = await market.get_market_orderbook(trading[0], depth=1)
    trades = await pages(market.get_trades, "trades", ticker=trading[0], limit=10)
    series = trading[0].partition("-")[0]
    candles = await market.get_market_candlesticks(
        series, trading[0], period_interval=60, **span
    )
    batch = await market.batch_get_market_candlesticks(
        ",".join(trading[:3]), period_interval=1440, **span
    )
    return {
        "markets": {row.ticker: quote(row) for row in markets},
        "orderbooks": {row.ticker: book(row.orderbook_fp) for row in bulk},
        "orderbook": book(one.orderbook_fp),
        "trades": [[row.trade_id, row.yes_price_dollars] for row in trades],
        "candles": [candle.price.close_dollars for candle in candles.candlesticks],
        "batch": [row.market_ticker for row in batch.markets],
        "series": [row.ticker for row in (await market.get_series_list()).series],
        **await around(client),
    }


async def around(client: Any) -> dict[str, Any]:
    """What there is beside markets."""
    events = kalshi.EventsApi(client)
    listed = await pages(events.get_events, "events", limit=5, with_nested_markets=True)
    combos = await pages(events.get_multivariate_events, "events", limit=2)
    historical = kalshi.HistoricalApi(client)
    milestones = await kalshi.MilestoneApi(client).get_milestones(limit=100)
    targets = await kalshi.StructuredTargetsApi(client).get_structured_targets()
    live = kalshi.LiveDataApi(client)
    state = await live.get_live_data_by_milestone(milestones.milestones[0].id)
    weather = await live.get_weather_index("miami", last_sec=600)
    collections = kalshi.MultivariateApi(client).get_multivariate_event_collections
    programs = kalshi.IncentiveProgramsApi(client).get_incentive_programs
    status = await kalshi.ExchangeApi(client).get_exchange_status()
    tags = await kalshi.SearchApi(client).get_tags_for_series_categories()
    return {
        "events": {row.event_ticker: len(row.markets) for row in listed},
        "combos": [row.event_ticker for row in combos],
        "archived": [
            row.ticker
            for row in await pages(historical.get_historical_markets, "markets")
        ],
        "milestones": len(milestones.milestones),
        "targets": len(targets.structured_targets),
        "live": state.live_data.details["status"],
        "weather": len(weather.timeseries),
        "collections": len((await collections()).multivariate_contracts),
        "programs": len((await programs()).incentive_programs),
        "trading": status.trading_active,
        "categories": sorted(tags.tags_by_categories),
    }


async def pages(fetch: Any, rows: str, **arguments: Any) -> list[Any]:
    """The rows of every page."""
    found: list[Any] = []
    cursor = None
    while True:
        page = await fetch(cursor=cursor, **arguments)
        found += getattr(page, rows)
        cursor = page.cursor
        if not cursor:
            return found


def quote(row: Any) -> list[Any]:
    """What a market says about itself."""
    return [row.status, row.yes_bid_dollars, row.yes_ask_dollars, row.title]


def book(side: Any) -> list[Any]:
    """Both sides of bids, as they came."""
    return [side.yes_dollars, side.no_dollars]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
