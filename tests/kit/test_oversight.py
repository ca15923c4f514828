"""When somebody else's word on a book counts, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import pytest

from kit.pit import named
from predcore import (
    DataState,
    Instrument,
    Level,
    Orderbook,
    Results,
    Unavailable,
)
from predcore.kit import LocalBook, Sampling, Scale
from predcore.kit.oversight import Oversight

PRICES, SIZES = Scale(2), Scale(0)
A, B = named("a"), named("b")


def local(name: str, bid: int, age: float = 60.0) -> LocalBook:
    made = LocalBook(named(name), PRICES, SIZES)
    made.replace({bid: 1}, {}, monotonic() - age)
    return made


class Witness:
    """Says what it was told to say, and may change a book while it is asked."""

    def __init__(self, **bids: int) -> None:
        self.bids = bids
        self.changes: LocalBook | None = None
        self.down: Exception | None = None

    async def __call__(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Orderbook]:
        if self.down is not None:
            raise self.down
        if self.changes is not None:
            self.changes.changed(monotonic())
        found = {
            one: Orderbook(
                instrument=one,
                bids=(Level(PRICES.value(self.bids[one.market]), SIZES.value(1)),),
                received_at=local("a", 1).received_at,
            )
            for one in instruments
            if one.market in self.bids
        }
        return Results(instruments, found)


class Bench:
    """Books under oversight, and what became of them."""

    def __init__(self, *books: LocalBook, **sampling: float) -> None:
        self.books = {book.instrument: book for book in books}
        self.verified: list[Instrument] = []
        self.doubted: list[Instrument] = []
        options: dict[str, float] = {"quiet": 5.0, **sampling}
        self.oversight = Oversight(
            self.books,
            self.verified.extend,
            self.doubted.extend,
            None,
            Sampling(**options),  # type: ignore[arg-type]
        )

    async def compare(self, witness: Witness, times: int = 1) -> list[Instrument]:
        for _ in range(times):
            await self.oversight.compare(witness, self.oversight.quietest())
        return self.doubted


async def test_a_book_is_doubted_when_it_is_contradicted_twice_alike() -> None:
    bench, witness = Bench(local("a", 40), local("b", 40)), Witness(a=41, b=40)
    assert await bench.compare(witness) == []
    assert await bench.compare(witness) == [A]


async def test_two_contradictions_that_differ_are_a_race() -> None:
    bench, witness = Bench(local("a", 40)), Witness(a=41)
    await bench.compare(witness)
    witness.bids["a"] = 42
    assert await bench.compare(witness) == []
    assert await bench.compare(witness) == [A]


async def test_a_word_on_a_book_that_changed_meanwhile_does_not_count() -> None:
    book = local("a", 40)
    bench, witness = Bench(book, quiet=0.0), Witness(a=41)
    witness.changes = book
    assert await bench.compare(witness, 5) == []


async def test_a_change_between_two_words_starts_the_count_again() -> None:
    book = local("a", 40)
    bench, witness = Bench(book, quiet=0.0), Witness(a=41)
    await bench.compare(witness)
    book.changed(monotonic())
    assert await bench.compare(witness) == []
    assert await bench.compare(witness) == [A]


async def test_a_book_that_is_confirmed_is_young_again() -> None:
    book = local("a", 40)
    bench = Bench(book)
    assert await bench.compare(Witness(a=40)) == []
    assert monotonic() - book.heard_at < 5.0
    assert bench.oversight.quietest() == []


@pytest.mark.parametrize("why", [Unavailable("503"), KeyError("a mistake")])
async def test_a_witness_that_cannot_answer_proves_nothing(why: Exception) -> None:
    bench, witness = Bench(local("a", 40)), Witness(a=41)
    await bench.compare(witness)
    witness.down = why
    await bench.compare(witness)
    witness.down = None
    assert await bench.compare(witness) == [A]
    assert await Bench(local("a", 40)).compare(Witness(), 3) == []


async def test_a_book_that_is_withheld_is_judged_by_nobody() -> None:
    book = local("a", 40)
    bench, witness = Bench(book), Witness(a=41)
    await bench.compare(witness)
    book.withhold(DataState.STALE)
    assert await bench.compare(witness, 3) == []


def test_the_quietest_are_asked_for_and_the_lively_are_not() -> None:
    ages = {"a": 20.0, "b": 60.0, "c": 1.0, "d": 40.0}
    bench = Bench(*(local(name, 40, age) for name, age in ages.items()), books=2)
    assert bench.oversight.quietest() == [named("b"), named("d")]


async def test_what_was_contradicted_is_asked_for_again_at_once() -> None:
    bench = Bench(local("a", 40, 10.0), local("b", 40, 60.0), books=1)
    await bench.oversight.compare(Witness(a=41), [A])
    assert bench.oversight.quietest() == [A]


def lively(pause: float, silence: float) -> LocalBook:
    """A book that changed every so often, and has been silent since."""
    now = monotonic()
    book = LocalBook(A, PRICES, SIZES)
    start = now - silence - 20 * pause
    book.replace({40: 1}, {}, start)
    for number in range(1, 21):
        book.changed(start + number * pause)
    return book


@pytest.mark.parametrize(
    ("pause", "silence", "overdue"),
    [
        (1.0, 9.0, False),
        (1.0, 11.0, True),
        (0.01, 4.0, False),
        (0.01, 6.0, True),
        (3600.0, 500.0, False),
        (3600.0, 601.0, True),
    ],
)
def test_a_book_is_overdue_by_its_own_rhythm_and_within_bounds(
    pause: float, silence: float, overdue: bool
) -> None:
    bench = Bench(lively(pause, silence))
    assert bench.oversight.overdue(monotonic()) == ([A] if overdue else [])


def test_a_book_without_a_rhythm_is_never_overdue() -> None:
    assert Bench(local("a", 40, 9e9)).oversight.overdue(monotonic()) == []


def test_a_silence_is_asked_about_once() -> None:
    book = lively(1.0, 60.0)
    bench = Bench(book)
    assert bench.oversight.overdue(monotonic()) == [A]
    assert bench.oversight.overdue(monotonic()) == []
    book.changed(monotonic() - 59)
    assert bench.oversight.overdue(monotonic()) == [A]


def test_a_silence_that_was_right_is_nothing_unusual() -> None:
    book = lively(0.01, 60.0)
    book.confirmed(monotonic() - 59.0)
    assert book.pause() >= 0.9
    book.confirmed(monotonic())
    assert book.pause() >= 58.0


async def test_a_contradiction_is_forgotten_with_its_book() -> None:
    bench = Bench(local("a", 40), local("b", 40))
    await bench.oversight.compare(Witness(a=41), [A])
    del bench.books[A]
    assert bench.oversight.quietest() == [B]
    bench.books[A] = local("a", 40, age=0.0)
    assert bench.oversight.quietest() == [B]
