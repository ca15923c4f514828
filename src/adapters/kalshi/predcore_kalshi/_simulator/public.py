"""Every operation that anybody may ask for."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    books,
    candlesticks,
    events,
    exchange,
    fees,
    historical,
    incentives,
    live_data,
    markets,
    milestones,
    multivariate,
    series,
    targets,
    trades,
    weather,
)
from .listing import Listing
from .query import Query
from .wire import Json

__all__ = ["PUBLIC", "PublicAnswer"]

_MARKET, _EVENT = "/series/{series_ticker}/markets", "/series/{series_ticker}/events"
_MILESTONE = "/live_data/milestone/{milestone_id}"
_MVE = "/multivariate_event_collections"

PublicAnswer = Callable[[Listing, Query], Json]

PUBLIC: tuple[tuple[str, str, PublicAnswer], ...] = (
    ("GetExchangeStatus", "/exchange/status", exchange.status),
    ("GetExchangeSchedule", "/exchange/schedule", exchange.schedule),
    (
        "GetUserDataTimestamp",
        "/exchange/user_data_timestamp",
        exchange.user_data_timestamp,
    ),
    ("GetAccountEndpointCosts", "/account/endpoint_costs", exchange.endpoint_costs),
    ("GetSeriesFeeChanges", "/series/fee_changes", fees.series_changes),
    ("GetSeriesList", "/series", series.listed),
    ("GetSeries", "/series/{series_ticker}", series.get),
    ("GetTagsForSeriesCategories", "/search/tags_by_categories", series.tags),
    ("GetFiltersForSports", "/search/filters_by_sport", series.filters_by_sport),
    ("GetEvents", "/events", events.listed),
    ("GetMultivariateEvents", "/events/multivariate", events.multivariate),
    ("GetEventFeeChanges", "/events/fee_changes", fees.event_changes),
    ("GetEvent", "/events/{event_ticker}", events.get),
    ("GetEventMetadata", "/events/{event_ticker}/metadata", events.metadata),
    ("GetMarkets", "/markets", markets.listed),
    ("GetTrades", "/markets/trades", trades.live),
    ("GetMarketOrderbooks", "/markets/orderbooks", books.orderbooks),
    ("BatchGetMarketCandlesticks", "/markets/candlesticks", candlesticks.of_batch),
    ("GetMarket", "/markets/{ticker}", markets.get),
    ("GetMarketOrderbook", "/markets/{ticker}/orderbook", books.orderbook),
    (
        "GetMarketCandlesticks",
        f"{_MARKET}/{{ticker}}/candlesticks",
        candlesticks.of_market,
    ),
    (
        "GetMarketCandlesticksByEvent",
        f"{_EVENT}/{{ticker}}/candlesticks",
        candlesticks.of_event,
    ),
    ("GetHistoricalCutoff", "/historical/cutoff", historical.cutoff),
    ("GetHistoricalMarkets", "/historical/markets", historical.listed),
    ("GetHistoricalMarket", "/historical/markets/{ticker}", historical.get),
    (
        "GetMarketCandlesticksHistorical",
        "/historical/markets/{ticker}/candlesticks",
        candlesticks.archived,
    ),
    ("GetTradesHistorical", "/historical/trades", trades.archived),
    ("GetMilestones", "/milestones", milestones.listed),
    ("GetMilestone", "/milestones/{milestone_id}", milestones.get),
    ("GetStructuredTargets", "/structured_targets", targets.listed),
    ("GetStructuredTarget", "/structured_targets/{structured_target_id}", targets.get),
    ("GetLiveDatas", "/live_data/batch", live_data.batch),
    ("GetLiveDataByMilestone", _MILESTONE, live_data.milestone),
    ("GetGameStats", f"{_MILESTONE}/game_stats", live_data.game_stats),
    (
        "GetLiveData",
        "/live_data/{type}/milestone/{milestone_id}",
        live_data.milestone,
    ),
    ("GetEventLiveData", "/live_data/events/{event_ticker}", live_data.event),
    ("GetWeatherIndex", "/live_data/weather/{city}", weather.index),
    (
        "GetWeatherIndexCalibrations",
        "/live_data/weather/{city}/calibrations",
        weather.calibrations,
    ),
    ("GetMultivariateEventCollections", _MVE, multivariate.listed),
    (
        "GetMultivariateEventCollection",
        f"{_MVE}/{{collection_ticker}}",
        multivariate.get,
    ),
    ("GetIncentivePrograms", "/incentive_programs", incentives.listed),
)
