"""Answers other people recorded from the venue decode, and map to ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from predcore import BadResponse, Instrument, Market, MarketStatus, Orderbook
from predcore.kit import decoder
from predcore_kalshi import models
from predcore_kalshi._mapping.catalogue import to_event, to_market
from predcore_kalshi._mapping.prices import (
    to_archived_candle,
    to_candle,
    to_orderbook,
    to_quote,
    to_trade,
)
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

NOW = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)
YES, NO = (Instrument("kalshi", "RECORDED", key) for key in ("yes", "no"))

LEGACY = {
    "orderbook_all_null__obstacle.json": "orderbook_fp",
}
"""Shapes the venue no longer sends, and the field whose absence gives them away."""

NOT_MARKET_DATA = (
    "account_limits",
    "error_",
    "exchange_announcements",
    "order_",
    "portfolio_",
)
"""Accounts, refusals, and an endpoint the venue has removed."""


@dataclass(frozen=True)
class Reading:
    """How one kind of answer is decoded and mapped."""

    shape: type[Any]
    unify: Callable[[Any], Iterable[object]] = lambda _: ()


def _of_market(native: models.Market) -> list[object]:
    return [
        to_market(native),
        to_quote(YES, native, NOW),
        to_quote(NO, native, NOW),
    ]


def _of_markets(page: models.MarketPage) -> list[object]:
    return [unified for native in page.markets for unified in _of_market(native)]


def _of_candles(candles: Iterable[models.Candlestick]) -> list[object]:
    return [to_candle(key, candle, DAY) for candle in candles for key in (YES, NO)]


READINGS = {
    "account_endpoint_costs": Reading(models.EndpointCosts),
    "candlesticks": Reading(
        models.MarketCandlesticks, lambda found: _of_candles(found.candlesticks)
    ),
    "event_candlesticks": Reading(
        models.EventCandlesticks,
        lambda found: _of_candles(
            c for side in found.market_candlesticks for c in side
        ),
    ),
    "event_metadata": Reading(models.EventMetadata),
    "event_single": Reading(
        models.EventEnvelope,
        lambda found: [to_event(found.event, found.markets, whole=True)],
    ),
    "events_multivariate_page": Reading(
        models.MultivariateEventPage,
        lambda page: [to_event(event, whole=True) for event in page.events],
    ),
    "events_page": Reading(
        models.EventPage,
        lambda page: [to_event(event, whole=True) for event in page.events],
    ),
    "exchange_schedule": Reading(models.ExchangeSchedule),
    "exchange_status": Reading(models.ExchangeStatus),
    "historical_candlesticks": Reading(
        models.MarketCandlesticksHistorical,
        lambda found: [
            to_archived_candle(key, candle, DAY)
            for candle in found.candlesticks
            for key in (YES, NO)
        ],
    ),
    "historical_markets": Reading(models.MarketPage, _of_markets),
    "market_": Reading(models.MarketEnvelope, lambda found: _of_market(found.market)),
    "markets_": Reading(models.MarketPage, _of_markets),
    "multivariate_collection": Reading(models.MultivariateEventCollectionEnvelope),
    "orderbook": Reading(
        models.OrderbookEnvelope,
        lambda found: [to_orderbook(k, found.orderbook_fp, NOW) for k in (YES, NO)],
    ),
    "series_fee_changes": Reading(models.SeriesFeeChanges),
    "series_list": Reading(models.SeriesList),
    "series_single": Reading(models.SeriesEnvelope),
    "trades_page": Reading(
        models.TradePage, lambda page: [to_trade(trade) for trade in page.trades]
    ),
}


def _recorded() -> dict[str, Any]:
    """Every recorded answer of market data, out of its recorder's envelope."""
    with (PAYLOADS / "INDEX.tsv").open(newline="") as index:
        names = [row["file"] for row in csv.DictReader(index, delimiter="\t")]
    found: dict[str, Any] = {}
    for name in (name for name in names if name.startswith("kalshi/rest/")):
        file = PAYLOADS / name
        if not file.name.startswith(NOT_MARKET_DATA):
            found.update(_unwrapped(file.name, json.loads(file.read_text())))
    return found


def _unwrapped(name: str, content: Any) -> dict[str, Any]:
    match content:
        case {"environments": {"prod": {"results": results}}}:
            return {
                f"{'series_single' if kind == 'series' else kind}: {name}": one["body"]
                for kind, one in results.items()
            }
        case {"_metadata": _, "response": body} | {"http_status": _, "body": body}:
            return {name: body}
        case {"fetched_at_ms": _, "response": body}:
            return {name: body}
        case {"ticker": _, "market_type": _}:
            return {name: {"market": content}}
        case [*rows]:
            return {name: {"markets": rows}}
        case _:
            return {name: content}


def _reading(name: str) -> Reading:
    return READINGS[max((k for k in READINGS if name.startswith(k)), key=len)]


RECORDED = _recorded() if PAYLOADS.is_dir() else {}


def test_the_recordings_are_there() -> None:
    assert len(RECORDED) > 40
    assert set(LEGACY) <= set(RECORDED)


@pytest.mark.parametrize("name", [name for name in RECORDED if name not in LEGACY])
def test_a_recorded_answer_decodes_and_maps(name: str) -> None:
    reading = _reading(name)
    native = decoder(reading.shape)(json.dumps(RECORDED[name]).encode())
    for unified in reading.unify(native):
        assert unified
        if isinstance(unified, Market):
            assert unified.status is not MarketStatus.UNKNOWN
            assert unified.ladder is not None
        if isinstance(unified, Orderbook):
            bid, ask = unified.bid, unified.ask
            assert bid is None or ask is None or bid.price < ask.price


@pytest.mark.parametrize("name", LEGACY)
def test_a_shape_of_the_past_names_the_field_it_lacks(name: str) -> None:
    body = json.dumps(RECORDED[name]).encode()
    with pytest.raises(BadResponse) as caught:
        decoder(_reading(name).shape)(body)
    assert caught.value.path == LEGACY[name]
