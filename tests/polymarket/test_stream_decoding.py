"""Frames as they come: in lists, with numbers for texts, with nothing for something."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha1
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_streams import RAIN, Publisher, busy, live, opened, run, top, watching
from predcore import BadResponse, Level
from predcore_polymarket._stream.decoding import EVENTS_OF_MARKETS, EVENTS_OF_USERS
from predcore_polymarket._stream.frames import fast, slow
from predcore_polymarket._stream.hashes import Hashes
from predcore_polymarket.models.streams.envelope import Unfamiliar
from predcore_polymarket.models.streams.market import (
    Book,
    NewMarket,
    PriceChange,
    PriceChanges,
)
from predcore_polymarket.models.streams.market import Level as WireLevel
from predcore_polymarket.models.streams.user import UserOrder, UserTrade

YES = RAIN.tokens[0]


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN)


def numbered(value: Any) -> Any:
    """Every number that is written as a text, as a number, and the other way round."""
    if isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        return {
            name: item if name in {"asset_id", "hash", "market"} else numbered(item)
            for name, item in members.items()
        }
    if isinstance(value, list):
        return [numbered(item) for item in cast("list[object]", value)]
    if isinstance(value, str):
        try:
            return Verbatim(Decimal(value))
        except ArithmeticError:
            return value
    return value


class Verbatim(float):
    """A number that is written as it was read."""

    def __new__(cls, exact: Decimal) -> Verbatim:
        made = super().__new__(cls, exact)
        made.exact = exact
        return made

    exact: Decimal

    def __repr__(self) -> str:
        return str(self.exact)


@pytest.mark.parametrize("read", [EVENTS_OF_MARKETS, slow])
def test_half_a_character_is_a_bad_response(read: Callable[[str], object]) -> None:
    with pytest.raises(BadResponse):
        read('{"event_type":"book","asset_id":"1","bids":["\\ud800"]}')


def test_numbers_may_be_numbers(venue: Publisher) -> None:
    feed = watching(RAIN)
    list(feed.opened(0.0))
    run(feed, [json.dumps(numbered(json.loads(json.dumps(venue.book(YES)))))])
    change = json.loads(venue.change(RAIN, "BUY", 480, 12345))
    run(feed, [json.dumps(numbered(change))])
    assert top(feed, RAIN)[0] == Level(Decimal("0.48"), Decimal("123.45"))
    (told,) = EVENTS_OF_MARKETS(json.dumps(numbered(change)))
    assert isinstance(told, PriceChanges)
    assert told.price_changes[0].size == Decimal("123.45")


def test_bytes_are_as_good_as_text(venue: Publisher) -> None:
    feed = watching(RAIN)
    opened(feed, venue)
    assert len(run(feed, [venue.change(RAIN, "BUY", 480, 100).encode()])) == 1


def test_a_list_may_mix_events_and_each_is_read(venue: Publisher) -> None:
    feed = watching(RAIN, trades=True)
    list(feed.opened(0.0))
    trade = {
        "event_type": "last_trade_price",
        "asset_id": YES,
        "price": "0.5",
        "size": "1",
        "timestamp": "5",
        "transaction_hash": "0x1",
    }
    book = venue.book(YES)
    change = json.loads(venue.change(RAIN, "BUY", 480, 100))
    stated = json.loads(venue.stated(YES))
    steps = run(feed, [json.dumps([book, {"event_type": "?"}, trade, change, stated])])
    kinds = [type(step).__name__ for step in steps]
    assert kinds == ["BookUpdate", "TradeUpdate", "BookUpdate"]
    assert live(feed, RAIN)


def test_the_shape_of_2024_tells_of_one_level(venue: Publisher) -> None:
    feed = watching(RAIN)
    opened(feed, venue)
    older = {
        "event_type": "price_change",
        "asset_id": YES,
        "market": RAIN.condition,
        "price": "0.514",
        "side": "SELL",
        "size": "21574.08",
        "hash": "bf32",
        "timestamp": "1790000009999",
    }
    assert len(run(feed, [json.dumps(older), json.dumps([older])])) == 2
    assert top(feed, RAIN)[1] == Level(Decimal("0.514"), Decimal("21574.08"))
    assert run(feed, [json.dumps(older | {"price": ""})]) == []


def test_absent_null_and_empty_members_are_absent() -> None:
    frame = {
        "event_type": "book",
        "asset_id": "7",
        "bids": None,
        "last_trade_price": "",
    }
    (book,) = EVENTS_OF_MARKETS(json.dumps(frame))
    assert book == Book(asset_id="7")
    (order,) = EVENTS_OF_USERS(
        json.dumps(
            {
                "event_type": "order",
                "id": "0x1",
                "market": "0x2",
                "asset_id": "7",
                "side": "BUY",
                "price": "0.5",
                "size_matched": "",
                "associate_trades": None,
                "created_at": "",
            }
        )
    )
    assert isinstance(order, UserOrder)
    assert order.size_matched is None
    assert order.created_at is None
    assert order.associate_trades == ()


def test_a_new_market_brings_real_lists() -> None:
    (made,) = EVENTS_OF_MARKETS(
        '{"event_type":"new_market","id":"1031769","market":"0xcond2","line":"",'
        '"assets_ids":["11","22"],"outcomes":["Yes","No"],"active":true,'
        '"fee_schedule":{"rate":0.05,"exponent":1,"takerOnly":true},'
        '"order_price_min_tick_size":"0.01","timestamp":"1760000001002"}'
    )
    assert isinstance(made, NewMarket)
    assert made.assets_ids == ("11", "22")
    assert made.line is None
    assert made.fee_schedule is not None
    assert made.fee_schedule.rate == Decimal("0.05")
    assert made.fee_schedule.taker_only is True


def test_a_trade_tells_of_its_maker_orders() -> None:
    (trade,) = EVENTS_OF_USERS(
        '{"event_type":"trade","type":"TRADE","id":"b1","market":"0x2","asset_id":"7",'
        '"side":"BUY","size":"10","price":"0.52","fee_rate_bps":"","status":"MATCHED",'
        '"matchtime":1760000000,"bucket_index":"0","trader_side":"TAKER",'
        '"maker_orders":[{"order_id":"0x99","asset_id":"7","matched_amount":10,'
        '"price":0.52,"fee_rate_bps":"0","outcome_index":0}]}'
    )
    assert isinstance(trade, UserTrade)
    assert trade.matchtime == "1760000000"
    assert trade.bucket_index == 0
    assert trade.maker_orders[0].price == Decimal("0.52")


def test_unknown_events_are_told_apart_from_bad_ones() -> None:
    assert EVENTS_OF_MARKETS('{"event_type":"order"}') == (Unfamiliar("order"),)
    assert EVENTS_OF_MARKETS('[{"a":1}]') == (Unfamiliar(""),)
    with pytest.raises(BadResponse, match=r"last_trade_price.*price"):
        EVENTS_OF_MARKETS('{"event_type":"last_trade_price","asset_id":"7"}')
    with pytest.raises(BadResponse) as caught:
        EVENTS_OF_MARKETS('{"event_type":"last_trade_price","asset_id":"7","price":{}}')
    assert caught.value.path == "price"


_texts = st.sampled_from(
    ["", "0", "0.5", "1", "-1", "NaN", "x", "0x1", "1e3", "7" * 77]
)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | _texts,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "event_type",
                    "asset_id",
                    "timestamp",
                    "price_changes",
                    "bids",
                    "asks",
                    "price",
                    "size",
                    "side",
                    "best_bid",
                    "best_ask",
                    "market",
                    "winning_asset_id",
                    "new_tick_size",
                ]
            ),
            inner,
        )
    ),
    max_leaves=12,
)
_kinds = st.sampled_from(
    [
        "book",
        "price_change",
        "last_trade_price",
        "tick_size_change",
        "best_bid_ask",
        "x",
    ]
)


@given(st.dictionaries(st.just("event_type"), _kinds), _values)
def test_any_json_is_read_or_refused(kind: dict[str, str], value: Any) -> None:
    feed = watching(RAIN, trades=True)
    opened(feed, busy(RAIN))
    frame = value
    if isinstance(value, dict):
        frame = cast("dict[str, Any]", value) | kind
        frame.update({"asset_id": YES} if "asset_id" in frame else {})
    try:
        run(feed, [json.dumps(frame)])
    except BadResponse:
        return
    bid, ask = top(feed, RAIN)
    assert bid is None or ask is None or bid.price < ask.price


@given(st.text() | st.binary())
def test_any_text_is_read_or_refused(frame: str | bytes) -> None:
    feed = watching(RAIN)
    opened(feed, busy(RAIN))
    try:
        run(feed, [frame])
    except BadResponse:
        return


def test_the_quick_and_the_patient_reader_agree(venue: Publisher) -> None:
    for frame in (
        json.dumps([venue.book(token) for token in RAIN.tokens]),
        venue.change(RAIN, "BUY", 480, 100),
        venue.stated(YES),
    ):
        found = fast(frame)
        assert slow(frame) == (found if isinstance(found, list) else [found])


# -- hashes ------------------------------------------------------------------------

HASHED = {
    "market": "0xaabbcc",
    "asset_id": "100",
    "timestamp": "123456789",
    "hash": "0458ea5755c9f73d64a14636fa5c36ed460ec394",
    "bids": [{"price": "0.3", "size": "100"}, {"price": "0.4", "size": "100"}],
    "asks": [{"price": "0.6", "size": "100"}, {"price": "0.7", "size": "100"}],
    "min_order_size": "100",
    "tick_size": "0.01",
    "neg_risk": False,
    "last_trade_price": "0.5",
    "event_type": "book",
}


def test_hashes_are_checked_once_the_first_has_come_out_by_the_recipe() -> None:
    hashes = Hashes()
    assert not hashes.contradict(json.dumps(HASHED), None)
    assert hashes.checked is True
    other = HASHED | {"timestamp": "", "bids": [], "asks": []}
    right = "74c6a7c81c1d572f1c877b7d3e25b80c336d8a6e"
    assert not hashes.contradict(json.dumps([HASHED, other | {"hash": right}]), 1)
    assert hashes.contradict(json.dumps(other), None)
    hashes.forget()
    assert hashes.checked is None


@pytest.mark.parametrize(
    "first", [HASHED | {"hash": "0f3a"}, {"event_type": "book", "asset_id": "100"}]
)
def test_hashes_are_opaque_where_the_first_is_not_made_by_the_recipe(
    first: dict[str, Any],
) -> None:
    hashes = Hashes()
    assert not hashes.contradict(json.dumps(first), None)
    assert hashes.checked is False
    assert not hashes.contradict(json.dumps(HASHED | {"tick_size": "0.1"}), None)


def test_a_book_that_lacks_something_is_no_contradiction() -> None:
    hashes = Hashes()
    hashes.contradict(json.dumps(HASHED), None)
    assert not hashes.contradict('{"event_type":"book","asset_id":"100"}', None)
    assert hashes.checked is True


def test_a_book_with_another_hash_is_withheld(venue: Publisher) -> None:
    whole = {"min_order_size": "5", "neg_risk": False}
    feed = watching(RAIN)
    list(feed.opened(0.0))
    first = hashed(venue.book(YES, **whole))
    run(feed, [json.dumps(first)])
    assert feed.hashes_checked is True
    venue.tick()
    stamp = str(venue.stamp)
    good = hashed(venue.book(YES, timestamp=stamp, **whole))
    assert len(run(feed, [json.dumps([good])])) == 1
    assert len(run(feed, [json.dumps([good | {"last_trade_price": "0.51"}])])) == 3
    assert not live(feed, RAIN)
    run(feed, [json.dumps(good)])
    assert live(feed, RAIN)


def hashed(book: dict[str, Any]) -> dict[str, Any]:
    """The book with the hash that REST would give it."""
    names = [name for name in HASHED if name != "event_type"]
    recipe = {name: "" if name == "hash" else book[name] for name in names}
    text = json.dumps(recipe, separators=(",", ":"))
    return book | {"hash": sha1(text.encode()).hexdigest()}


def test_events_are_values() -> None:
    change = PriceChange(asset_id="7", price=Decimal(1), size=Decimal(2), side="BUY")
    assert change == PriceChange(
        asset_id="7", price=Decimal(1), size=Decimal(2), side="BUY"
    )
    assert WireLevel(Decimal(1), Decimal(2)) == WireLevel(Decimal(1), Decimal(2))


def test_a_long_list_is_taken_apart_once_for_all_of_its_events() -> None:
    trades = [
        {"event_type": "last_trade_price", "asset_id": YES, "price": f"0.{n}"}
        for n in range(100, 110)
    ]
    frame = json.dumps(trades)
    found = [EVENTS_OF_MARKETS.at(frame, number) for number in range(10)]
    assert tuple(found) == EVENTS_OF_MARKETS(frame)
    assert EVENTS_OF_MARKETS._events == ()
    first = EVENTS_OF_MARKETS.at(frame, 0)
    assert EVENTS_OF_MARKETS.at(frame, 0) is first
    assert EVENTS_OF_MARKETS.at(frame, 9) == found[9]
