"""Books, quotes and trades in predcore's words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_wire import book, trade
from predcore import BadResponse, Instrument, Level, Side
from predcore.kit import decoder
from predcore_polymarket._price_mapping import to_orderbook, to_quote, to_trade
from predcore_polymarket.models.clob.book import Book
from predcore_polymarket.models.data.v2_wallet import Trade as WireTrade

D = Decimal
CLAIM = Instrument("polymarket", "0x01", "yes")
NOW = datetime(2026, 11, 30, tzinfo=UTC)

levels = st.lists(
    st.fixed_dictionaries(
        {
            "price": st.integers(1, 999).map(lambda tick: f"0.{tick:03d}"),
            "size": st.decimals("0.000001", "100000", places=6).map(str),
        }
    ),
    unique_by=lambda level: level["price"],
    max_size=30,
)


def wire(**fields: Any) -> Book:
    return decoder(Book)(json.dumps(book(**fields)).encode())


def test_the_best_price_comes_first() -> None:
    found = to_orderbook(CLAIM, wire(), NOW)
    assert found.bids == (Level(D("0.40"), D("40.123456")), Level(D("0.10"), D(500)))
    assert found.asks == (Level(D("0.45"), D("25.5")), Level(D("0.90"), D(500)))
    assert found.received_at == NOW


def test_a_book_knows_when_the_venue_took_it() -> None:
    at = datetime(2026, 11, 29, 23, 33, 20, tzinfo=UTC) + timedelta(milliseconds=123)
    assert to_orderbook(CLAIM, wire(timestamp="1795995200123"), NOW).venue_time == at
    assert to_orderbook(CLAIM, wire(timestamp=""), NOW).venue_time is None


@given(levels, levels, st.randoms(use_true_random=False))
def test_the_order_of_levels_does_not_matter(
    bids: list[dict[str, str]], asks: list[dict[str, str]], random: Any
) -> None:
    before = to_orderbook(CLAIM, wire(bids=bids, asks=asks), NOW)
    random.shuffle(bids)
    random.shuffle(asks)
    after = to_orderbook(CLAIM, wire(bids=bids, asks=asks), NOW)
    assert (before.bids, before.asks) == (after.bids, after.asks)


@given(levels, levels)
def test_a_quote_is_the_top_of_the_book(
    bids: list[dict[str, str]], asks: list[dict[str, str]]
) -> None:
    native = wire(bids=bids, asks=asks)
    top = to_orderbook(CLAIM, native, NOW).quote()
    quote = to_quote(CLAIM, native, NOW)
    assert (quote.bid, quote.bid_size, quote.ask, quote.ask_size) == (
        top.bid,
        top.bid_size,
        top.ask,
        top.ask_size,
    )


@given(levels, st.integers(1, 40))
def test_a_shallow_book_is_the_start_of_the_deep_one(
    asks: list[dict[str, str]], depth: int
) -> None:
    native = wire(asks=asks)
    deep = to_orderbook(CLAIM, native, NOW)
    assert to_orderbook(CLAIM, native, NOW, depth).asks == deep.asks[:depth]


def test_sides_may_be_empty_on_their_own() -> None:
    quote = to_quote(CLAIM, wire(bids=[]), NOW)
    assert (quote.bid, quote.bid_size, quote.ask) == (None, None, D("0.45"))
    assert to_orderbook(CLAIM, wire(bids=None, asks=[]), NOW).bids == ()


def test_a_level_of_nothing_is_no_level() -> None:
    rows = [{"price": "0.44", "size": "0"}, {"price": "0.45", "size": "1"}]
    assert to_quote(CLAIM, wire(asks=rows), NOW).ask == D("0.45")


def test_a_market_that_never_traded_has_no_last_price() -> None:
    assert to_quote(CLAIM, wire(last_trade_price=""), NOW).last is None
    assert to_quote(CLAIM, wire(), NOW).last == D("0.42")


@pytest.mark.parametrize(
    "fields",
    [
        {"bids": [{"price": "1.5", "size": "1"}]},
        {"bids": [{"price": "-0.5", "size": "1"}]},
        {"asks": [{"price": "0.5", "size": "-1"}]},
        {"timestamp": "soon"},
        {"timestamp": "9" * 30},
    ],
)
def test_an_impossible_book_is_refused_whole(fields: dict[str, Any]) -> None:
    with pytest.raises(BadResponse):
        to_orderbook(CLAIM, wire(**fields), NOW)


def test_an_impossible_last_price_is_refused() -> None:
    with pytest.raises(BadResponse):
        to_quote(CLAIM, wire(last_trade_price="1.2"), NOW)


def native_trade(**fields: Any) -> WireTrade:
    row = trade(1, 1_795_953_600, **fields)
    return decoder(WireTrade)(json.dumps(row).encode())


def test_a_trade_is_what_its_taker_did() -> None:
    found = to_trade(CLAIM, native_trade(side="SELL"))
    assert (found.price, found.size) == (D("0.42"), D("10.660967"))
    assert found.taker_side is Side.SELL
    assert found.at == datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert found.id == "0x" + "0" * 63 + "1"


def test_a_side_nobody_knows_is_no_side() -> None:
    assert to_trade(CLAIM, native_trade(side="SWAP")).taker_side is None


@pytest.mark.parametrize(
    "fields",
    [{"price": None}, {"size": None}, {"price": 1.2}, {"timestamp": 10**15}],
)
def test_half_a_trade_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(BadResponse):
        to_trade(CLAIM, native_trade(**fields))
