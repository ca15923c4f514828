"""Markets come and go while the stream runs, and every live book is followed."""

from __future__ import annotations

from typing import Any

import pytest

from kalshi.feeds import Publisher, busy, frame, opened, run, sent, tops, watching, yes
from predcore import (
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    Resynced,
    Stalled,
    StreamError,
)
from predcore.kit import BookProtocol, Reconnect, Step
from predcore_kalshi._stream.market_feed import MarketFeed

A, B, C = "KXRAIN-A", "KXRAIN-B", "KXRAIN-C"
(YES_A,), (YES_B,), (YES_C,) = yes(A), yes(B), yes(C)
NO_A = Instrument("kalshi", A, "no")
WITHHELD = None, None


@pytest.fixture
def venue() -> Publisher:
    return busy(A, B, C)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(A, B)
    opened(made, venue)
    return made


def params(steps: Any) -> list[dict[str, Any]]:
    return [command["params"] for command in sent(steps)]


def take(feed: MarketFeed, venue: Publisher, steps: Any) -> list[Step]:
    """What comes of steps, and of what the venue answers to them, to the end."""
    told = list(steps)
    commands = sent(told)
    while commands:
        more = run(feed, venue.answer(commands))
        told += more
        commands = sent(more)
    return told


def test_it_is_a_protocol_about_books(feed: MarketFeed) -> None:
    protocol: BookProtocol = feed
    assert set(protocol.books) == {YES_A, YES_B}


def test_an_added_market_is_asked_for_and_told_once_it_is_there(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = list(feed.add([YES_C], 0.0))
    assert params(steps) == [
        {"sid": 1, "action": "add_markets", "market_tickers": [C]},
    ]
    assert feed.books[YES_C].state is DataState.REBUILDING
    update = take(feed, venue, steps)[-1]
    assert isinstance(update, BookUpdate)
    assert update.book is feed.books[YES_C]
    assert tops(feed)[C] == tops(feed)[A]
    assert len(run(feed, venue.tell(C, "yes", 4800, 100))) == 1


def test_prints_of_an_added_market_are_asked_for_too(venue: Publisher) -> None:
    feed = watching(A, trades=True)
    opened(feed, venue)
    changes = params(feed.add([YES_B], 0.0))
    assert [(each["sid"], each["market_tickers"]) for each in changes] == [
        (1, [B]),
        (3, [B]),
    ]


def test_the_other_outcome_of_a_followed_market_is_there_at_once(
    feed: MarketFeed, venue: Publisher
) -> None:
    (update,) = feed.add([NO_A], 0.0)
    assert isinstance(update, BookUpdate)
    assert update.book is feed.books[NO_A]
    told = run(feed, venue.tell(A, "yes", 4800, 100))
    assert [u.book.instrument for u in told if isinstance(u, BookUpdate)] == [
        YES_A,
        NO_A,
    ]
    assert list(feed.remove([YES_A], 0.0)) == []
    (told_of,) = run(feed, venue.tell(A, "yes", 4800, 100))
    assert isinstance(told_of, BookUpdate)
    assert told_of.book.instrument == NO_A


def test_a_removed_market_is_left_and_nothing_more_is_told_of_it(
    feed: MarketFeed, venue: Publisher
) -> None:
    book = feed.books[YES_A]
    steps = list(feed.remove([YES_A], 0.0))
    assert params(steps) == [
        {"sid": 1, "action": "delete_markets", "market_tickers": [A]},
    ]
    assert book.state is DataState.STALE
    assert set(feed.books) == {YES_B}
    assert run(feed, venue.tell(A, "yes", 4800, 100)) == []
    assert take(feed, venue, steps) == steps
    assert venue.followed == {B}
    assert run(feed, venue.tell(B, "yes", 4800, 100)) != []


def test_changes_are_asked_for_one_after_the_other(
    feed: MarketFeed, venue: Publisher
) -> None:
    first = list(feed.remove([YES_A], 0.0))
    assert list(feed.remove([YES_B], 0.0)) == list(feed.add([YES_C], 0.0)) == []
    second = run(feed, venue.answer(sent(first)))
    assert [each["action"] for each in params(second)] == ["delete_markets"]
    third = run(feed, venue.answer(sent(second)))
    assert [each["action"] for each in params(third)] == ["add_markets"]


def test_a_market_that_is_wanted_again_is_not_live_from_an_older_answer(
    feed: MarketFeed, venue: Publisher
) -> None:
    late = venue.snapshot(A, id=99)
    gone = list(feed.remove([YES_A], 0.0))
    assert list(feed.add([YES_A], 0.0)) == []
    assert run(feed, [late]) == []
    assert tops(feed)[A] == WITHHELD
    venue.tell(A, "yes", 4800, 100)
    venue.seq = 3
    told = take(feed, venue, run(feed, venue.answer(sent(gone))))
    assert isinstance(told[-1], BookUpdate)
    assert feed.books[YES_A].bids.best == 4800


def test_a_market_that_was_never_left_is_asked_for_its_book(
    feed: MarketFeed, venue: Publisher
) -> None:
    under_way = list(feed.add([YES_C], 0.0))
    assert list(feed.remove([YES_A], 0.0)) == []
    again = list(feed.add([YES_A], 0.0))
    assert [each["action"] for each in params(again)] == ["get_snapshot"]
    take(feed, venue, under_way + again)
    assert WITHHELD not in tops(feed).values()
    assert venue.followed == {A, B, C}


def test_before_a_connection_it_is_only_noted(venue: Publisher) -> None:
    feed = watching()
    assert feed.opened(0.0) == []
    feed.lost()
    assert list(feed.add(yes(A, B), 0.0)) == []
    assert list(feed.remove([YES_B], 0.0)) == []
    assert [type(step) for step in opened(feed, venue)] == [BookUpdate]


def test_the_first_market_of_an_open_connection_is_subscribed_to(
    venue: Publisher,
) -> None:
    feed = watching()
    feed.opened(0.0)
    steps = list(feed.add([YES_A], 0.0))
    assert [command["cmd"] for command in sent(steps)] == ["subscribe"]
    assert isinstance(take(feed, venue, steps)[-1], BookUpdate)


def test_many_markets_are_subscribed_to_in_pieces() -> None:
    tickers = [f"KXMANY-{number}" for number in range(2500)]
    venue, feed = Publisher(*tickers), watching(*tickers)
    venue.connect()
    venue.remembers = False
    hello = feed.opened(0.0)
    (subscribed,) = params(hello)
    assert len(subscribed["market_tickers"]) == 1000
    told = take(feed, venue, hello)
    pieces = [len(each["market_tickers"]) for each in params(told)]
    assert pieces == [1000, 1000, 500]
    assert sum(isinstance(step, BookUpdate) for step in told) == 2500


@pytest.mark.parametrize("code", [1, 18, 27])
def test_a_change_that_was_put_off_is_asked_for_again(
    feed: MarketFeed, venue: Publisher, code: int
) -> None:
    (command,) = sent(feed.add([YES_C], 0.0))
    refusal = frame("error", {"code": code, "msg": "later"}, id=command["id"])
    assert run(feed, [refusal], 1.0) == []
    assert sent(feed.expired(5.0)) == []
    assert feed.due() == 6.0
    again = sent(feed.expired(6.0))
    assert {"sid": 1, "action": "add_markets", "market_tickers": [C]} in [
        each["params"] for each in again
    ]
    run(feed, venue.answer(again))
    assert WITHHELD not in tops(feed).values()


def test_a_change_that_is_not_answered_is_asked_for_again_and_then_given_up(
    feed: MarketFeed,
) -> None:
    list(feed.add([YES_C], 0.0))
    told = [step for now in (5.0, 10.0, 15.0) for step in feed.expired(now)]
    asked = [each for each in params(told) if each.get("action") == "add_markets"]
    assert len(asked) == 2
    assert sum(isinstance(step, Reconnect) for step in told) == 1
    assert Stalled((YES_C,), 15.0) in told


def test_a_change_the_venue_will_never_make_ends_the_stream(feed: MarketFeed) -> None:
    (command,) = sent(feed.add([YES_C], 0.0))
    refusal = frame("error", {"code": 13, "msg": "no such action"}, id=command["id"])
    with pytest.raises(StreamError, match="no such action"):
        run(feed, [refusal])


def test_a_book_in_doubt_is_withheld_said_and_asked_for(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = list(feed.doubt([YES_A], 0.0))
    assert steps[0] == Gap((YES_A,))
    assert tops(feed)[A] == WITHHELD
    assert list(feed.doubt([YES_A, YES_C], 0.0)) == []
    assert take(feed, venue, steps)[-2] == Resynced((YES_A,))
    assert tops(feed)[A] == tops(feed)[B]


def test_a_book_that_is_verified_stays_live_and_is_young_again(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = list(feed.verify([YES_A, YES_A], 100.0))
    assert params(steps) == [
        {"sid": 1, "action": "get_snapshot", "market_tickers": [A]},
    ]
    assert list(feed.verify([YES_A], 100.0)) == []
    assert tops(feed)[A] == tops(feed)[B]
    assert run(feed, venue.answer(sent(steps)), 101.0) == []
    assert feed.books[YES_A].heard_at == 101.0
    assert feed.books[YES_B].heard_at == 0.0


def test_a_book_that_cannot_be_verified_is_called_out(feed: MarketFeed) -> None:
    list(feed.verify([YES_A], 0.0))
    assert [step for step in feed.expired(5.0) if isinstance(step, Stalled)] == []
    assert Stalled((YES_A,), 15.0) in list(feed.expired(15.0))
    assert tops(feed)[A] == WITHHELD


def test_a_market_wanted_again_comes_though_leaving_it_was_never_confirmed(
    feed: MarketFeed, venue: Publisher
) -> None:
    gone = sent(feed.remove([YES_A], 0.0))
    assert list(feed.add([YES_A], 0.0)) == []
    (again,) = sent(feed.expired(5.0))
    assert again["params"] == gone[0]["params"]
    answers = venue.answer([again])
    told = take(feed, venue, run(feed, answers, 5.0))
    assert isinstance(told[-1], BookUpdate)
    assert venue.followed == {A, B}
    assert tops(feed)[A] == tops(feed)[B]


def test_a_market_wanted_again_comes_though_leaving_it_was_refused_for_now(
    feed: MarketFeed, venue: Publisher
) -> None:
    (gone,) = sent(feed.remove([YES_A], 0.0))
    assert list(feed.add([YES_A], 0.0)) == []
    refused = frame("error", {"code": 27, "msg": "busy"}, id=gone["id"])
    assert run(feed, [refused], 1.0) == []
    told = take(feed, venue, feed.expired(6.0))
    assert isinstance(told[-1], BookUpdate)
    assert tops(feed)[A] == tops(feed)[B]
