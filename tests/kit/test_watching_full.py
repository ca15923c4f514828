"""Books that a connection has no room for are followed on others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import anyio
import pytest

from kit.pit import Pit, PitFeed, named
from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Instrument,
    QuoteUpdate,
    StreamError,
    Update,
    Watch,
)
from predcore.kit import (
    Backoff,
    Full,
    Input,
    Reconnect,
    Step,
    noting,
    stream,
    tell_again,
    watch,
)

AT_ONCE = Backoff(base=0.0)
NAMES = [f"n{number}" for number in range(10)]
EVERY = [named(name) for name in NAMES]
A, B, C = (named(name) for name in "abc")


@pytest.fixture
def pit() -> Pit:
    made = Pit()
    made.room = 3
    return made


def following(
    pit: Pit,
    instruments: Iterable[Instrument],
    make: Callable[[], PitFeed] = PitFeed,
    **options: Any,
) -> AbstractAsyncContextManager[Watch]:
    """Watch the pit, which would seem to take all on one connection."""
    return watch(
        pit.dial,
        make,
        list(instruments),
        per_connection=100,
        backoff=AT_ONCE,
        **options,
    )


async def settled(updates: Watch, instruments: Iterable[Instrument]) -> list[Update]:
    """Read until each of these is live, and has been told so."""
    told: list[Update] = []
    left = set(instruments)
    with anyio.fail_after(10):
        while left:
            update = await anext(updates)
            told.append(update)
            if isinstance(update, BookUpdate):
                left.discard(update.book.instrument)
    return told


def at_the_pit(pit: Pit) -> list[str]:
    """What all connections follow, with whatever is followed twice."""
    return sorted(name for one in pit.sockets for name in one.followed)


async def test_what_a_connection_has_no_room_for_goes_to_others(pit: Pit) -> None:
    async with following(pit, EVERY) as updates:
        told = await settled(updates, EVERY)
        assert at_the_pit(pit) == NAMES
        assert sorted(len(one.followed) for one in pit.sockets) == [2, 2, 3, 3]
        for update in told:
            if isinstance(update, BookUpdate):
                assert update.book is updates.books[update.book.instrument]
        pit.change("n9", 44)
        (update,) = await settled(updates, [named("n9")])
        assert isinstance(update, BookUpdate)
        assert updates.books[named("n9")].bid == update.book.bid is not None


async def test_who_moves_is_told_to_have_lost_a_connection(pit: Pit) -> None:
    async with following(pit, EVERY[:4]) as updates:
        told = await settled(updates, EVERY[:4])
    news = [each for each in told if not isinstance(each, BookUpdate)]
    first, lost, second = news
    assert first == Connected(0, tuple(EVERY[:4]))
    assert isinstance(lost, Disconnected)
    assert lost.instruments == tuple(EVERY[3:4])
    assert second == Connected(0, tuple(EVERY[3:4]))


async def test_a_book_held_from_before_shows_what_the_other_connection_tells(
    pit: Pit,
) -> None:
    async with following(pit, EVERY[:4]) as updates:
        held = dict(updates.books)
        assert held[EVERY[3]].state is DataState.REBUILDING
        await settled(updates, EVERY[:4])
        pit.change("n3", 44)
        await settled(updates, [EVERY[3]])
        for one, book in held.items():
            assert book.snapshot().bids == updates.books[one].snapshot().bids
            assert book.state is updates.state(one) is DataState.LIVE
        await updates.remove(EVERY[3])
        assert held[EVERY[3]].state is DataState.STALE


async def test_a_book_that_moves_again_is_shown_by_all_it_was_before(
    pit: Pit,
) -> None:
    async with following(pit, [A, B, C]) as updates:
        held = [updates.books[A]]
        await settled(updates, [A, B, C])
        for bid, other in ((44, EVERY[0]), (45, EVERY[1])):
            (line,) = [one for one in pit.sockets if "a" in one.followed]
            pit.bids["a"] = (bid, 1)
            line.say("#a")
            await settled(updates, [A])
            await updates.add(other)
            await settled(updates, [other])
            held.append(updates.books[A])
        assert len(set(map(id, held))) == 3
        assert {book.bid for book in held} == {updates.books[A].bid}
        assert {book.state for book in held} == {DataState.LIVE}


async def test_a_later_connection_is_not_given_more_than_one_has_taken(
    pit: Pit,
) -> None:
    async with following(pit, EVERY[:4]) as updates:
        await settled(updates, EVERY[:4])
        await updates.add(*EVERY[4:])
        await settled(updates, EVERY[4:])
        refused = [one for one in pit.sockets if len(one.heard) > 1]
        assert at_the_pit(pit) == NAMES
        assert pit.most == 3
        assert len(refused) <= 2


async def test_room_that_is_left_is_used_again(pit: Pit) -> None:
    async with following(pit, EVERY[:4]) as updates:
        await settled(updates, EVERY[:4])
        await updates.remove(EVERY[0])
        await updates.add(A, B, C)
        await settled(updates, [A, B, C])
        assert len(pit.sockets) == 2


async def test_a_connection_that_has_less_room_than_before_gives_the_rest_away(
    pit: Pit,
) -> None:
    async with following(pit, EVERY) as updates:
        await settled(updates, EVERY)
        pit.room = 2
        for socket in list(pit.sockets):
            pit.cut(socket)
        await settled(updates, EVERY)
        assert at_the_pit(pit) == NAMES
        assert all(updates.state(one) is DataState.LIVE for one in EVERY)


@pytest.mark.parametrize("instruments", [EVERY[:1], EVERY])
async def test_a_venue_that_follows_nothing_ends_the_stream(
    pit: Pit, instruments: list[Instrument]
) -> None:
    pit.room = 0
    async with following(pit, instruments) as updates:
        with pytest.raises(StreamError, match="nothing on a connection"):
            await settled(updates, instruments)
        with pytest.raises(StreamError):
            await updates.add(A)
    assert pit.dialled == 1


@pytest.mark.parametrize("depth", [0, 1])
async def test_books_that_moved_are_told_whatever_the_depth(
    pit: Pit, depth: int
) -> None:
    async with following(pit, EVERY, depth=depth) as updates:
        left = set(EVERY)
        with anyio.fail_after(10):
            while left:
                update = await anext(updates)
                if isinstance(update, QuoteUpdate):
                    left.discard(update.quote.instrument)
                elif isinstance(update, BookUpdate):
                    left.discard(update.book.instrument)


class Knowing(PitFeed):
    """Knows how much it may follow before the venue is asked."""

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        yield from super().add(instruments, now)
        if len(self.books) > 3:
            yield Full(tuple(self.books)[3:])


async def test_a_protocol_may_know_by_itself_that_it_is_full(pit: Pit) -> None:
    async with following(pit, EVERY, Knowing) as updates:
        assert set(updates.books) == set(EVERY)
        await settled(updates, EVERY)
        await updates.add(A)
        await settled(updates, [A])
        assert sorted(len(one.followed) for one in pit.sockets) == [2, 3, 3, 3]
        assert not any("#" in text for one in pit.sockets for text in one.heard)


class Leaving(PitFeed):
    """Is of no more use as soon as it is full."""

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        yield from super().received(frame, now)
        if str(frame).startswith("#"):
            yield Reconnect("full")


async def test_what_was_given_up_on_a_connection_that_ended_is_not_forgotten(
    pit: Pit,
) -> None:
    async with following(pit, EVERY, Leaving) as updates:
        await settled(updates, EVERY)
        assert at_the_pit(pit) == NAMES


async def test_a_stream_that_is_alone_ends_when_it_is_full(pit: Pit) -> None:
    feed = PitFeed()
    list(feed.add(EVERY, 0.0))
    async with stream(pit.dial, feed, backoff=AT_ONCE) as updates:
        with pytest.raises(StreamError, match="pit:n9"), anyio.fail_after(10):
            async for _ in updates:
                pass


class Heard:
    """Everything that protocols were told."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, Input, str | None, int]] = []

    def begun(self, line: int, venue: str, memory: Mapping[str, Any]) -> None:
        pass

    def told(self, line: int, what: Input, body: str | None, now: int) -> None:
        self.rows.append((line, what, body, now))


async def test_protocols_that_are_told_the_same_again_follow_the_same(
    pit: Pit,
) -> None:
    heard = Heard()
    with noting(heard):
        async with following(pit, EVERY) as updates:
            await settled(updates, EVERY)
            pit.change("n9", 44)
            await settled(updates, [named("n9")])
            bids = {one: book.bid for one, book in updates.books.items()}
            rows = list(heard.rows)
    again = {line: PitFeed() for line, *_ in rows}
    for line, what, body, now in rows:
        list(tell_again(again[line], what, body, now))
    kept = [
        (one, book.bid) for feed in again.values() for one, book in feed.books.items()
    ]
    assert len(kept) == len(bids)
    assert dict(kept) == bids


async def test_a_live_book_that_moves_is_lost_until_it_is_told_again(
    pit: Pit,
) -> None:
    async with following(pit, [A, B]) as updates:
        await settled(updates, [A, B])
        pit.sockets[0].say("#a")
        lost, connected, book = await settled(updates, [A])
        assert isinstance(lost, Disconnected)
        assert lost.instruments == (A,)
        assert connected == Connected(0, (A,))
        assert isinstance(book, BookUpdate)
        assert [one.heard for one in pit.sockets] == [["+a,b", "-a"], ["+a"]]
