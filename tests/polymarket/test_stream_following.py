"""What is followed can change, and others may contradict it."""

from __future__ import annotations

import json

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
    watching,
)
from predcore import (
    BadResponse,
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    InvalidId,
    InvalidRequest,
    Resynced,
    Stalled,
)
from predcore.kit import BookProtocol, Drift, VerifyingProtocol
from predcore_polymarket._stream.market_feed import MarketFeed
from predcore_polymarket._stream.recalling import recalled

RAINS, COINS = RAIN.instrument(), COIN.instrument()


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN, COIN)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(RAIN)
    opened(made, venue)
    return made


def test_it_is_what_runs_books_asks_for() -> None:
    feed: BookProtocol = MarketFeed({}, drift=Drift())
    assert isinstance(feed, VerifyingProtocol)
    assert list(feed.opened(0.0)) == []


def test_a_connection_at_rest_introduces_itself_with_the_first_token(
    venue: Publisher,
) -> None:
    feed = watching()
    assert feed.opened(0.0) == []
    (first,) = sent(feed.add([RAINS], 1.0))
    assert first["type"] == "market"
    (second,) = sent(feed.add([COINS], 2.0))
    assert second["operation"] == "subscribe"
    run(feed, venue.answer([first, second]))
    assert live(feed, RAIN)
    assert live(feed, COIN)


def test_what_is_added_later_is_followed_like_the_rest(
    feed: MarketFeed, venue: Publisher
) -> None:
    (request,) = sent(feed.add([RAINS, COINS], 1.0))
    assert request == {
        "operation": "subscribe",
        "assets_ids": [COIN.tokens[0]],
        "custom_feature_enabled": True,
    }
    assert feed.books[COINS].state is DataState.REBUILDING
    run(feed, venue.answer([request]))
    assert live(feed, COIN)
    (again,) = sent(feed.opened(9.0))
    assert again["assets_ids"] == [RAIN.tokens[0], COIN.tokens[0]]


def test_what_is_added_later_is_watched_for_too(
    feed: MarketFeed, venue: Publisher
) -> None:
    feed.add([COINS], 1.0)
    assert feed.due() == 6.0
    assert len(sent(feed.expired(6.0))) == 2


def test_nothing_more_is_told_of_what_is_removed(
    feed: MarketFeed, venue: Publisher
) -> None:
    book = feed.books[RAINS]
    (request,) = sent(feed.remove([RAINS, COINS], 1.0))
    assert request == {"operation": "unsubscribe", "assets_ids": [RAIN.tokens[0]]}
    assert book.state is DataState.STALE
    assert RAINS not in feed.books
    assert run(feed, [venue.change(RAIN, "BUY", 480, 100)]) == []
    assert feed.add([], 2.0) == []


def test_a_market_goes_by_every_name_it_is_followed_by(venue: Publisher) -> None:
    slug = Instrument("polymarket", "will-it-rain", "yes")
    listings = {RAIN.condition: RAIN.listing, "will-it-rain": RAIN.listing}
    feed = MarketFeed(listings, drift=Drift())
    feed.add([slug], 0.0)
    opened(feed, venue)
    (told,) = feed.add([RAINS], 1.0)
    assert isinstance(told, BookUpdate)
    assert told.book.bid is not None
    steps = run(feed, [venue.change(RAIN, "BUY", 480, 100)])
    books = [step.book for step in steps if isinstance(step, BookUpdate)]
    assert [book.instrument for book in books] == [slug, RAINS]
    assert books[0].bid == books[1].bid == feed.books[slug].bid
    assert feed.remove([slug], 2.0) == []
    (left,) = run(feed, [venue.change(RAIN, "BUY", 480, 200)])
    assert isinstance(left, BookUpdate)
    assert left.book.instrument == RAINS
    assert len(sent(feed.remove([RAINS], 2.0))) == 1


def test_what_was_not_looked_up_cannot_be_followed() -> None:
    feed = watching()
    with pytest.raises(InvalidRequest):
        feed.add([Instrument("polymarket", "0xdead", "yes")], 0.0)
    with pytest.raises(InvalidId):
        feed.add([Instrument("polymarket", RAIN.condition, "maybe")], 0.0)


def test_a_book_that_somebody_contradicts_is_withheld_and_asked_for(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = list(feed.doubt([RAINS, COINS], 1.0))
    assert steps[0] == Gap((RAINS,))
    assert not live(feed, RAIN)
    assert list(feed.doubt([RAINS], 1.0)) == []
    back = run(feed, venue.answer(sent(steps)), 1.0)
    assert back[0] == Resynced((RAINS,))


def test_a_book_can_be_compared_without_being_withheld(
    feed: MarketFeed, venue: Publisher
) -> None:
    steps = sent(feed.verify([RAINS, COINS], 1.0))
    assert len(steps) == 2
    assert live(feed, RAIN)
    before = feed.books[RAINS].heard_at
    assert run(feed, venue.answer(steps), before + 1.0) == []
    assert feed.books[RAINS].heard_at == before + 1.0


def test_a_book_that_turns_out_to_differ_is_a_gap_and_mended(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(RAIN, "BUY", 300, 100)
    steps = run(feed, venue.answer(sent(feed.verify([RAINS], 1.0))), 1.0)
    assert [type(step) for step in steps] == [Gap, Resynced, BookUpdate]
    assert len(feed.books[RAINS].snapshot().bids) == 3


def test_a_book_that_does_not_come_to_be_compared_is_a_stall_of_its_own(
    venue: Publisher,
) -> None:
    feed = watching(RAIN, COIN)
    opened(feed, venue)
    list(feed.verify([RAINS], 1.0))
    run(feed, [venue.change(COIN, "BUY", 480, 100)], 3.0)
    steps = list(feed.expired(6.0))
    assert steps[0] == Stalled((RAINS,), 5.0)
    assert len(sent(steps)) == 2
    assert not live(feed, RAIN)
    assert live(feed, COIN)


def test_nothing_is_asked_for_without_a_connection(venue: Publisher) -> None:
    feed = watching(RAIN)
    assert feed.add([COINS], 0.0) == []
    assert list(feed.doubt([RAINS], 0.0)) == []
    assert list(feed.verify([RAINS], 0.0)) == []
    assert feed.remove([COINS], 0.0) == []
    opened(feed, venue)
    feed.lost()
    assert list(feed.verify([RAINS], 0.0)) == []
    assert feed.due() is None


def test_a_frame_may_hold_books_of_tokens_nobody_asked_for(
    feed: MarketFeed, venue: Publisher
) -> None:
    frame = json.dumps([venue.book(token) for token in COIN.tokens])
    assert run(feed, [frame, "[]"]) == []


def test_a_feed_is_made_anew_from_what_it_remembers(
    feed: MarketFeed, venue: Publisher
) -> None:
    feed.add([RAIN.instrument("no")], 0.0)
    again = recalled(json.loads(json.dumps(feed.memory())))
    again.add([RAIN.instrument("no")], 0.0)
    list(again.opened(0.0))
    run(again, [json.dumps(venue.book(RAIN.tokens[1]))])
    assert again.books[RAIN.instrument("no")].bid is not None
    with pytest.raises(InvalidRequest):
        again.add([COINS], 0.0)


@pytest.mark.parametrize("memory", [{}, {"listings": 7}, {"listings": {"a": {}}}])
def test_what_no_feed_remembers_is_refused(memory: dict[str, object]) -> None:
    with pytest.raises(BadResponse):
        recalled(memory)


def test_a_change_without_a_size_takes_no_level_away(
    feed: MarketFeed, venue: Publisher
) -> None:
    frame = json.loads(venue.change(RAIN, "BUY", 100, 0))
    for change in frame["price_changes"]:
        change["size"] = ""
    told = run(feed, [json.dumps(frame)])
    assert told[0] == Gap((RAINS,))
    assert not live(feed, RAIN)
