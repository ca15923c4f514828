"""Wire models: forgiving where the venue is loose, exact where money is meant."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse
from predcore.kit import Drift, decoder
from predcore_polymarket import book_hash
from predcore_polymarket.models.clob.book import Book
from predcore_polymarket.models.data.v1_wallet import Trade
from predcore_polymarket.models.gamma.event import Event
from predcore_polymarket.models.gamma.market import Market
from predcore_polymarket.models.names import camel

D = Decimal
BOOK = {
    "market": "0xaabbcc",
    "asset_id": "100",
    "timestamp": "123456789",
    "bids": [{"price": "0.3", "size": "100"}, {"price": "0.4", "size": "100"}],
    "asks": [{"price": "0.6", "size": "100"}, {"price": "0.7", "size": "100"}],
    "min_order_size": "100",
    "tick_size": "0.01",
    "neg_risk": False,
    "last_trade_price": "0.5",
}


def read(shape: type[Any], value: object) -> Any:
    return decoder(shape)(json.dumps(value).encode())


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("condition_id", "conditionId"),
        ("question_id", "questionID"),
        ("neg_risk_market_id", "negRiskMarketID"),
        ("neg_risk_request_id", "negRiskRequestID"),
        ("volume_24hr", "volume24hr"),
        ("volume_1wk_clob", "volume1wkClob"),
        ("uma_end_date", "umaEndDate"),
        ("submitted_by", "submitted_by"),
        ("id", "id"),
    ],
)
def test_names_are_spelt_as_the_venue_spells_them(name: str, spelt: str) -> None:
    assert camel(name) == spelt


def test_a_market_needs_nothing_but_an_id() -> None:
    bare = read(Market, {"id": 7})
    assert (bare.id, bare.outcomes, bare.events, bare.best_bid) == ("7", (), (), None)


def test_null_is_absence_everywhere() -> None:
    every = [name for name in Market.__dataclass_fields__ if name != "id"]
    empty = read(Market, {"id": "7", **{camel(name): None for name in every}})
    bare = read(Market, {"id": "7"})
    assert empty == bare


def test_numbers_may_be_texts_and_texts_numbers() -> None:
    found = read(Market, {"id": 7, "bestBid": "0.40", "volume": 12.5, "gameId": 42})
    assert (found.best_bid, found.volume, found.game_id) == (D("0.40"), D("12.5"), "42")


def test_an_empty_text_is_no_number_and_no_time() -> None:
    found = read(Market, {"id": "7", "volume": "", "closedTime": "", "outcomes": ""})
    assert (found.volume, found.closed_time, found.outcomes) == (None, None, ())


def test_arrays_hidden_in_texts_are_arrays() -> None:
    found = read(Market, {"id": "7", "outcomes": '["Up","Down"]', "clobTokenIds": "[]"})
    assert (found.outcomes, found.clob_token_ids) == (("Up", "Down"), ())


def test_every_dialect_of_time_is_understood() -> None:
    found = read(
        Market,
        {
            "id": "7",
            "closedTime": "2026-11-22 12:00:00+00",
            "endDate": "2026-11-22T12:00:00Z",
        },
    )
    assert found.closed_time == found.end_date == datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("shape", "value", "path"),
    [
        (Market, {"id": "7", "bestBid": "NaN"}, "bestBid"),
        (Market, {"id": "7", "bestBid": True}, "bestBid"),
        (Market, {"id": "7", "outcomes": '["Yes"'}, "outcomes"),
        (Market, {"id": "7", "outcomes": "5"}, "outcomes"),
        (Market, {}, "id"),
        (Event, {"id": "1", "markets": [{"id": "7", "spread": "x"}]}, "spread"),
        (Book, {**BOOK, "bids": [{"price": 0.5, "size": "1"}]}, "bids.0.price"),
        (Book, {**BOOK, "asks": [{"price": "NaN", "size": "1"}]}, "asks.0.price"),
        (Book, {**BOOK, "asks": [{"price": "0.5"}]}, "asks.0.size"),
        (Trade, {"asset": "1", "conditionId": "0x", "timestamp": None}, "timestamp"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    shape: type[Any], value: object, path: str
) -> None:
    with pytest.raises(BadResponse) as refused:
        read(shape, value)
    assert refused.value.path.endswith(path)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_of_json_is_refused(value: object) -> None:
    with pytest.raises(BadResponse, match="not JSON"):
        read(Market, {"id": "7", "bestBid": value})


def test_the_unknown_is_tolerated_and_counted() -> None:
    body = b'{"id":"7","brandNew":1,"umaResolutionStatus":"pondered"}'
    drift = Drift()
    decoder(Market)(body)
    drift.inspect(Market, body)
    assert {entry[:3] for entry in drift.report()} == {
        ("Market", "brandNew", None),
        ("Market", "uma_resolution_status", "pondered"),
    }


def test_null_sides_are_an_empty_book() -> None:
    found = read(Book, {**BOOK, "bids": None, "asks": None})
    assert (found.bids, found.asks) == ((), ())


def test_a_book_keeps_all_six_decimals_of_a_size() -> None:
    rows = [{"price": "0.0025", "size": "219.217767"}]
    (level,) = read(Book, {**BOOK, "bids": rows}).bids
    assert (str(level.price), str(level.size)) == ("0.0025", "219.217767")


def test_fingerprints_are_the_venues() -> None:
    assert book_hash(read(Book, BOOK)) == "0458ea5755c9f73d64a14636fa5c36ed460ec394"
    empty = {**BOOK, "timestamp": "", "bids": [], "asks": []}
    assert book_hash(read(Book, empty)) == "74c6a7c81c1d572f1c877b7d3e25b80c336d8a6e"


@given(st.decimals("0.000001", "1000000", places=6))
def test_a_fingerprint_sees_every_digit_of_a_size(size: Decimal) -> None:
    one = read(Book, {**BOOK, "bids": [{"price": "0.3", "size": str(size)}]})
    more = str(size + D("0.000001"))
    other = read(Book, {**BOOK, "bids": [{"price": "0.3", "size": more}]})
    assert book_hash(one) != book_hash(other)
