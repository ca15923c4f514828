"""The runner of many books over many connections, on asyncio and trio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from typing import Any, TypeVar

import anyio
import anyio.lowlevel
import pytest

from kit.pit import Pit, PitFeed, named
from predcore import (
    AuthenticationFailed,
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Instrument,
    InvalidRequest,
    QuoteUpdate,
    Resynced,
    StreamError,
    Update,
    Watch,
)
from predcore.kit import Backoff, Sampling, watch

U = TypeVar("U")
AT_ONCE = Backoff(base=0.0)
A, B, C, D = (named(name) for name in "abcd")


@pytest.fixture
def pit() -> Pit:
    return Pit()


def following(
    pit: Pit, *names: str, per_connection: int = 100, **options: Any
) -> AbstractAsyncContextManager[Watch]:
    """Watch the pit; what is lost is dialled again at once."""
    return watch(
        pit.dial,
        PitFeed,
        [named(name) for name in names],
        per_connection=per_connection,
        backoff=options.pop("backoff", AT_ONCE),
        **options,
    )


def shares(pit: Pit) -> list[list[str]]:
    """What each connection follows."""
    return sorted(sorted(one.followed) for one in pit.sockets)


def first_letter(instrument: Instrument) -> str:
    """A unit of several books."""
    return instrument.market[0]


async def heard(
    updates: AsyncIterator[Update],
    kind: type[U],
    wanted: Callable[[U], bool] = lambda _: True,
) -> U:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, kind) and wanted(update):
                return update
    raise AssertionError("the stream ended")


async def books(updates: Watch, *names: str) -> None:
    """Wait until each of these has been told live."""
    left = {named(name) for name in names}
    while left:
        update = await heard(updates, BookUpdate)
        left.discard(update.book.instrument)


async def test_it_uses_as_many_connections_as_the_venue_demands(pit: Pit) -> None:
    names = [f"n{number}" for number in range(10)]
    async with following(pit, *names, per_connection=4) as updates:
        await books(updates, *names)
        assert sorted(len(one.followed) for one in pit.sockets) == [3, 3, 4]
        assert set(updates.books) == {named(name) for name in names}
    assert pit.sockets == []


async def test_what_is_added_goes_to_the_emptiest_connection(pit: Pit) -> None:
    async with following(pit, "a", "b", "c", per_connection=2) as updates:
        await books(updates, "a", "b", "c")
        await updates.add(D)
        await books(updates, "d")
        assert [len(one.followed) for one in pit.sockets] == [2, 2]
        assert pit.most == 2


async def test_a_connection_is_opened_when_all_are_full(pit: Pit) -> None:
    async with following(pit, "a", per_connection=1) as updates:
        await books(updates, "a")
        await updates.add(B, C)
        await books(updates, "b", "c")
        assert shares(pit) == [["a"], ["b"], ["c"]]


async def test_a_connection_is_closed_when_it_is_empty(pit: Pit) -> None:
    async with following(pit, "a", "b", per_connection=1) as updates:
        await books(updates, "a", "b")
        removed = updates.books[A]
        await updates.remove(A)
        await pit.left(1)
        assert shares(pit) == [["b"]]
        assert removed.state is DataState.STALE
        with pytest.raises(KeyError):
            updates.state(A)
        await updates.add(A)
        await books(updates, "a")
        assert updates.state(A) is DataState.LIVE


async def test_what_was_removed_is_not_told_though_it_was_waiting(pit: Pit) -> None:
    async with following(pit, "a", "b") as updates:
        await books(updates, "a", "b")
        pit.change("a", 41)
        pit.change("b", 42)
        await anyio.wait_all_tasks_blocked()
        await updates.remove(A)
        update = await heard(updates, BookUpdate)
        assert update.book.instrument == B


async def test_what_is_followed_or_is_not_is_passed_over(pit: Pit) -> None:
    async with following(pit, "a") as updates:
        await books(updates, "a")
        await updates.add(A)
        await updates.remove(B)
        await anyio.wait_all_tasks_blocked()
        assert pit.sockets[0].heard == ["+a"]


async def test_a_lost_connection_concerns_its_own_books_alone(pit: Pit) -> None:
    async with following(pit, "a", "b", per_connection=1) as updates:
        await books(updates, "a", "b")
        (line,) = [one for one in pit.sockets if one.followed == {"a"}]
        pit.cut(line)
        lost = await heard(updates, Disconnected)
        assert lost == Disconnected("cut", 0.0, (A,))
        assert updates.state(B) is DataState.LIVE
        assert await heard(updates, Connected) == Connected(1, (A,))
        await books(updates, "a")
        assert updates.state(A) is DataState.LIVE


async def test_what_is_added_while_there_is_no_connection_is_told_later(
    pit: Pit,
) -> None:
    slow = Backoff(base=0.05)
    async with watch(pit.dial, PitFeed, [A], per_connection=9, backoff=slow) as updates:
        await books(updates, "a")
        pit.cut(pit.sockets[0])
        await heard(updates, Disconnected)
        await updates.add(B)
        await books(updates, "b")
        assert [one.heard for one in pit.sockets] == [["+a,b"]]


async def test_what_cannot_be_recovered_from_on_one_connection_ends_all(
    pit: Pit,
) -> None:
    async with following(pit, "a", "b", per_connection=1) as updates:
        await books(updates, "a", "b")
        pit.sockets[0].say(AuthenticationFailed("401"))
        with pytest.raises(AuthenticationFailed):
            await heard(updates, Gap)


async def test_what_has_ended_takes_nothing_more(pit: Pit) -> None:
    async with following(pit, "a") as updates:
        await books(updates, "a")
        pit.sockets[0].say(AuthenticationFailed("401"))
        with pytest.raises(AuthenticationFailed):
            await heard(updates, Gap)
        with pytest.raises(StreamError):
            await updates.add(B)
    with pytest.raises(StreamError):
        await updates.add(B)
    assert set(updates.books) == {A}


async def test_what_must_be_known_is_learned_before_anything_is_followed(
    pit: Pit,
) -> None:
    learned: list[Instrument] = []

    async def prepare(instruments: Sequence[Instrument]) -> None:
        if C in instruments:
            raise InvalidRequest("no such thing")
        learned.extend(instruments)

    async with following(pit, "a", prepare=prepare) as updates:
        await books(updates, "a")
        await updates.add(B)
        with pytest.raises(InvalidRequest):
            await updates.add(C)
        assert learned == [A, B]
        assert set(updates.books) == {A, B}


async def test_books_of_one_unit_share_a_connection(pit: Pit) -> None:
    names = ["a1", "b1", "a2", "b2"]
    async with following(pit, *names, per_connection=1, unit=first_letter) as updates:
        await books(updates, *names)
        assert shares(pit) == [["a1", "a2"], ["b1", "b2"]]


async def test_changes_that_are_not_deep_enough_are_left_out(pit: Pit) -> None:
    async with following(pit, "a", depth=1) as updates:
        await books(updates, "a")
        pit.change("a", 40)
        pit.change("a", 40, 2)
        await anyio.wait_all_tasks_blocked()
        assert (await heard(updates, BookUpdate)).book.snapshot().bids[0].size == 2
        pit.change("a", 40, 2)
        await anyio.wait_all_tasks_blocked()
        await updates.remove(A)
        await updates.add(A)
        update = await heard(updates, BookUpdate)
        assert update.book is updates.books[A]


async def test_quotes_are_told_of_the_book_as_it_is_when_they_are_read(
    pit: Pit,
) -> None:
    async with following(pit, "a", depth=0) as updates:
        await heard(updates, QuoteUpdate)
        for bid in (41, 42, 43):
            pit.change("a", bid)
        await anyio.wait_all_tasks_blocked()
        quote = (await heard(updates, QuoteUpdate)).quote
        assert quote.bid is not None
        assert int(quote.bid * 100) == 43


async def test_a_depth_below_nothing_is_refused(pit: Pit) -> None:
    with pytest.raises(InvalidRequest, match="0 or more"):
        async with following(pit, "a", depth=-1):
            pass


EAGER = Sampling(every=0.01, quiet=0.0, look=0.01, pauses=0.0)


async def test_a_book_the_witness_contradicts_twice_is_withheld_and_rebuilt(
    pit: Pit,
) -> None:
    async with following(
        pit, "a", "b", witness=pit.orderbooks, sampling=EAGER
    ) as updates:
        await books(updates, "a", "b")
        pit.change("a", 55, told=False)
        assert await heard(updates, Gap) == Gap((A,))
        assert await heard(updates, Resynced) == Resynced((A,))
        bid = (await heard(updates, BookUpdate)).book.bid
        assert bid is not None
        assert int(bid.price * 100) == 55
        assert updates.state(B) is DataState.LIVE


async def test_a_book_that_falls_silent_is_compared_over_its_connection(
    pit: Pit,
) -> None:
    async with following(pit, "a", "b", sampling=EAGER) as updates:
        await books(updates, "a", "b")
        pit.change("a", 41)
        await books(updates, "a")
        with anyio.fail_after(10):
            while "=a" not in pit.sockets[0].heard:
                await anyio.lowlevel.checkpoint()
        assert "=b" not in pit.sockets[0].heard


async def test_whoever_still_reads_when_the_block_ends_is_let_go(pit: Pit) -> None:
    ended: list[bool] = []

    async def read(updates: Watch) -> None:
        async for _ in updates:
            pass
        ended.append(True)

    async with anyio.create_task_group() as tasks, following(pit, "a") as updates:
        await books(updates, "a")
        tasks.start_soon(read, updates)
        await anyio.wait_all_tasks_blocked()
    assert ended == [True]


@pytest.mark.parametrize("depth", [0, 1])
async def test_a_book_is_told_again_after_news_of_its_standing(
    pit: Pit, depth: int
) -> None:
    kind = QuoteUpdate if depth == 0 else BookUpdate
    async with following(pit, "a", "b", depth=depth) as updates:
        await heard(updates, kind)
        await heard(updates, kind)
        pit.change("a", 41)
        await anyio.wait_all_tasks_blocked()
        for socket in pit.sockets:
            socket.say("!a")
            socket.say("a 41 1")
        await heard(updates, Resynced)
        update = await heard(updates, kind)
        bid = update.quote.bid if isinstance(update, QuoteUpdate) else None
        if isinstance(update, BookUpdate):
            bid = update.book.bid and update.book.bid.price
        assert bid == Decimal("0.41")
