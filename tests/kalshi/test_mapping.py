"""Kalshi's objects to predcore's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi import scripted
from predcore import (
    BadResponse,
    Instrument,
    Level,
    MarketStatus,
    Side,
)
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

D = Decimal
NOW = datetime(2026, 11, 1, tzinfo=UTC)
YES = Instrument("kalshi", "KXRAIN-26DEC-T1", "yes")
NO = Instrument("kalshi", "KXRAIN-26DEC-T1", "no")
HOUR = timedelta(hours=1)


def native(**fields: Any) -> models.Market:
    body = json.dumps({"market": scripted.market(**fields)}).encode()
    return decoder(models.MarketEnvelope)(body).market


def book(yes: list[list[str]], no: list[list[str]]) -> models.Orderbook:
    body = json.dumps({"yes_dollars": yes, "no_dollars": no}).encode()
    return decoder(models.Orderbook)(body)


# -- markets ------------------------------------------------------------------


def test_a_market_keeps_what_both_vocabularies_have() -> None:
    market = to_market(native(), "KXRAIN")
    assert str(market.ref) == "kalshi:KXRAIN-26DEC-T1"
    assert (market.event, market.series) == ("KXRAIN-26DEC", "KXRAIN")
    assert market.title == "Will it rain?"
    assert market.rules == "If it rains."
    assert market.status is MarketStatus.OPEN
    assert market.closes_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert (market.volume, market.open_interest) == (D(100), D(50))
    assert (market.min_size, market.size_step) == (D("0.01"), D("0.01"))
    assert isinstance(market.native, models.Market)


def test_both_outcomes_show_their_own_side_of_the_book() -> None:
    yes, no = to_market(native()).outcomes
    assert (yes.key, yes.label, yes.bid, yes.ask, yes.last) == (
        ("yes", "Rain", D("0.40"), D("0.45"), D("0.42"))
    )
    assert (no.key, no.label, no.bid, no.ask, no.last) == (
        ("no", "No", D("0.55"), D("0.60"), D("0.58"))
    )


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("initialized", MarketStatus.PENDING),
        ("active", MarketStatus.OPEN),
        ("inactive", MarketStatus.HALTED),
        ("closed", MarketStatus.CLOSED),
        ("determined", MarketStatus.DETERMINED),
        ("disputed", MarketStatus.DETERMINED),
        ("amended", MarketStatus.DETERMINED),
        ("finalized", MarketStatus.SETTLED),
        ("brand_new", MarketStatus.UNKNOWN),
        (None, MarketStatus.UNKNOWN),
    ],
)
def test_every_status_has_a_meaning(said: str | None, status: MarketStatus) -> None:
    assert to_market(native(status=said)).status is status


def test_placeholders_are_absence() -> None:
    one_sided = native(
        yes_bid_dollars="0.0000",
        yes_bid_size_fp="0.00",
        no_ask_dollars="1.0000",
        last_price_dollars="0.0000",
    )
    yes, no = to_market(one_sided).outcomes
    assert (yes.bid, yes.ask, yes.last) == (None, D("0.45"), None)
    assert (no.bid, no.ask, no.last) == (D("0.55"), None, None)


def test_a_market_nobody_ever_quoted_has_no_prices() -> None:
    never = native(
        yes_bid_dollars="0.0000",
        yes_ask_dollars="0.0000",
        no_bid_dollars="1.0000",
        no_ask_dollars="1.0000",
        yes_bid_size_fp="0.00",
        yes_ask_size_fp="0.00",
    )
    for outcome in to_market(never).outcomes:
        assert (outcome.bid, outcome.ask) == (None, None)


def test_a_negative_size_is_nobody() -> None:
    quote = to_quote(YES, native(yes_bid_size_fp="-3.00"), NOW)
    assert (quote.bid, quote.bid_size) == (None, None)


def test_the_year_one_is_no_time() -> None:
    market = to_market(
        native(close_time="0001-01-01T00:00:00Z", settlement_ts="0001-01-01T00:00:00Z")
    )
    assert market.closes_at is None
    assert market.settles_at == datetime(2026, 12, 31, 11, tzinfo=UTC)


def test_a_market_settles_after_its_timer_or_when_it_did() -> None:
    expected = datetime(2026, 12, 31, 11, tzinfo=UTC)
    assert to_market(native()).settles_at == expected
    settled = to_market(native(settlement_ts="2026-12-30T00:00:00Z"))
    assert settled.settles_at == datetime(2026, 12, 30, tzinfo=UTC)
    latest = native(
        expected_expiration_time=None, latest_expiration_time="2027-01-07T00:00:00Z"
    )
    assert to_market(latest).settles_at == datetime(2027, 1, 7, 1, tzinfo=UTC)
    assert to_market(native(expected_expiration_time=None)).settles_at is None


@pytest.mark.parametrize(
    ("result", "value", "yes", "no"),
    [
        ("yes", "1.0000", D(1), D(0)),
        ("no", "0.0000", D(0), D(1)),
        ("scalar", "0.5970", D("0.597"), D("0.403")),
        ("", None, None, None),
        (None, "0.0000", None, None),
    ],
)
def test_a_payout_is_known_once_determined(
    result: str | None, value: str | None, yes: Decimal | None, no: Decimal | None
) -> None:
    market = to_market(native(result=result, settlement_value_dollars=value))
    assert [outcome.payout for outcome in market.outcomes] == [yes, no]


@pytest.mark.parametrize(
    ("title", "answer", "shown"),
    [
        ("Bitcoin  price on Mar 15?", "$80,000 or above", "… ($80,000 or above)"),
        ("Will the **high** be <80°?", "79° or below", "… (79° or below)"),
        ("Will Ann win?", "Ann", "…"),
        (None, "Ann", "Ann"),
        (None, None, "KXRAIN-26DEC-T1"),
    ],
)
def test_a_title_tells_the_markets_of_an_event_apart(
    title: str | None, answer: str | None, shown: str
) -> None:
    plain = (title or "").replace("**", "").replace("  ", " ")
    market = to_market(native(title=title, yes_sub_title=answer))
    assert market.title == shown.replace("…", plain)


def test_the_ladder_is_the_union_of_the_bands() -> None:
    bands = [
        {"start": "0.0000", "end": "0.1000", "step": "0.0010"},
        {"start": "0.1000", "end": "0.9000", "step": "0.0100"},
        {"start": "0.9000", "end": "1.0000", "step": "0.0010"},
    ]
    ladder = to_market(native(price_ranges=bands)).ladder
    assert ladder is not None
    assert D("0.057") in ladder
    assert D("0.157") not in ladder
    assert D("0.955") in ladder


def test_no_bands_are_no_ladder() -> None:
    assert to_market(native(price_ranges=None)).ladder is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes_bid_dollars": "1.2000"},
        {"volume_fp": "-1.00"},
        {"price_ranges": [{"start": "0.5", "end": "0.1", "step": "0.01"}]},
    ],
)
def test_an_impossible_market_is_a_bad_answer(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadResponse):
        to_market(native(**wrong))


def test_an_event_gives_its_markets_its_series() -> None:
    body = json.dumps(scripted.event(markets=[scripted.market()])).encode()
    event = to_event(decoder(models.Event)(body), whole=True)
    assert event.markets is not None
    assert [market.series for market in event.markets] == ["KXRAIN"]
    assert event.closes_at == datetime(2026, 12, 31, tzinfo=UTC)
    assert event.exclusive is True


def test_an_event_whose_markets_were_not_asked_for_does_not_say_none() -> None:
    body = json.dumps(scripted.event()).encode()
    assert to_event(decoder(models.Event)(body), whole=False).markets is None


# -- quotes and books ---------------------------------------------------------


def test_a_quote_of_no_is_the_mirror_of_yes() -> None:
    yes, no = to_quote(YES, native(), NOW), to_quote(NO, native(), NOW)
    assert (yes.bid, yes.bid_size, yes.ask, yes.ask_size) == (
        (D("0.40"), D(10), D("0.45"), D(5))
    )
    assert (no.bid, no.bid_size, no.ask, no.ask_size) == (
        (D("0.55"), D(5), D("0.60"), D(10))
    )
    assert (yes.last, no.last) == (D("0.42"), D("0.58"))
    assert (yes.received_at, yes.venue_time) == (NOW, None)


def test_a_bid_for_no_is_an_offer_of_yes() -> None:
    found = to_orderbook(
        YES,
        book([["0.3900", "7.00"], ["0.4000", "10.00"]], [["0.5500", "5.00"]]),
        NOW,
    )
    assert found.bids == (Level(D("0.40"), D(10)), Level(D("0.39"), D(7)))
    assert found.asks == (Level(D("0.45"), D(5)),)


def test_the_best_bid_comes_first_whichever_way_it_was_sent() -> None:
    up, down = (
        [["0.10", "1.00"], ["0.20", "2.00"]],
        [["0.20", "2.00"], ["0.10", "1.00"]],
    )
    assert to_orderbook(YES, book(up, up), NOW).bids == (
        to_orderbook(YES, book(down, down), NOW).bids
    )


def test_a_level_of_nothing_is_no_level() -> None:
    found = to_orderbook(YES, book([["0.10", "0.00"], ["0.20", "2.00"]], []), NOW)
    assert found.bids == (Level(D("0.20"), D(2)),)


def test_a_depth_keeps_the_best_levels() -> None:
    rows = [["0.10", "1.00"], ["0.20", "2.00"], ["0.30", "3.00"]]
    found = to_orderbook(YES, book(rows, rows), NOW, 1)
    assert [level.price for level in found.bids] == [D("0.30")]
    assert [level.price for level in found.asks] == [D("0.70")]


@pytest.mark.parametrize("price", ["0.0000", "1.0000", "1.2000", "-0.1000"])
def test_a_book_with_an_impossible_price_is_a_bad_answer(price: str) -> None:
    with pytest.raises(BadResponse, match="no prices"):
        to_orderbook(YES, book([[price, "1.00"], ["0.5000", "1.00"]], []), NOW)


cents = st.integers(1, 99).map(lambda n: f"{D(n) / 100:.4f}")
hundredths = st.integers(1, 10_000).map(lambda n: f"{D(n) / 100:.2f}")
sides = st.dictionaries(cents, hundredths, max_size=8).map(
    lambda side: [list(row) for row in sorted(side.items())]
)


@given(sides, sides)
def test_the_books_of_both_outcomes_are_complements(
    yes: list[list[str]], no: list[list[str]]
) -> None:
    both = book(yes, no)
    of_yes, of_no = to_orderbook(YES, both, NOW), to_orderbook(NO, both, NOW)
    assert of_yes.complement(NO) == of_no
    assert of_no.complement(YES) == of_yes


@given(sides, sides)
def test_nothing_of_a_book_is_lost_or_made_up(
    yes: list[list[str]], no: list[list[str]]
) -> None:
    found = to_orderbook(YES, book(yes, no), NOW)
    assert {(price, size) for price, size in found.bids} == {
        (D(price), D(size)) for price, size in yes
    }
    assert {(1 - price, size) for price, size in found.asks} == {
        (D(price), D(size)) for price, size in no
    }


# -- prints and candles -------------------------------------------------------


def print_of(**fields: Any) -> models.Trade:
    body = json.dumps(scripted.trade(1, "2026-11-01T00:00:00Z", **fields)).encode()
    return decoder(models.Trade)(body)


def test_a_print_is_told_as_a_trade_of_yes() -> None:
    trade = to_trade(print_of(taker_outcome_side="no"))
    assert trade.instrument == YES
    assert (trade.price, trade.size) == (D("0.42"), D(3))
    assert trade.taker_side is Side.SELL
    assert to_trade(print_of()).taker_side is Side.BUY


def test_the_older_field_tells_the_side_where_the_newer_is_missing() -> None:
    trade = to_trade(print_of(taker_outcome_side=None, taker_side="no"))
    assert trade.taker_side is Side.SELL
    assert to_trade(print_of(taker_outcome_side=None)).taker_side is None


@pytest.mark.parametrize("name", ["ticker", "yes_price_dollars", "count_fp"])
def test_a_print_without_its_numbers_is_a_bad_answer(name: str) -> None:
    with pytest.raises(BadResponse, match=name) as caught:
        to_trade(print_of(**{name: None}))
    assert caught.value.path == name


def candle_of(**fields: Any) -> models.Candlestick:
    body = json.dumps(scripted.candle(1_793_491_200, **fields)).encode()
    return decoder(models.Candlestick)(body)


def test_a_candle_ends_where_the_venue_says() -> None:
    candle = to_candle(YES, candle_of(), HOUR)
    assert candle.end == datetime(2026, 11, 1, tzinfo=UTC)
    assert candle.start == candle.end - HOUR
    assert (candle.open, candle.high, candle.low, candle.close) == (
        (D("0.41"), D("0.44"), D("0.40"), D("0.42"))
    )
    assert (candle.bid, candle.ask, candle.volume) == (D("0.40"), D("0.45"), D(12))


def test_a_candle_of_no_is_upside_down() -> None:
    candle = to_candle(NO, candle_of(), HOUR)
    assert (candle.open, candle.high, candle.low, candle.close) == (
        (D("0.59"), D("0.60"), D("0.56"), D("0.58"))
    )
    assert (candle.bid, candle.ask) == (D("0.55"), D("0.60"))


@pytest.mark.parametrize("price", [{}, None, {"previous_dollars": "0.0500"}])
def test_a_quiet_period_has_no_prices(price: dict[str, str] | None) -> None:
    quiet = candle_of(price=price, yes_ask={"close_dollars": "1.0000"})
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
    live = to_candle(YES, candle_of(), HOUR)
    assert to_archived_candle(YES, archived, HOUR) == live


def test_a_candle_beyond_the_calendar_is_a_bad_answer() -> None:
    body = json.dumps(scripted.candle(10**15)).encode()
    with pytest.raises(BadResponse, match="Unix seconds"):
        to_candle(YES, decoder(models.Candlestick)(body), HOUR)
