"""Whatever goes wrong on the way, a book that is called live is the venue's book."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from kalshi.feeds import Publisher, busy, frame, opened, run, sent, tops, watching
from predcore import (
    BadResponse,
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    Level,
    Resynced,
)
from predcore_kalshi._stream.market_feed import MarketFeed

A, B = "KXRAIN-A", "KXRAIN-B"
YES_A, YES_B = (Instrument("kalshi", ticker, "yes") for ticker in (A, B))
TORN = '{"type":"orderbook_delta","sid":1,"seq":'
UNNUMBERED = frame(
    "orderbook_delta",
    {"market_ticker": A, "price_dollars": "0.47", "delta_fp": "1.00", "side": "yes"},
    sid=1,
)


def snapshot(*levels: list[str]) -> str:
    body = {"market_ticker": A, "yes_dollars_fp": levels}
    return frame("orderbook_snapshot", body, sid=1, seq=3)


@pytest.fixture
def venue() -> Publisher:
    return busy(A, B)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(A, B)
    assert [type(step) for step in opened(made, venue)] == [BookUpdate, BookUpdate]
    return made


TOP = Level(Decimal("0.47"), Decimal(3)), Level(Decimal("0.52"), Decimal(2))
WITHHELD = None, None


def test_it_subscribes_to_books_and_news_and_says_how_no_is_priced() -> None:
    (command,) = sent(watching(A, B).opened(0.0))
    assert command["params"] == {
        "channels": ["orderbook_delta", "market_lifecycle_v2"],
        "market_tickers": [A, B],
        "skip_ticker_ack": True,
        "use_yes_price": False,
    }


def test_books_are_live_from_their_snapshots_on(
    feed: MarketFeed, venue: Publisher
) -> None:
    assert tops(feed) == {A: TOP, B: TOP}
    (step,) = run(feed, [venue.change(A, "no", 4900, 500)])
    assert isinstance(step, BookUpdate)
    assert step.book.instrument == YES_A
    assert step.book.ask == Level(Decimal("0.51"), Decimal(5))
    assert step.book.venue_time is not None


def test_the_other_outcome_is_the_same_book_turned_round(venue: Publisher) -> None:
    feed = watching(A, outcome="no")
    (step,) = opened(feed, venue)
    assert isinstance(step, BookUpdate)
    assert step.book.bid == Level(Decimal("0.48"), Decimal(2))
    assert step.book.ask == Level(Decimal("0.53"), Decimal(3))


def test_a_skipped_number_withholds_every_book_and_asks_for_each(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(A, "yes", 4700, 100)
    gap, send = run(feed, [venue.change(B, "yes", 4700, 100)])
    assert gap == Gap((YES_A, YES_B), 3, 4)
    assert tops(feed) == {A: WITHHELD, B: WITHHELD}
    (command,) = sent([send])
    assert command["params"] == {
        "sid": 1,
        "action": "get_snapshot",
        "market_tickers": [A, B],
    }
    assert run(feed, [venue.change(A, "yes", 4700, 100)]) == []
    steps = run(feed, venue.answer([command]))
    kinds = [type(step) for step in steps]
    assert kinds == [Resynced, BookUpdate, Resynced, BookUpdate]
    assert tops(feed)[A] == (Level(Decimal("0.47"), Decimal(5)), TOP[1])
    assert tops(feed)[B] == (Level(Decimal("0.47"), Decimal(4)), TOP[1])


def test_a_number_that_came_before_is_dropped(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = venue.change(A, "yes", 4700, 100)
    assert len(run(feed, [change])) == 1
    assert run(feed, [change, change]) == []
    assert tops(feed)[A] == (Level(Decimal("0.47"), Decimal(4)), TOP[1])


def test_two_messages_in_the_wrong_order_are_a_gap(
    feed: MarketFeed, venue: Publisher
) -> None:
    first, second = (venue.change(A, "yes", 4700, 100) for _ in range(2))
    steps = run(feed, [second, first])
    assert steps[0] == Gap((YES_A, YES_B), 3, 4)
    assert run(feed, venue.answer(sent(steps)))[0] == Resynced((YES_A,))
    assert tops(feed)[A] == (Level(Decimal("0.47"), Decimal(5)), TOP[1])


@pytest.mark.parametrize(
    "wrong",
    [
        {"delta_fp": "-9999.00"},
        {"price_dollars": "0.47001"},
        {"price_dollars": "1.0000"},
        {"price_dollars": "0.0000"},
        {"price_dollars": "cheap"},
        {"delta_fp": "NaN"},
        {"side": "maybe"},
        {"side": "no", "price_dollars": "0.5300"},
    ],
)
def test_a_change_that_cannot_be_withholds_its_book_alone(
    feed: MarketFeed, venue: Publisher, wrong: dict[str, str]
) -> None:
    change = json.loads(venue.change(A, "yes", 4700, 100))
    change["msg"] |= wrong
    steps = run(feed, [json.dumps(change)])
    assert steps[0] == Gap((YES_A,))
    assert tops(feed) == {A: WITHHELD, B: TOP}
    assert run(feed, venue.answer(sent(steps)))[0] == Resynced((YES_A,))
    assert tops(feed)[A] == (Level(Decimal("0.47"), Decimal(4)), TOP[1])


def test_a_book_that_comes_crossed_is_withheld_and_asked_for_again(
    feed: MarketFeed, venue: Publisher
) -> None:
    asks = venue.books[A]["no"]
    venue.books[A]["no"] = {**asks, 5300: 100}
    steps = run(feed, [venue.snapshot(A)])
    assert steps[0] == Gap((YES_A,))
    assert tops(feed) == {A: WITHHELD, B: TOP}
    venue.books[A]["no"] = asks
    assert run(feed, venue.answer(sent(steps)))[0] == Resynced((YES_A,))
    assert tops(feed)[A] == TOP


def test_a_book_that_was_asked_for_and_contradicts_a_live_one_is_told(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.books[A]["yes"][4700] = 100
    steps = run(feed, [venue.snapshot(A, id=7)])
    assert [type(step) for step in steps] == [Gap, Resynced, BookUpdate]
    assert tops(feed)[A] == (Level(Decimal("0.47"), Decimal(1)), TOP[1])


def test_a_book_the_venue_has_emptied_comes_unasked_and_is_no_gap(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.books[A] = {"yes": {}, "no": {}}
    (step,) = run(feed, [venue.snapshot(A)])
    assert isinstance(step, BookUpdate)
    assert step.book.state is DataState.LIVE
    assert tops(feed) == {A: (None, None), B: TOP}


def test_a_snapshot_that_agrees_is_no_news(feed: MarketFeed, venue: Publisher) -> None:
    assert run(feed, [venue.snapshot(A)]) == []


@pytest.mark.parametrize(
    "bad",
    [
        TORN,
        "<html>",
        f'{{"type":"orderbook_delta","new":{"[" * 10_000}',
        UNNUMBERED,
        snapshot(["2.0000", "1.00"]),
        snapshot(["0.5000", "-1.00"]),
        snapshot(["0.5000", "many"]),
    ],
)
def test_a_frame_that_makes_no_sense_is_a_bad_response(
    feed: MarketFeed, bad: str
) -> None:
    with pytest.raises(BadResponse):
        run(feed, [bad])


def test_every_book_is_stale_without_a_connection_and_new_with_the_next(
    feed: MarketFeed, venue: Publisher
) -> None:
    feed.lost()
    states = {market.book.state for market in feed._shelf.markets.values()}
    assert states == {DataState.STALE}
    assert tops(feed) == {A: WITHHELD, B: WITHHELD}
    assert feed.due() is None
    venue.change(A, "yes", 4800, 100)
    assert [type(step) for step in opened(feed, venue)] == [BookUpdate, BookUpdate]
    assert tops(feed)[A] == (Level(Decimal("0.48"), Decimal(1)), TOP[1])


def test_messages_of_the_connection_before_cannot_be_mistaken(
    feed: MarketFeed, venue: Publisher
) -> None:
    feed.lost()
    list(feed.opened(0.0))
    assert run(feed, [venue.change(A, "yes", 4700, 100), venue.snapshot(B)]) != []
    assert tops(feed)[A] == WITHHELD


def test_books_of_markets_nobody_watches_are_passed_over(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.books["KXSNOW"] = {"yes": {}, "no": {}}
    assert (
        run(feed, [venue.snapshot("KXSNOW"), venue.change("KXSNOW", "no", 1, 1)]) == []
    )
    assert tops(feed) == {A: TOP, B: TOP}
