"""The routes, and the ASGI application that answers them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from predcore.sim import Board, Catalogue, SimEvent, SimMarket, synthetic

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
from .private import PRIVATE, refuse
from .query import Query
from .refusals import Refusal, not_found
from .wire import Json

__all__ = ["KalshiSimulator"]

_ROOT = "/trade-api/v2"
_MARKET, _EVENT = "/series/{series_ticker}/markets", "/series/{series_ticker}/events"
_MILESTONE = "/live_data/milestone/{milestone_id}"
_MVE = "/multivariate_event_collections"

Answer = Callable[[Listing, Query], Json]

_PUBLIC: tuple[tuple[str, str, Answer], ...] = (
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


class KalshiSimulator:
    """Kalshi's public market data, answered from a synthetic catalogue.

    Args:
        seed: of the catalogue, where none is given.
        catalogue: what to serve; its north board is used.
    """

    def __init__(self, seed: int = 0, *, catalogue: Catalogue | None = None) -> None:
        self.catalogue = synthetic(seed) if catalogue is None else catalogue
        listing = Listing(self.catalogue)
        routes = [
            Route(path, refuse, methods=methods) for path, methods in PRIVATE.items()
        ]
        routes += [
            Route(path, _endpoint(listing, operation, answer))
            for operation, path, answer in _PUBLIC
        ]
        self._app = Starlette(
            routes=[Mount(_ROOT, routes=routes)],
            exception_handlers={Refusal: _refused, HTTPException: _missing},
        )

    @property
    def app(self) -> Callable[..., Awaitable[None]]:
        """The ASGI application."""
        return self._app

    @property
    def board(self) -> Board:
        """The board that is listed."""
        return self.catalogue.boards["north"]

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """The ticker of a market of the board."""
        return f"KX{event.series}-{event.code}-{market.code}"

    def urls(self, origin: str) -> dict[str, str]:
        """The base URL of the one service there is."""
        return {"rest": f"{origin}{_ROOT}"}

    def clients(self, origin: str) -> dict[str, str]:
        """How the venue's own clients are pointed at ``origin``."""
        return {"kalshi_python_async.Configuration(host=...)": f"{origin}{_ROOT}"}


def _endpoint(
    listing: Listing, operation: str, answer: Answer
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        query = Query(operation, request.path_params, request.query_params)
        return JSONResponse(answer(listing, query))

    return endpoint


async def _refused(request: Request, error: Exception) -> Response:
    del request
    if not isinstance(error, Refusal):
        raise error
    return JSONResponse(error.body, status_code=error.status)


async def _missing(request: Request, error: Exception) -> Response:
    del error
    return await _refused(request, not_found())
