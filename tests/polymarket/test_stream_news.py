"""Prints, new ticks and resolutions come with the books, each once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from polymarket_streams import (
    COIN,
    RAIN,
    Publisher,
    busy,
    live,
    opened,
    run,
    sent,
    top,
    watching,
)
from predcore import (
    BadResponse,
    DataState,
    Gap,
    Instrument,
    LadderUpdate,
    MarketRef,
    MarketStatus,
    PriceLadder,
    Resynced,
    Side,
    StatusUpdate,
    TradeUpdate,
)
from predcore.kit import Drift
from predcore_polymarket._stream.market_feed import MarketFeed

YES, NO = RAIN.tokens
PRINT = {
    "event_type": "last_trade_price",
    "asset_id": YES,
    "market": RAIN.condition,
    "price": "0.52",
    "size": "10.5",
    "side": "BUY",
    "fee_rate_bps": "",
    "timestamp": "1760000000789",
    "transaction_hash": "0xabc",
}
TICK = {
    "event_type": "tick_size_change",
    "asset_id": YES,
    "market": RAIN.condition,
    "old_tick_size": "0.01",
    "new_tick_size": "0.001",
    "timestamp": "1790000001000",
}
RESOLVED = {
    "event_type": "market_resolved",
    "id": "1031769",
    "market": RAIN.condition,
    "assets_ids": [YES, NO],
    "winning_asset_id": YES,
    "winning_outcome": "Yes",
    "tags": ["weather"],
    "timestamp": "1760000001003",
}


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN, COIN)


def feed_of(venue: Publisher, *outcomes: str, **options: Any) -> MarketFeed:
    feed = watching(RAIN, outcomes=outcomes or ("yes",), **options)
    opened(feed, venue)
    return feed


def told(feed: MarketFeed, event: dict[str, Any], **changed: Any) -> list[Any]:
    return run(feed, [json.dumps(event | changed)])


def test_a_print_is_a_trade_of_the_takers_token(venue: Publisher) -> None:
    (step,) = told(feed_of(venue, trades=True), PRINT)
    assert isinstance(step, TradeUpdate)
    trade = step.trade
    assert trade.instrument == RAIN.instrument()
    assert (trade.price, trade.size) == (Decimal("0.52"), Decimal("10.5"))
    assert trade.taker_side is Side.BUY
    assert trade.id == "0xabc"
    assert trade.at == datetime(2025, 10, 9, 8, 53, 20, 789000, tzinfo=UTC)


def test_prints_are_told_only_to_who_wants_them_and_of_what_is_followed(
    venue: Publisher,
) -> None:
    assert told(feed_of(venue), PRINT) == []
    assert told(feed_of(venue, trades=True), PRINT, asset_id=NO) == []


def test_a_print_that_comes_twice_is_told_once(venue: Publisher) -> None:
    feed = feed_of(venue, trades=True)
    assert len(told(feed, PRINT)) == 1
    assert told(feed, PRINT) == []
    assert len(told(feed, PRINT, price="0.53")) == 1
    assert len(told(feed, PRINT, transaction_hash="0xdef")) == 1


def test_prints_without_a_transaction_are_all_told(venue: Publisher) -> None:
    feed = feed_of(venue, trades=True)
    for _ in range(2):
        assert len(told(feed, PRINT, transaction_hash="")) == 1


def test_the_prints_that_are_remembered_are_bounded(venue: Publisher) -> None:
    feed = feed_of(venue, trades=True)
    for number in range(600):
        told(feed, PRINT, transaction_hash=hex(number))
    assert len(feed._news._printed) == 512
    assert len(told(feed, PRINT, transaction_hash="0x0")) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": ""},
        {"timestamp": None},
        {"price": "1.5"},
        {"price": "NaN"},
        {"timestamp": "99999999999999999"},
    ],
)
def test_a_print_that_cannot_be_is_a_bad_response(
    venue: Publisher, wrong: dict[str, Any]
) -> None:
    with pytest.raises(BadResponse):
        told(feed_of(venue, trades=True), PRINT, **wrong)


def test_a_new_tick_is_told_once_and_every_book_of_the_market_starts_again(
    venue: Publisher,
) -> None:
    feed = feed_of(venue, "yes", "no")
    steps = told(feed, TICK)
    ladder = PriceLadder.uniform(Decimal("0.001"))
    assert steps[0] == LadderUpdate(MarketRef("polymarket", RAIN.condition), ladder)
    assert steps[1] == Gap((RAIN.instrument(),))
    assert not live(feed, RAIN)
    assert live(feed, RAIN, "no")
    other = told(feed, TICK, asset_id=NO)
    assert other[0] == Gap((RAIN.instrument("no"),))
    back = run(feed, venue.answer(sent([*steps, *other])))
    assert [s for s in back if isinstance(s, Resynced)] == [
        Resynced((RAIN.instrument(),)),
        Resynced((RAIN.instrument("no"),)),
    ]
    venue.stamp += 5000
    run(feed, [venue.change(RAIN, "BUY", 471, 100)])
    bid = top(feed, RAIN)[0]
    assert bid is not None
    assert bid.price == Decimal("0.471")


def test_a_tick_that_comes_back_is_told_again(venue: Publisher) -> None:
    feed = feed_of(venue)
    for tick in ("0.001", "0.01", "0.001"):
        (ladder,) = (
            step
            for step in told(feed, TICK, new_tick_size=tick)
            if isinstance(step, LadderUpdate)
        )
        assert ladder.ladder == PriceLadder.uniform(Decimal(tick))


@pytest.mark.parametrize("tick", ["0", "0.3", "-0.01", "NaN"])
def test_a_tick_that_cannot_be_is_a_bad_response(venue: Publisher, tick: str) -> None:
    with pytest.raises(BadResponse):
        told(feed_of(venue), TICK, new_tick_size=tick)


def test_a_resolution_is_told_once_with_what_each_outcome_pays(
    venue: Publisher,
) -> None:
    feed = feed_of(venue, "yes", "no")
    (step,) = told(feed, RESOLVED)
    assert step == StatusUpdate(
        market=MarketRef("polymarket", RAIN.condition),
        status=MarketStatus.SETTLED,
        at=datetime(2025, 10, 9, 8, 53, 21, 3000, tzinfo=UTC),
        payouts=(("yes", Decimal(1)), ("no", Decimal(0))),
    )
    assert told(feed, RESOLVED) == []


def test_nothing_is_waited_for_in_a_market_that_is_over(venue: Publisher) -> None:
    feed = feed_of(venue, quiet=600.0)
    told(feed, TICK)
    told(feed, RESOLVED)
    assert feed.books[RAIN.instrument()].state is DataState.STALE
    assert sent(feed.expired(9.0)) == []


def test_a_resolution_without_a_winner_leaves_the_payouts_open(
    venue: Publisher,
) -> None:
    (step,) = told(feed_of(venue), RESOLVED, winning_asset_id="")
    assert isinstance(step, StatusUpdate)
    assert step.payouts == ()


def test_news_are_told_of_a_market_by_the_names_it_is_followed_by(
    venue: Publisher,
) -> None:
    slug = Instrument("polymarket", "will-it-rain", "yes")
    names = ("will-it-rain", RAIN.condition)
    feed = MarketFeed(dict.fromkeys(names, RAIN.listing), drift=Drift())
    feed.add([slug, RAIN.instrument()], 0.0)
    opened(feed, venue)
    steps = [*told(feed, TICK), *told(feed, RESOLVED)]
    for kind in (LadderUpdate, StatusUpdate):
        markets = [step.market.market for step in steps if isinstance(step, kind)]
        assert markets == ["will-it-rain", RAIN.condition]


def test_news_of_other_markets_are_none(venue: Publisher) -> None:
    feed = feed_of(venue, trades=True)
    for event in (PRINT, TICK):
        assert told(feed, event, asset_id=COIN.tokens[0]) == []
    assert told(feed, RESOLVED, market=COIN.condition) == []


def test_new_markets_are_no_news_of_these(venue: Publisher) -> None:
    drift = Drift()
    event = {"event_type": "new_market", "id": "7", "outcomes": ["Yes", "No"]}
    assert told(feed_of(venue, drift=drift), event) == []
    assert drift.report() == ()


def test_events_of_unknown_types_are_counted(venue: Publisher) -> None:
    drift = Drift()
    feed = feed_of(venue, drift=drift)
    assert told(feed, {"event_type": "fireworks", "asset_id": YES}) == []
    assert told(feed, {"message": "hello"}) == []
    assert [(e.field, e.value) for e in drift.report()] == [
        ("event_type", "fireworks"),
        ("event_type", ""),
    ]
