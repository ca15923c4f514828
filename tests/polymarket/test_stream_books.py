"""Whatever goes wrong on the way, a book that is called live has the venue's top."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

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
from predcore import BadResponse, BookUpdate, DataState, Gap, Level, Resynced
from predcore.kit import Send, Step
from predcore_polymarket._stream.market_feed import MarketFeed

TOP = Level(Decimal("0.47"), Decimal(3)), Level(Decimal("0.52"), Decimal(2))
WITHHELD = None, None
YES, NO = RAIN.tokens
RAINS = RAIN.instrument()


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN, COIN)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(RAIN, COIN)
    assert [type(step) for step in opened(made, venue)] == [BookUpdate, BookUpdate]
    return made


def mended(feed: MarketFeed, venue: Publisher, steps: Sequence[Step]) -> bool:
    """Whether the steps withhold one book, ask for it, and what comes mends it."""
    gap, leave, follow = steps
    assert gap == Gap((RAINS,))
    assert isinstance(leave, Send)
    assert isinstance(follow, Send)
    assert sent([leave, follow]) == [
        {"operation": "unsubscribe", "assets_ids": [YES]},
        {"operation": "subscribe", "assets_ids": [YES], "custom_feature_enabled": True},
    ]
    assert top(feed, RAIN) == WITHHELD
    assert live(feed, COIN)
    back = run(feed, venue.answer(sent([leave, follow])))
    assert back[0] == Resynced((RAINS,))
    assert isinstance(back[1], BookUpdate)
    return live(feed, RAIN)


def test_it_introduces_itself_with_every_token() -> None:
    (request,) = sent(watching(RAIN, COIN, outcomes=("yes", "no")).opened(0.0))
    assert request == {
        "type": "market",
        "assets_ids": [*RAIN.tokens, *COIN.tokens],
        "custom_feature_enabled": True,
        "initial_dump": True,
        "level": 2,
    }


def test_books_are_live_from_their_whole_books_on(
    feed: MarketFeed, venue: Publisher
) -> None:
    assert top(feed, RAIN) == top(feed, COIN) == TOP
    (step,) = run(feed, [venue.change(RAIN, "SELL", 510, 550)])
    assert isinstance(step, BookUpdate)
    assert step.book.instrument == RAINS
    assert step.book.ask == Level(Decimal("0.51"), Decimal("5.5"))
    assert step.book.venue_time is not None
    assert step.book.snapshot().asks[1] == TOP[1]


def test_a_change_sets_what_rests_at_its_price(
    feed: MarketFeed, venue: Publisher
) -> None:
    run(feed, [venue.change(RAIN, "BUY", 470, 100), venue.change(RAIN, "BUY", 470, 0)])
    assert top(feed, RAIN)[0] == Level(Decimal("0.46"), Decimal(10))


def test_the_two_tokens_of_a_market_are_two_books(venue: Publisher) -> None:
    feed = watching(RAIN, outcomes=("yes", "no"))
    opened(feed, venue)
    first, second = run(feed, [venue.change(RAIN, "BUY", 480, 100)])
    assert isinstance(first, BookUpdate)
    assert isinstance(second, BookUpdate)
    assert first.book.bid == Level(Decimal("0.48"), Decimal(1))
    assert second.book.ask == Level(Decimal("0.52"), Decimal(1))


def test_a_whole_book_replaces_what_was_known(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.tick()
    venue.books[YES] = {"BUY": {300: 100}, "SELL": {}}
    venue.stamps[YES] = venue.stamp
    (step,) = run(feed, [json.dumps(venue.book(YES))])
    assert isinstance(step, BookUpdate)
    assert step.book.snapshot().bids == (Level(Decimal("0.3"), Decimal(1)),)
    assert step.book.ask is None
    assert step.book.state is DataState.LIVE


def test_levels_may_come_in_any_order(venue: Publisher) -> None:
    feed = watching(RAIN)
    list(feed.opened(0.0))
    book = venue.book(YES)
    run(feed, [json.dumps({**book, "bids": book["bids"][::-1]})])
    assert top(feed, RAIN) == TOP


def test_prices_have_four_decimals_and_sizes_six(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = json.loads(venue.change(RAIN, "BUY", 480, 100))
    change["price_changes"][0] |= {
        "price": "0.4825",
        "size": "219.217767",
        "best_bid": "0.4825",
    }
    run(feed, [json.dumps(change)])
    assert top(feed, RAIN)[0] == Level(Decimal("0.4825"), Decimal("219.217767"))


# -- the top the venue states --------------------------------------------------------


def test_a_lost_change_of_the_top_withholds_at_the_next_and_is_a_gap_after_it(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(RAIN, "BUY", 480, 100)
    assert run(feed, [venue.change(RAIN, "BUY", 450, 100)]) == []
    assert top(feed, RAIN) == WITHHELD
    steps = run(feed, [venue.change(RAIN, "BUY", 440, 100)])
    assert mended(feed, venue, steps)
    assert top(feed, RAIN)[0] == Level(Decimal("0.48"), Decimal(1))


def test_a_lost_change_of_the_top_is_a_gap_in_half_a_second_where_nothing_follows(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(RAIN, "SELL", 520, 0)
    run(feed, [venue.change(RAIN, "BUY", 450, 100)], 7.0)
    assert feed.due() == 7.5
    assert mended(feed, venue, list(feed.expired(7.5)))


def test_changes_of_one_instant_are_judged_when_all_have_come(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.tick()
    first = venue.set(RAIN, "BUY", 470, 0)
    second = venue.set(RAIN, "BUY", 460, 0)
    for change, final in zip(first, second, strict=True):
        change |= {name: final[name] for name in ("best_bid", "best_ask")}
    assert run(feed, [venue.told(RAIN, first)]) == []
    assert not live(feed, RAIN)
    (step,) = run(feed, [venue.told(RAIN, second)])
    assert isinstance(step, BookUpdate)
    assert live(feed, RAIN)
    assert step.book.bid is None
    assert run(feed, [venue.change(RAIN, "BUY", 450, 100)]) != []


def test_a_side_that_is_empty_is_stated_as_0_or_1(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = run(feed, [venue.change(RAIN, "SELL", 520, 0)])
    assert [type(step) for step in steps] == [BookUpdate]
    assert top(feed, RAIN) == (TOP[0], None)
    change = json.loads(venue.change(RAIN, "BUY", 450, 100))
    change["price_changes"][0]["best_ask"] = "0"
    assert len(run(feed, [json.dumps(change)])) == 1


@pytest.mark.parametrize("nothing", ["", None, "unknown", "7"])
def test_a_top_that_is_not_stated_is_not_held_against_the_book(
    feed: MarketFeed, venue: Publisher, nothing: str | None
) -> None:
    venue.change(RAIN, "BUY", 480, 100)
    change = json.loads(venue.change(RAIN, "BUY", 450, 100))
    change["price_changes"][0] |= {"best_bid": nothing, "best_ask": nothing}
    assert len(run(feed, [json.dumps(change)])) == 1
    assert top(feed, RAIN) == TOP


def test_best_prices_told_alone_may_come_before_their_change(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = venue.change(RAIN, "BUY", 480, 100)
    venue.tick()
    assert run(feed, [venue.stated(YES)], 3.0) == []
    assert top(feed, RAIN) == TOP
    assert len(run(feed, [change], 3.1)) == 1
    assert list(feed.expired(3.5)) == []


def test_best_prices_told_alone_are_a_gap_if_their_change_does_not_come(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(RAIN, "BUY", 480, 100)
    run(feed, [venue.stated(YES)], 3.0)
    assert feed.due() == 3.5
    assert mended(feed, venue, list(feed.expired(3.5)))


def test_best_prices_of_before_the_last_change_say_nothing(
    feed: MarketFeed, venue: Publisher
) -> None:
    old = venue.stated(YES)
    run(feed, [venue.change(RAIN, "BUY", 480, 100), old], 3.0)
    assert list(feed.expired(4.0)) == []
    assert live(feed, RAIN)


# -- order --------------------------------------------------------------------------


def test_a_frame_that_comes_twice_changes_nothing(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = venue.change(RAIN, "BUY", 480, 100)
    run(feed, [change, change])
    assert top(feed, RAIN)[0] == Level(Decimal("0.48"), Decimal(1))
    assert live(feed, RAIN)


def test_an_instant_before_the_last_one_is_a_gap(
    feed: MarketFeed, venue: Publisher
) -> None:
    first, second = (
        venue.change(RAIN, "BUY", tick, size) for tick, size in ((450, 100), (440, 200))
    )
    assert mended(feed, venue, run(feed, [second, first])[1:])


def test_what_came_before_the_whole_book_is_in_it(venue: Publisher) -> None:
    feed = watching(RAIN)
    old = venue.change(RAIN, "BUY", 480, 100)
    venue.change(RAIN, "BUY", 480, 0)
    opened(feed, venue)
    assert run(feed, [old]) == []
    assert top(feed, RAIN) == TOP


def test_a_change_of_the_same_instant_as_the_whole_book_is_applied(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = venue.change(RAIN, "BUY", 480, 100)
    run(feed, [json.dumps(venue.book(YES))])
    assert len(run(feed, [change])) == 1
    assert top(feed, RAIN)[0] == Level(Decimal("0.48"), Decimal(1))


def test_a_whole_book_older_than_what_is_known_is_passed_over(
    feed: MarketFeed, venue: Publisher
) -> None:
    old = json.dumps(venue.book(YES))
    run(feed, [venue.change(RAIN, "BUY", 480, 100)])
    assert run(feed, [old]) == []
    assert top(feed, RAIN)[0] == Level(Decimal("0.48"), Decimal(1))


def test_changes_before_the_first_whole_book_are_left_to_it(venue: Publisher) -> None:
    feed = watching(RAIN)
    answers = venue.answer(sent(feed.opened(0.0)))
    assert run(feed, [venue.change(RAIN, "BUY", 480, 100)]) == []
    assert not live(feed, RAIN)
    run(feed, answers)
    assert top(feed, RAIN) == TOP


def test_frames_without_a_time_are_applied_as_they_come(
    feed: MarketFeed, venue: Publisher
) -> None:
    change = json.loads(venue.change(RAIN, "BUY", 480, 100))
    del change["timestamp"]
    (step,) = run(feed, [json.dumps(change)])
    assert isinstance(step, BookUpdate)
    assert step.book.venue_time is None


# -- what cannot be -----------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": "-1"},
        {"price": "0.47001"},
        {"price": "1"},
        {"price": "0"},
        {"price": "cheap"},
        {"size": "NaN"},
        {"size": "1.0000001"},
        {"side": "MAYBE"},
        {"side": ""},
    ],
)
def test_a_change_that_cannot_be_withholds_its_book_alone(
    feed: MarketFeed, venue: Publisher, wrong: dict[str, str]
) -> None:
    change = json.loads(venue.change(RAIN, "BUY", 480, 100))
    change["price_changes"][0] |= wrong
    assert mended(feed, venue, run(feed, [json.dumps(change)]))


def test_a_book_whose_sides_cross_is_withheld_and_asked_for_again(
    feed: MarketFeed, venue: Publisher
) -> None:
    run(feed, [venue.change(RAIN, "BUY", 530, 100)], 3.0)
    assert not live(feed, RAIN)
    steps = list(feed.expired(3.5))
    assert steps[0] == Gap((RAINS,))
    assert run(feed, venue.answer(sent(steps)), 3.5) == []
    assert not live(feed, RAIN)
    venue.set(RAIN, "BUY", 530, 0)
    back = run(feed, venue.answer(sent(feed.expired(8.5))), 8.5)
    assert back[0] == Resynced((RAINS,))
    assert top(feed, RAIN) == TOP


@pytest.mark.parametrize(
    "rows",
    [
        [{"price": "2", "size": "1"}],
        [{"price": "0.5", "size": "-1"}],
        [{"price": "0.5", "size": "many"}],
        [{"price": "0.3", "size": "1"}, {"price": "0.30", "size": "2"}],
    ],
)
def test_a_whole_book_that_cannot_be_is_not_believed(
    feed: MarketFeed, venue: Publisher, rows: list[dict[str, str]]
) -> None:
    venue.tick()
    bad = venue.book(YES, bids=rows, timestamp=str(venue.stamp))
    assert mended(feed, venue, run(feed, [json.dumps(bad)]))


def test_levels_of_no_size_are_no_levels(feed: MarketFeed, venue: Publisher) -> None:
    nothing = [{"price": "0.9", "size": "0"}]
    venue.tick()
    book = venue.book(YES, bids=nothing, timestamp=str(venue.stamp))
    run(feed, [json.dumps(book)])
    assert top(feed, RAIN) == (None, TOP[1])


@pytest.mark.parametrize(
    "bad",
    [
        "<html>",
        '{"event_type":"price_change","price_changes":[{"asset_id":"',
        '"PONG"',
        "[[]]",
        "null",
        "INVALID OPERATION",
        '{"event_type":"price_change","price_changes":7}',
        '{"event_type":"book","asset_id":"7","bids":[{"price":"0.5"}]}',
        '{"event_type":"price_change","x":' + "[" * 9999 + "]" * 9999 + "}",
        '{"event_type":"price_change","timestamp":NaN}',
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
    assert {book.state for book in feed.books.values()} == {DataState.STALE}
    assert feed.due() is None
    venue.stamps = dict.fromkeys(venue.stamps, 5)  # another clock on the other side
    assert [type(step) for step in opened(feed, venue)] == [BookUpdate, BookUpdate]
    assert top(feed, RAIN) == TOP
