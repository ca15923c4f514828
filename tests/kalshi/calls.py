"""Every native read, with every parameter it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from predcore.kit import Pages
from predcore_kalshi import Kalshi

__all__ = ["CALLS", "Call"]

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)
RANGE: dict[str, Any] = {"start_ts": AT, "end_ts": AT, "period_interval": 60}

CALLS: dict[str, tuple[Call, ...]] = {
    "GetExchangeStatus": (lambda k: k.exchange.status.get(),),
    "GetExchangeSchedule": (lambda k: k.exchange.schedule.get(),),
    "GetUserDataTimestamp": (lambda k: k.exchange.user_data_timestamp.get(),),
    "GetSeriesFeeChanges": (
        lambda k: k.series.fee_changes.list(series_ticker="S", show_historical=True),
    ),
    "GetSeries": (lambda k: k.series.get("S", include_volume=True),),
    "GetSeriesList": (
        lambda k: k.series.list(
            category="Economics",
            tags=["a", "b"],
            include_product_metadata=True,
            include_volume=False,
            min_updated_ts=AT,
        ),
    ),
    "GetMarkets": (
        lambda k: k.markets.list(
            limit=5,
            event_ticker="E",
            series_ticker="S",
            status="open",
            tickers=["A", "B"],
            mve_filter="exclude",
        ),
        lambda k: k.markets.list(min_created_ts=AT, max_created_ts=AT, status="open"),
        lambda k: k.markets.list(min_close_ts=AT, max_close_ts=AT, status="closed"),
        lambda k: k.markets.list(min_settled_ts=AT, max_settled_ts=AT),
        lambda k: k.markets.list(
            min_updated_ts=AT,
            max_updated_ts=AT,
            series_ticker="S",
            mve_filter="exclude",
        ),
    ),
    "GetMarket": (lambda k: k.markets.get("M"),),
    "GetMarketOrderbook": (lambda k: k.markets.orderbook.get("M", depth=5),),
    "GetMarketOrderbooks": (lambda k: k.markets.orderbooks.list(["A", "B"]),),
    "GetTrades": (
        lambda k: k.markets.trades.list(
            ticker="M", min_ts=AT, max_ts=AT, is_block_trade=False, limit=5
        ),
    ),
    "GetMarketCandlesticks": (
        lambda k: k.markets.candlesticks.list(
            "M", series_ticker="S", include_latest_before_start=True, **RANGE
        ),
    ),
    "BatchGetMarketCandlesticks": (
        lambda k: k.markets.candlesticks.batch(
            ["A", "B"], include_latest_before_start=True, **RANGE
        ),
    ),
    "GetMarketCandlesticksByEvent": (
        lambda k: k.events.candlesticks.get("E", series_ticker="S", **RANGE),
    ),
    "GetEvents": (
        lambda k: k.events.list(
            limit=5,
            with_nested_markets=True,
            with_milestones=True,
            status="settled",
            series_ticker="S",
            tickers=["A", "B"],
            min_close_ts=AT,
            min_updated_ts=AT,
        ),
    ),
    "GetMultivariateEvents": (
        lambda k: k.events.list_multivariate(
            limit=5, series_ticker="S", tickers=["A"], with_nested_markets=True
        ),
        lambda k: k.events.list_multivariate(collection_ticker="C"),
    ),
    "GetEvent": (
        lambda k: k.events.get("E"),
        lambda k: k.events.get("E", exclude_markets=True),
    ),
    "GetEventMetadata": (lambda k: k.events.metadata.get("E"),),
    "GetEventFeeChanges": (
        lambda k: k.events.fee_changes.list(event_ticker="E", limit=5),
    ),
    "GetAccountEndpointCosts": (lambda k: k.account.endpoint_costs.get(),),
    "GetTagsForSeriesCategories": (lambda k: k.search.tags_by_categories.get(),),
    "GetFiltersForSports": (lambda k: k.search.filters_by_sport.get(),),
    "GetLiveDataByMilestone": (
        lambda k: k.live_data.get("M", include_player_stats=True),
    ),
    "GetLiveData": (
        lambda k: k.live_data.get_typed("t", "M", include_player_stats=True),
    ),
    "GetLiveDatas": (
        lambda k: k.live_data.batch(["A", "B"], include_player_stats=True),
    ),
    "GetGameStats": (lambda k: k.live_data.game_stats.get("M"),),
    "GetEventLiveData": (lambda k: k.live_data.events.get("E", range="1h"),),
    "GetWeatherIndex": (
        lambda k: k.live_data.weather.get("miami", start=AT, end=AT, detailed=True),
        lambda k: k.live_data.weather.get("miami", last_sec=60),
    ),
    "GetWeatherIndexCalibrations": (
        lambda k: k.live_data.weather.calibrations.get("miami"),
    ),
    "GetStructuredTargets": (
        lambda k: k.structured_targets.list(
            ids=["A", "B"], type="team", competition="NBA", page_size=5
        ),
    ),
    "GetStructuredTarget": (lambda k: k.structured_targets.get("T"),),
    "GetMilestone": (lambda k: k.milestones.get("M"),),
    "GetMilestones": (
        lambda k: k.milestones.list(
            limit=5,
            minimum_start_date=AT,
            category="Sports",
            competition="NBA",
            source_id="s",
            type="game",
            related_event_ticker="E",
            min_updated_ts=AT,
        ),
    ),
    "GetMultivariateEventCollection": (lambda k: k.mve.get("C"),),
    "GetMultivariateEventCollections": (
        lambda k: k.mve.list(
            status="open", associated_event_ticker="E", series_ticker="S", limit=5
        ),
    ),
    "GetIncentivePrograms": (
        lambda k: k.incentives.list(
            status="active", type="volume", incentive_description="d", limit=5
        ),
    ),
    "GetHistoricalCutoff": (lambda k: k.historical.cutoff.get(),),
    "GetHistoricalMarket": (lambda k: k.historical.markets.get("M"),),
    "GetHistoricalMarkets": (
        lambda k: k.historical.markets.list(
            limit=5, tickers=["A", "B"], mve_filter="exclude"
        ),
        lambda k: k.historical.markets.list(event_ticker="E"),
        lambda k: k.historical.markets.list(series_ticker="S"),
    ),
    "GetMarketCandlesticksHistorical": (
        lambda k: k.historical.candlesticks.list("M", **RANGE),
    ),
    "GetTradesHistorical": (
        lambda k: k.historical.trades.list(
            ticker="M", min_ts=AT, max_ts=AT, is_block_trade=True, limit=5
        ),
    ),
}
