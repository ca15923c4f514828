"""The venue takes only so many markets on a subscription, and does not say how many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi.feeds import frame, run, sent, watching, yes
from kalshi.limited import Limited, refusal
from predcore import DataState, Gap, Instrument, StreamError
from predcore.kit import Full, Reconnect, Step
from predcore_kalshi._stream.market_feed import MarketFeed

MANY = [f"KXRAIN-{number}" for number in range(10)]
A, B, C, D = MANY[:4]
BOOKS, PRINTS = "orderbook_delta", "trade"


def asked(steps: Iterable[Step]) -> list[tuple[Any, ...]]:
    """What is asked for: the kind of change, and how many markets; in order."""
    return [
        (
            each["params"].get("action", each["cmd"]),
            *each["params"]["market_tickers"],
        )
        for each in sent(steps)
    ]


class Connection:
    """A feed, its venue, and whoever takes what the feed gives up.

    Attributes:
        given_up: what was, in order.
        steps: all there were.
    """

    def __init__(self, feed: MarketFeed, venue: Limited) -> None:
        self.feed, self.venue = feed, venue
        self.given_up: list[Instrument] = []
        self.steps: list[Step] = []
        self.commands: list[Any] = []

    def open(self) -> Connection:
        self.venue.connect()
        self.commands.clear()
        self.take(self.feed.opened(0.0))
        return self

    def take(self, steps: Iterable[Step]) -> None:
        """Carry steps out, but for the answers to commands."""
        told = list(steps)
        self.steps += told
        self.commands += sent(told)
        for step in told:
            assert not isinstance(step, (Reconnect, Gap))
            if isinstance(step, Full):
                self.given_up += step.instruments
                self.take(self.feed.remove(step.instruments, 0.0))

    def answer(self) -> bool:
        """Have the oldest command answered; whether there was one."""
        if not self.commands:
            return False
        for each in self.venue.answer([self.commands.pop(0)]):
            self.take(self.feed.received(each, 0.0))
        return True

    def settle(self) -> Connection:
        """Have all of them answered."""
        while self.answer():
            pass
        return self

    def right(self) -> None:
        """What is followed is covered, on every channel, and live."""
        tickers = {one.market for one in self.feed.books}
        for channel in self.venue.most:
            assert self.venue.covered.get(channel, set()) == tickers, channel
        for one, book in self.feed.books.items():
            assert book.state is DataState.LIVE
            assert dict(book.bids.levels) == self.venue.books[one.market]["yes"]


def connection(
    *tickers: str,
    books: int,
    prints: int | None = None,
    apart: bool = False,
    first: bool = False,
) -> Connection:
    """A connection with prints, where those have a limit."""
    most = {BOOKS: books} | ({} if prints is None else {PRINTS: prints})
    venue = Limited(*MANY, most=most, apart=apart, first=first)
    for ticker in MANY:
        venue.change(ticker, "yes", 4700, 300)
    feed = watching(*tickers, trades=prints is not None)
    return Connection(feed, venue)


def test_one_market_more_than_it_takes_is_given_up_and_the_rest_goes_on() -> None:
    line = connection(A, B, books=2).open().settle()
    line.take(line.feed.add(yes(C), 0.0))
    line.settle()
    assert line.given_up == yes(C)
    assert asked(line.steps) == [("subscribe", A, B), ("add_markets", C)]
    line.right()
    assert run(line.feed, line.venue.tell(B, "yes", 4800, 100)) != []
    assert line.feed.due() == 30.0


def test_both_outcomes_of_a_market_are_given_up() -> None:
    line = connection(A, B, books=2).open().settle()
    no = Instrument("kalshi", C, "no")
    line.take(line.feed.add([no, *yes(C)], 0.0))
    line.settle()
    assert line.given_up == [no, *yes(C)]


def test_what_fits_of_a_change_is_found_in_a_few_steps() -> None:
    line = connection(A, books=4).open().settle()
    line.take(line.feed.add(yes(*MANY), 0.0))
    line.settle()
    assert line.given_up == yes(*MANY[5:], *MANY[3:5])
    assert [(what, len(those)) for what, *those in asked(line.steps)] == [
        ("subscribe", 1),
        ("add_markets", 9),
        ("add_markets", 4),
        ("add_markets", 2),
    ]
    line.right()


def test_what_fits_of_a_subscription_is_found_in_a_few_steps() -> None:
    line = connection(*MANY, books=3).open().settle()
    assert [(what, len(those)) for what, *those in asked(line.steps)] == [
        ("subscribe", 10),
        ("subscribe", 5),
        ("subscribe", 2),
    ]
    assert set(line.given_up) == set(yes(*MANY[2:]))
    line.right()


def test_more_than_a_command_holds_is_given_up_at_once() -> None:
    tickers = [f"KXMANY-{number}" for number in range(2500)]
    venue = Limited(*tickers, most={BOOKS: 600})
    line = Connection(watching(*tickers), venue).open().settle()
    assert [len(those) for _, *those in asked(line.steps)] == [1000, 500]
    assert len(line.given_up) == 2000
    line.right()


@pytest.mark.parametrize(("books", "prints"), [(3, 9), (9, 3), (3, 3), (2, 5), (5, 2)])
@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("first", [False, True])
def test_what_one_channel_refuses_the_other_does_without(
    books: int, prints: int, apart: bool, first: bool
) -> None:
    line = connection(*MANY[:6], books=books, prints=prints, apart=apart, first=first)
    line.open().settle()
    line.right()
    line.take(line.feed.add(yes(*MANY[6:]), 0.0))
    line.settle()
    line.right()
    kept = set(line.feed.books)
    assert kept | set(line.given_up) == set(yes(*MANY))
    assert kept.isdisjoint(line.given_up)
    assert min(books, prints) / 2 <= len(kept) <= min(books, prints)


def test_what_is_kept_is_all_that_is_asked_for_after_a_reconnect() -> None:
    line = connection(*MANY, books=3, prints=3).open().settle()
    line.feed.lost()
    line.steps.clear()
    line.open().settle()
    assert asked(line.steps) == [("subscribe", A, B)]
    line.right()


def test_a_venue_that_takes_no_market_ends_the_stream() -> None:
    line = connection(A, B, C, books=0).open()
    with pytest.raises(StreamError, match="limit exceeded"):
        line.settle()


def test_a_venue_that_takes_no_market_any_more_ends_the_stream() -> None:
    line = connection(A, books=2).open().settle()
    line.take(line.feed.remove(yes(A), 0.0))
    line.settle()
    line.venue.most[BOOKS] = 0
    line.take(line.feed.add(yes(B), 0.0))
    with pytest.raises(StreamError, match="limit exceeded"):
        line.settle()


def test_nothing_is_given_up_where_less_is_wanted_by_now() -> None:
    line = connection(A, B, C, books=2).open()
    line.take(line.feed.remove(yes(B), 0.0))
    line.settle()
    assert line.given_up == []
    assert asked(line.steps) == [("subscribe", A, B, C), ("subscribe", A, C)]
    line.right()


def test_a_market_that_is_left_makes_room_before_any_is_given_up() -> None:
    line = connection(A, B, books=2).open().settle()
    line.take(line.feed.add(yes(C), 0.0))
    line.take(line.feed.remove(yes(A), 0.0))
    line.settle()
    assert line.given_up == []
    assert asked(line.steps)[1:] == [
        ("add_markets", C),
        ("delete_markets", A),
        ("add_markets", C),
    ]
    line.right()


def test_nothing_is_subscribed_to_where_nothing_is_wanted_by_now() -> None:
    line = connection(A, B, books=1).open()
    line.take(line.feed.remove(yes(A, B), 0.0))
    line.settle()
    assert asked(line.steps) == [("subscribe", A, B)]
    line.take(line.feed.add(yes(C), 0.0))
    line.settle()
    assert line.given_up == []
    line.right()


def test_a_refusal_that_answers_nothing_under_way_changes_nothing() -> None:
    line = connection(A, B, books=2).open().settle()
    assert run(line.feed, [refusal({"id": 1}), refusal({"id": 99})]) == []
    untold = frame("error", {"code": 26, "msg": "limit"})
    assert run(line.feed, [untold]) == []
    line.right()


def test_a_subscription_that_is_only_confirmed_leaves_the_refused_one_under_way() -> (
    None
):
    feed = watching(A, B, C, D, trades=True)
    feed.opened(0.0)
    steps = run(feed, [refusal({"id": 1})])
    assert asked(steps) == [("subscribe", A, B)]
    had = frame("subscribed", {"channel": PRINTS, "sid": 1}, id=1)
    again = frame("ok", {}, id=2, sid=1, seq=1)
    assert asked(run(feed, [had, again])) == [("delete_markets", C, D)]
    steps = run(feed, [refusal({"id": 2})])
    assert Full(tuple(yes(B))) in steps
    assert asked(steps) == [("subscribe", A)]
    assert sent(steps)[0]["params"]["channels"] == [BOOKS, "market_lifecycle_v2"]


def test_a_market_that_may_not_be_left_for_now_is_left_later() -> None:
    line = connection(A, B, books=2).open().settle()
    (gone,) = sent(line.feed.remove(yes(A), 0.0))
    assert run(line.feed, [refusal(gone)]) == []
    again = list(line.feed.expired(5.0))
    assert ("delete_markets", A) in asked(again)


moves: st.SearchStrategy[tuple[str, list[str]]] = st.one_of(
    st.tuples(st.just("add"), st.lists(st.sampled_from(MANY), min_size=1)),
    st.tuples(st.just("remove"), st.lists(st.sampled_from(MANY), min_size=1)),
    st.tuples(st.sampled_from(["answer", "answer", "answer", "break"]), st.just([])),
)


@given(
    st.integers(1, 6),
    st.one_of(st.none(), st.integers(1, 6)),
    st.booleans(),
    st.booleans(),
    st.lists(moves, max_size=30),
)
def test_whatever_comes_and_goes_each_market_is_followed_or_given_up(
    books: int,
    prints: int | None,
    apart: bool,
    first: bool,
    script: list[tuple[str, list[str]]],
) -> None:
    options: dict[str, Any] = {"apart": apart, "first": first}
    line = connection(*MANY[:3], books=books, prints=prints, **options).open()
    wanted = set(yes(*MANY[:3]))
    for what, tickers in script:
        line.given_up.clear()
        match what:
            case "add":
                line.take(line.feed.add(yes(*tickers), 0.0))
                wanted |= set(yes(*tickers))
            case "remove":
                line.take(line.feed.remove(yes(*tickers), 0.0))
                wanted -= set(yes(*tickers))
            case "answer":
                line.answer()
            case _:
                line.feed.lost()
                line.open()
        wanted -= set(line.given_up)
        assert set(line.feed.books) == wanted
    line.settle()
    line.right()
