"""Thousands of books are looked after a part at a time."""

from __future__ import annotations

from collections import Counter
from time import monotonic

from predcore import Instrument
from predcore.kit import LocalBook, Sampling, Scale
from predcore.kit.oversight import Oversight

PRICES, SIZES = Scale(4), Scale(2)


def quiet_book(number: int, since: float) -> tuple[Instrument, LocalBook]:
    """It changed every tenth of a second, and then no more."""
    instrument = Instrument("acme", f"rain-{number}", "yes")
    book = LocalBook(instrument, PRICES, SIZES)
    book.replace({4700: 100}, {}, since)
    for tenth in range(1, 10):
        book.changed(since + tenth / 10)
    return instrument, book


def test_every_book_has_its_turn_and_none_is_compared_twice() -> None:
    since = monotonic()
    books = dict(quiet_book(number, since) for number in range(2500))
    oversight = Oversight(
        books, lambda _: None, lambda _: None, None, Sampling(at_once=2000)
    )
    looks = [oversight.overdue(since + 60.0) for _ in range(6)]
    assert max(map(len, looks)) == 1000
    assert Counter(one for look in looks for one in look) == Counter(list(books))


def test_what_is_followed_no_longer_is_passed_over() -> None:
    since = monotonic()
    books = dict(quiet_book(number, since) for number in range(1500))
    oversight = Oversight(
        books, lambda _: None, lambda _: None, None, Sampling(at_once=2000)
    )
    first = oversight.overdue(since + 60.0)
    left = set(books) - set(first)
    gone = left.pop()
    del books[gone]
    assert set(oversight.overdue(since + 60.0)) == left


def test_what_there_was_no_room_for_comes_next() -> None:
    since = monotonic()
    books = dict(quiet_book(number, since) for number in range(30))
    oversight = Oversight(
        books, lambda _: None, lambda _: None, None, Sampling(at_once=20)
    )
    first, second = (oversight.overdue(since + 60.0) for _ in range(2))
    assert len(first) == 20
    assert set(first) | set(second) == set(books)
