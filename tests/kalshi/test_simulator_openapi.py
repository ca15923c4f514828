"""Every answer of the simulator is one the venue's own specification describes."""

from __future__ import annotations

import json

import pytest

from kalshi.simulator_wire import ARCHIVED, FED, SPAN, get
from kalshi.specification import operations
from official.kalshi_openapi import problems
from shared import needs_specs

pytestmark = needs_specs

RANGE = f"{SPAN}&period_interval"
GAME, PAST_GAME = "KXCFLGAME-26NOVGULRAM", "KXCFLGAME-26NOVOTTPIN"
COMBO = "KXMVEPAIRS-S00001"

# `{milestone}` and `{target}` are ids that are looked up first.
REQUESTS: dict[str, tuple[str, ...]] = {
    "GetExchangeStatus": ("/exchange/status",),
    "GetExchangeSchedule": ("/exchange/schedule",),
    "GetUserDataTimestamp": ("/exchange/user_data_timestamp",),
    "GetAccountEndpointCosts": ("/account/endpoint_costs",),
    "GetSeriesList": (
        "/series",
        "/series?category=Crypto&include_volume=true&include_product_metadata=true",
    ),
    "GetSeries": ("/series/KXFEDDECISION", "/series/KXMVEPAIRS?include_volume=true"),
    "GetSeriesFeeChanges": (
        "/series/fee_changes",
        "/series/fee_changes?show_historical=true",
    ),
    "GetTagsForSeriesCategories": ("/search/tags_by_categories",),
    "GetFiltersForSports": ("/search/filters_by_sport",),
    "GetEvents": (
        "/events",
        "/events?with_nested_markets=true&with_milestones=true&limit=50",
        "/events?status=settled&with_nested_markets=true",
    ),
    "GetMultivariateEvents": (
        "/events/multivariate",
        "/events/multivariate?with_nested_markets=true",
    ),
    "GetEventFeeChanges": ("/events/fee_changes",),
    "GetEvent": (
        f"/events/{FED}",
        f"/events/{FED}?with_nested_markets=true",
        f"/events/{FED}?exclude_markets=true",
        f"/events/{COMBO}",
    ),
    "GetEventMetadata": (f"/events/{FED}/metadata", f"/events/{GAME}/metadata"),
    "GetMarkets": (
        "/markets?limit=1000",
        *(
            f"/markets?status={status}"
            for status in ("unopened", "open", "paused", "closed", "settled")
        ),
        "/markets?mve_filter=only",
        "/markets?limit=7",
    ),
    "GetMarket": (
        f"/markets/{FED}-C25",
        f"/markets/{GAME}-GUL",
        f"/markets/{COMBO}-01",
        "/markets/KXBTCY-26DEC31-T120000",
        "/markets/KXCRANE-27APR-ORBIT",
        "/markets/KXBRIDGE-26NOV20-YES",
    ),
    "GetMarketOrderbook": (
        f"/markets/{FED}-C25/orderbook",
        f"/markets/{FED}-C25/orderbook?depth=1",
        "/markets/KXGDP-26Q4-T0/orderbook",
    ),
    "GetMarketOrderbooks": (
        f"/markets/orderbooks?tickers={FED}-C25&tickers={FED}-H25",
    ),
    "GetTrades": ("/markets/trades", f"/markets/trades?ticker={FED}-C25&limit=1000"),
    "GetMarketCandlesticks": tuple(
        f"/series/KXFEDDECISION/markets/{FED}-C25/candlesticks?{RANGE}={minutes}"
        for minutes in (1, 60, 1440)
    ),
    "BatchGetMarketCandlesticks": (
        f"/markets/candlesticks?market_tickers={FED}-C25,{FED}-H25&{RANGE}=60",
    ),
    "GetMarketCandlesticksByEvent": (
        f"/series/KXFEDDECISION/events/{FED}/candlesticks?{RANGE}=1440",
    ),
    "GetHistoricalCutoff": ("/historical/cutoff",),
    "GetHistoricalMarkets": ("/historical/markets",),
    "GetHistoricalMarket": (f"/historical/markets/{ARCHIVED}",),
    "GetMarketCandlesticksHistorical": (
        f"/historical/markets/{ARCHIVED}/candlesticks?{RANGE}=60",
    ),
    "GetTradesHistorical": ("/historical/trades",),
    "GetMilestones": ("/milestones?limit=500", "/milestones?limit=1&category=Sports"),
    "GetMilestone": ("/milestones/{milestone}",),
    "GetStructuredTargets": (
        "/structured_targets",
        "/structured_targets?type=football_team&page_size=2",
    ),
    "GetStructuredTarget": ("/structured_targets/{target}",),
    "GetLiveDataByMilestone": (
        "/live_data/milestone/{milestone}?include_player_stats=true",
    ),
    "GetLiveData": ("/live_data/football_game/milestone/{milestone}",),
    "GetLiveDatas": ("/live_data/batch?milestone_ids={milestone}",),
    "GetGameStats": (
        "/live_data/milestone/{milestone}/game_stats",
        "/live_data/milestone/{past}/game_stats",
    ),
    "GetEventLiveData": (
        "/live_data/events/KXBTCY-26DEC31",
        "/live_data/events/KXHIGHMIA-26NOV24?range=1h",
    ),
    "GetWeatherIndex": (
        "/live_data/weather/miami",
        "/live_data/weather/miami?last_sec=7200&detailed=true",
    ),
    "GetWeatherIndexCalibrations": ("/live_data/weather/miami/calibrations",),
    "GetMultivariateEventCollections": ("/multivariate_event_collections",),
    "GetMultivariateEventCollection": ("/multivariate_event_collections/KXMVEPAIRS-R",),
    "GetIncentivePrograms": ("/incentive_programs", "/incentive_programs?limit=2"),
}


async def ids() -> dict[str, str]:
    milestones = (await get("/milestones?limit=500"))["milestones"]
    by_event = {row["related_event_tickers"][0]: row["id"] for row in milestones}
    targets = (await get("/structured_targets"))["structured_targets"]
    return {
        "milestone": by_event[GAME],
        "past": by_event[PAST_GAME],
        "target": targets[0]["id"],
    }


def test_every_public_read_of_the_specification_is_asked() -> None:
    assert set(REQUESTS) == set(operations())


@pytest.mark.parametrize(
    ("operation", "path"),
    [(operation, path) for operation, paths in REQUESTS.items() for path in paths],
)
async def test_an_answer_is_what_the_specification_says(
    operation: str, path: str
) -> None:
    known = await ids() if "{" in path else {}
    assert problems(operation, await get(path.format(**known))) == []


@pytest.mark.parametrize(
    "body",
    [
        '{"markets": [{}], "cursor": ""}',
        '{"markets": [], "cursor": 1}',
        '{"markets": [], "cursor": "", "extra": 1}',
    ],
)
def test_an_answer_of_another_shape_would_be_noticed(body: str) -> None:
    assert problems("GetMarkets", json.loads(body))
