"""Kalshi's prints and candles to predcore's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from kalshi import bodies, natives
from predcore import (
    BadResponse,
    Instrument,
    Side,
)
from predcore.kit import decoder
from predcore_kalshi import models
from predcore_kalshi._mapping.prices import (
    to_archived_candle,
    to_candle,
    to_trade,
)

D = Decimal
YES = Instrument("kalshi", "KXRAIN-26DEC-T1", "yes")
NO = Instrument("kalshi", "KXRAIN-26DEC-T1", "no")
HOUR = timedelta(hours=1)


def test_a_print_is_told_as_a_trade_of_yes() -> None:
    trade = to_trade(natives.trade(taker_outcome_side="no"))
    assert trade.instrument == YES
    assert (trade.price, trade.size) == (D("0.42"), D(3))
    assert trade.taker_side is Side.SELL
    assert to_trade(natives.trade()).taker_side is Side.BUY


def test_the_older_field_tells_the_side_where_the_newer_is_missing() -> None:
    trade = to_trade(natives.trade(taker_outcome_side=None, taker_side="no"))
    assert trade.taker_side is Side.SELL
    assert to_trade(natives.trade(taker_outcome_side=None)).taker_side is None


@pytest.mark.parametrize("name", ["ticker", "yes_price_dollars", "count_fp"])
def test_a_print_without_its_numbers_is_a_bad_answer(name: str) -> None:
    with pytest.raises(BadResponse, match=name) as caught:
        to_trade(natives.trade(**{name: None}))
    assert caught.value.path == name


def test_a_candle_ends_where_the_venue_says() -> None:
    candle = to_candle(YES, natives.candle(), HOUR)
    assert candle.end == datetime(2026, 11, 1, tzinfo=UTC)
    assert candle.start == candle.end - HOUR
    assert (candle.open, candle.high, candle.low, candle.close) == (
        (D("0.41"), D("0.44"), D("0.40"), D("0.42"))
    )
    assert (candle.bid, candle.ask, candle.volume) == (D("0.40"), D("0.45"), D(12))


def test_a_candle_of_no_is_upside_down() -> None:
    candle = to_candle(NO, natives.candle(), HOUR)
    assert (candle.open, candle.high, candle.low, candle.close) == (
        (D("0.59"), D("0.60"), D("0.56"), D("0.58"))
    )
    assert (candle.bid, candle.ask) == (D("0.55"), D("0.60"))


@pytest.mark.parametrize("price", [{}, None, {"previous_dollars": "0.0500"}])
def test_a_quiet_period_has_no_prices(price: dict[str, str] | None) -> None:
    quiet = natives.candle(price=price, yes_ask={"close_dollars": "1.0000"})
    candle = to_candle(YES, quiet, HOUR)
    assert (candle.open, candle.high, candle.low, candle.close) == (None,) * 4
    assert (candle.bid, candle.ask) == (D("0.40"), None)


def test_the_archive_says_the_same_in_other_words() -> None:
    body = {
        "end_period_ts": 1_793_491_200,
        "yes_bid": {"close": "0.4000"},
        "yes_ask": {"close": "0.4500"},
        "price": {"open": "0.4100", "high": "0.4400", "low": "0.4000"}
        | {"close": "0.4200", "mean": None, "previous": None},
        "volume": "12.00",
        "open_interest": "50.00",
    }
    archived = decoder(models.CandlestickHistorical)(json.dumps(body).encode())
    live = to_candle(YES, natives.candle(), HOUR)
    assert to_archived_candle(YES, archived, HOUR) == live


def test_a_candle_beyond_the_calendar_is_a_bad_answer() -> None:
    body = json.dumps(bodies.candle(10**15)).encode()
    with pytest.raises(BadResponse, match="Unix seconds"):
        to_candle(YES, decoder(models.Candlestick)(body), HOUR)
