"""The simulator refuses what the venue refuses, in the venue's words."""

from __future__ import annotations

import pytest

from kalshi.simulator_wire import ARCHIVED, FED, SPAN, get


async def test_a_limit_above_the_maximum_is_refused_in_the_validators_words() -> None:
    assert await get("/markets?limit=1001", status=400) == {
        "msg": "Parameter validation failed for GetMarkets: "
        "Key: 'GetMarketsParams.Limit' "
        "Error:Field validation for 'Limit' failed on the 'lte' tag"
    }


@pytest.mark.parametrize(
    "path",
    [
        "/markets?limit=-1",
        "/markets?limit=ten",
        "/markets?status=active",
        "/markets?mve_filter=all",
        "/markets?min_close_ts=99999999999999999",
        "/markets?min_close_ts=-99999999999999",
        "/events?limit=0",
        "/events?with_nested_markets=perhaps",
        "/markets/orderbooks",
        "/markets/orderbooks?" + "&".join(["tickers=X"] * 101),
        f"/markets/{FED}-C25/orderbook?depth=101",
        f"/markets/candlesticks?market_tickers={FED}-C25&{SPAN}",
        f"/markets/candlesticks?market_tickers={','.join('X' * 101)}&{SPAN}",
        f"/series/KXFEDDECISION/events/{FED}/candlesticks?{SPAN}&period_interval=5",
        "/milestones",
        "/milestones?limit=10&minimum_start_date=tomorrow",
        "/structured_targets?page_size=2001",
        "/incentive_programs?type=other",
        "/live_data/batch",
    ],
)
async def test_a_parameter_that_breaks_a_rule_is_refused(path: str) -> None:
    body = await get(path, status=400)
    words = (
        "Parameter validation failed for Get",
        "Parameter validation failed for Ba",
    )
    assert body["msg"].startswith(words)


@pytest.mark.parametrize(
    "path",
    [
        "/markets?min_close_ts=1&min_created_ts=1",
        "/markets?min_close_ts=1&status=open",
        "/markets?min_settled_ts=1&status=closed",
        "/markets?max_created_ts=1&status=settled",
        "/markets?min_updated_ts=1&status=open",
        "/markets?min_updated_ts=1&series_ticker=KXBTCY",
        f"/markets?min_updated_ts=1&event_ticker={FED}",
        f"/historical/markets?event_ticker={FED}&series_ticker=KXBTCY",
        "/events/multivariate?series_ticker=A&collection_ticker=B",
        f"/events/{FED}?with_nested_markets=true&exclude_markets=true",
        "/markets/candlesticks?market_tickers=X&start_ts=2&end_ts=1&period_interval=1",
        "/live_data/weather/miami?from=1",
        "/live_data/weather/miami?from=1&to=2&last_sec=3",
        "/live_data/weather/atlantis",
    ],
)
async def test_parameters_that_contradict_each_other_are_refused(path: str) -> None:
    assert (await get(path, status=400))["code"] == "bad_request"


@pytest.mark.parametrize(
    "path",
    [
        "/markets/KXNOPE",
        f"/markets/{ARCHIVED}",
        f"/historical/markets/{FED}-C25",
        "/markets/KXNOPE/orderbook",
        f"/series/KXBTCY/markets/{FED}-C25/candlesticks?{SPAN}&period_interval=1",
        f"/series/KXBTCY/events/{FED}/candlesticks?{SPAN}&period_interval=1",
        "/series/KXNOPE",
        "/events/KXNOPE",
        "/events/KXNOPE/metadata",
        "/milestones/nobody",
        "/structured_targets/nobody",
        "/live_data/milestone/nobody",
        f"/live_data/events/{FED}",
        "/multivariate_event_collections/KXNOPE",
        "/no/such/path",
        "/markets/a%2fb",
    ],
)
async def test_what_does_not_exist_is_not_found(path: str) -> None:
    error = {"code": "not_found", "message": "not found"}
    assert await get(path, status=404) == {"error": error}


@pytest.mark.parametrize(
    "path",
    [
        "/portfolio/balance",
        "/account/limits",
        "/api_keys",
        "/communications/rfqs",
        "/historical/fills",
        f"/series/KXFEDDECISION/events/{FED}/forecast_percentile_history",
    ],
)
async def test_what_needs_a_signature_is_refused(path: str) -> None:
    error = (await get(path, status=401))["error"]
    assert error["code"] == "token_authentication_failure"
    headers = {"KALSHI-ACCESS-KEY": "somebody"}
    error = (await get(path, status=401, **headers))["error"]
    assert error["details"] == "NOT_FOUND"
