"""The native client against the venue's own OpenAPI document.

Every public read of market data has a method that can send every parameter, and
every property of every answer is a field of the right kind.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import httpx
import jsonschema
import pytest

from kalshi.scripted import Wire, raw_path
from kalshi.specification import (
    Operation,
    Schema,
    example,
    name_of,
    operations,
    resolve,
    schemas,
)
from predcore.kit import Exact, Known, Loose, Pages
from predcore_kalshi import Kalshi, models
from shared import SPECS, needs_specs

pytestmark = needs_specs

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


def test_every_public_read_has_a_method() -> None:
    assert set(CALLS) == set(operations())


@pytest.mark.parametrize("name", CALLS)
async def test_a_read_sends_what_its_operation_takes(name: str) -> None:
    operation = operations()[name]
    wire = Wire()
    client = wire.kalshi(transport=httpx.MockTransport(_always(wire, operation)))
    sent: set[str] = set()
    async with client as kalshi:
        for call in CALLS[name]:
            asked = call(kalshi)
            if isinstance(asked, Pages):
                page = await asked.first()
                assert page.items
                assert page.cursor
                sent.add("cursor")
            else:
                assert await asked
            sent |= _checked(wire.sent[-1], operation)
    assert sent == set(operation.parameters)


def _always(wire: Wire, operation: Operation) -> Callable[[httpx.Request], Any]:
    def answer(request: httpx.Request) -> httpx.Response:
        wire.sent.append(request)
        return httpx.Response(200, json=example(operation.answer))

    return answer


def _checked(request: httpx.Request, operation: Operation) -> set[str]:
    """The parameters of a request, all of them valid."""
    assert operation.serves(raw_path(request))
    query = request.url.params
    assert operation.required <= set(query)
    for name in query:
        schema = _for_jsonschema(operation.parameters[name])
        values = query.get_list(name)
        if schema["type"] == "array":
            jsonschema.validate(values, schema)
        else:
            (value,) = values
            jsonschema.validate(_typed(value, schema["type"]), schema)
    return set(query)


def _typed(value: str, kind: str) -> object:
    match kind:
        case "integer":
            return int(value)
        case "boolean":
            return {"true": True, "false": False}[value]
        case _:
            return value


def _for_jsonschema(schema: Schema) -> dict[str, Any]:
    """OpenAPI 3.0 without the words that mean something else elsewhere."""
    whole = resolve(schema)
    return {k: v for k, v in whole.items() if k not in {"nullable", "format"}}


# -- fields -------------------------------------------------------------------

RENAMED = {
    "BatchGetMarketCandlesticksResponse": "BatchCandlesticks",
    "EventData": "Event",
    "GetAccountEndpointCostsResponse": "EndpointCosts",
    "GetEventCandlesticksResponse": "EventCandlesticks",
    "GetEventFeeChangesResponse": "EventFeeChangePage",
    "GetEventLiveDataResponse": "EventLiveDataEnvelope",
    "GetEventMetadataResponse": "EventMetadata",
    "GetEventResponse": "EventEnvelope",
    "GetEventsResponse": "EventPage",
    "GetExchangeScheduleResponse": "ExchangeSchedule",
    "GetFiltersBySportsResponse": "FiltersBySport",
    "GetGameStatsResponse": "GameStats",
    "GetHistoricalCutoffResponse": "HistoricalCutoff",
    "GetIncentiveProgramsResponse": "IncentiveProgramPage",
    "GetLiveDataResponse": "LiveDataEnvelope",
    "GetLiveDatasResponse": "LiveDataBatch",
    "GetMarketCandlesticksHistoricalResponse": "MarketCandlesticksHistorical",
    "GetMarketCandlesticksResponse": "MarketCandlesticks",
    "GetMarketOrderbookResponse": "OrderbookEnvelope",
    "GetMarketOrderbooksResponse": "MarketOrderbooks",
    "GetMarketResponse": "MarketEnvelope",
    "GetMarketsResponse": "MarketPage",
    "GetMilestoneResponse": "MilestoneEnvelope",
    "GetMilestonesResponse": "MilestonePage",
    "GetMultivariateEventCollectionResponse": "MultivariateEventCollectionEnvelope",
    "GetMultivariateEventCollectionsResponse": "MultivariateEventCollectionPage",
    "GetMultivariateEventsResponse": "MultivariateEventPage",
    "GetSeriesFeeChangesResponse": "SeriesFeeChanges",
    "GetSeriesListResponse": "SeriesList",
    "GetSeriesResponse": "SeriesEnvelope",
    "GetStructuredTargetResponse": "StructuredTargetEnvelope",
    "GetStructuredTargetsResponse": "StructuredTargetPage",
    "GetTagsForSeriesCategoriesResponse": "TagsByCategories",
    "GetTradesResponse": "TradePage",
    "GetUserDataTimestampResponse": "UserDataTimestamp",
    "GetWeatherIndexCalibrationsResponse": "WeatherIndexCalibrations",
    "GetWeatherIndexResponse": "WeatherIndex",
    "MarketCandlestick": "Candlestick",
    "MarketCandlestickHistorical": "CandlestickHistorical",
    "MarketCandlesticksResponse": "TickerCandlesticks",
    "MarketOrderbookFp": "MarketOrderbook",
    "OrderbookCountFp": "Orderbook",
}
"""Where our name for a schema is not the venue's."""

EXACT_TEXTS = {
    ("PriceRange", "start"),
    ("PriceRange", "end"),
    ("PriceRange", "step"),
}
"""Prices the document calls plain strings."""


ANSWERS = {"GetStructuredTargetResponse": ("structured_target",)}
"""What an answer is all about; one without it is refused."""


def model_of(name: str) -> Any:
    return getattr(models, RENAMED.get(name, name))


NAMES = sorted(schemas()) if SPECS.is_dir() else []


@pytest.mark.parametrize("name", NAMES)
def test_every_property_is_a_field_of_the_right_kind(name: str) -> None:
    schema, model = schemas()[name], model_of(name)
    hints = get_type_hints(model, include_extras=True)
    assert set(hints) == set(schema["properties"])
    for field, node in schema["properties"].items():
        if (name, field) in EXACT_TEXTS:
            assert _bare(hints[field]) == Exact
        else:
            _check(f"{name}.{field}", hints[field], node)


@pytest.mark.parametrize("name", NAMES)
def test_only_what_identifies_an_object_is_required(name: str) -> None:
    required = {
        field.name
        for field in dataclasses.fields(model_of(name))
        if field.default is dataclasses.MISSING
    }
    assert required <= {*schemas()[name].get("required", ()), *ANSWERS.get(name, ())}


def _check(where: str, hint: Any, node: Schema) -> None:
    """The hint of a field, or of what it holds, against its schema."""
    whole, bare, named = resolve(node), _bare(hint), name_of(node)
    if named in {"FixedPointDollars", "FixedPointCount"}:
        assert bare == Exact, where
    elif "enum" in whole:
        assert _known(hint) == {value for value in whole["enum"] if value is not None}
    elif named in schemas():
        assert bare is model_of(named), where
    else:
        _check_plain(where, hint, whole)


def _check_plain(where: str, hint: Any, whole: Mapping[str, Any]) -> None:
    bare = _bare(hint)
    match whole["type"], whole.get("format"):
        case "string", "date-time":
            assert bare is datetime, where
        case "string", _:
            assert bare is str or _known(hint), where
        case "integer", _:
            assert bare is int, where
        case "boolean", _:
            assert bare is bool, where
        case "number", _:
            assert hint == Loose, where
        case "array", _ if "minItems" in whole:
            assert bare == tuple[Exact, Exact], where
        case "array", _:
            assert get_origin(_plain(hint)) is tuple, where
            _check(f"{where}[]", get_args(_plain(hint))[0], whole["items"])
        case "object", _ if whole.get("properties"):
            hints = get_type_hints(bare, include_extras=True)
            assert set(hints) == set(whole["properties"]), where
            for name, node in whole["properties"].items():
                _check(f"{where}.{name}", hints[name], node)
        case "object", _:
            inner: Any = whole.get("additionalProperties", True)
            assert get_origin(bare) is Mapping or get_origin(bare).__name__ == "Mapping"
            if inner is not True:
                _check(f"{where}{{}}", get_args(bare)[1], inner)
        case other:
            raise AssertionError(f"{where} is of type {other}")


def _bare(hint: Any) -> Any:
    """Without ``| None``."""
    args = [arg for arg in get_args(hint) if arg is not type(None)]
    optional = type(None) in get_args(hint)
    return args[0] if optional and len(args) == 1 else hint


def _plain(hint: Any) -> Any:
    """Without ``| None`` and ``Annotated``."""
    bare = _bare(hint)
    return get_args(bare)[0] if get_origin(bare) is Annotated else bare


def _known(hint: Any) -> frozenset[str]:
    for mark in getattr(_bare(hint), "__metadata__", ()):
        if isinstance(mark, Known):
            return mark.values
    return frozenset()
