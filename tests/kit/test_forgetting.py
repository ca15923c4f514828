"""A watch that goes on for days knows what it follows, and nothing that it followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from time import monotonic

import anyio
import anyio.lowlevel
import pytest

from held import alive, held
from kit.pit import Pit, PitFeed, named
from predcore import (
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    Orderbook,
    QuoteUpdate,
    Results,
    Resynced,
    Watch,
)
from predcore.kit import Backoff, LocalBook, Mailbox, Sampling, Scale, watch
from predcore.kit.oversight import Oversight
from predcore.kit.shards import Shards

PRICES, SIZES = Scale(2), Scale(0)
ROUNDS = 1000


def book(instrument: Instrument, since: float = 0.0) -> LocalBook:
    """A lively book that has fallen silent."""
    made = LocalBook(instrument, PRICES, SIZES)
    made.replace({40: 1}, {}, since)
    for tenth in range(1, 10):
        made.changed(since + tenth / 10)
    return made


async def read(updates: AsyncIterator[object]) -> None:
    async for _ in updates:
        pass


async def all_live(updates: Watch) -> None:
    """Wait until every book is there."""
    with anyio.fail_after(10):
        while any(b.state is not DataState.LIVE for b in updates.books.values()):
            await anyio.lowlevel.checkpoint()


def test_what_is_looked_for_is_found() -> None:
    mailbox = Mailbox()
    mailbox.put(BookUpdate(book(named("found-a"))))
    assert held("found-a") == {"Mailbox", "LocalBook"}
    shards: Shards[int] = Shards(1, lambda one: one, lambda: 0)
    shards.add([named("found-b")])
    assert held("found-b") == {"Shards"}
    mailbox.forget([named("found-a")])
    assert held("found-a") == set()


def test_shards_forget_what_is_removed() -> None:
    lines = iter(range(ROUNDS))
    shards = Shards(4, lambda one: one.market, lambda: next(lines))
    shards.add([named("stays")])
    for number in range(ROUNDS):
        gone = [named(f"shards-{number}"), named(f"shards-{number}/no")]
        shards.add(gone)
        shards.remove(gone)
    assert held("shards-") == set()
    assert next(lines) == 1


async def passes(mailbox: Mailbox, name: str, *, reads: bool) -> None:
    """A book is told, and more, and then forgotten, read or not."""
    made = book(named(name))
    mailbox.put(BookUpdate(made))
    mailbox.put(QuoteUpdate(made.quote()))
    if reads:
        mailbox.put(Gap((named(name),)))
        mailbox.put(Resynced((named(name),)))
        mailbox.put(BookUpdate(made))
        for _ in range(3):
            await anext(mailbox)
    mailbox.forget([named(name)])


@pytest.mark.parametrize("reads", [True, False])
async def test_a_mailbox_forgets_what_is_removed(reads: bool) -> None:
    mailbox = Mailbox(10)
    for number in range(ROUNDS):
        await passes(mailbox, f"mailbox-{number}", reads=reads)
    assert held("mailbox-") == set()


async def test_oversight_forgets_what_is_removed() -> None:
    books: dict[Instrument, LocalBook] = {}

    async def contradicting(
        instruments: Sequence[Instrument],
    ) -> Results[Instrument, Orderbook]:
        empty = {
            one: Orderbook(instrument=one, received_at=books[one].received_at)
            for one in instruments
        }
        return Results(instruments, empty)

    oversight = Oversight(
        books, lambda _: None, lambda _: None, contradicting, Sampling()
    )
    since = monotonic() - 60.0
    for number in range(ROUNDS):
        gone = named(f"oversight-{number}")
        books[gone] = book(gone, since)
        assert oversight.overdue(monotonic()) == [gone]
        await oversight.compare(contradicting, [gone])
        assert oversight.quietest() == [gone]
        del books[gone]
    assert oversight.overdue(monotonic()) == []
    assert oversight.quietest() == []
    assert held("oversight-") == set()


@pytest.mark.parametrize("depth", [None, 0, 1])
async def test_a_watch_forgets_what_is_removed(depth: int | None) -> None:
    pit = Pit()
    async with (
        watch(
            pit.dial,
            PitFeed,
            [named("stays")],
            per_connection=4,
            depth=depth,
            backoff=Backoff(base=0.0),
        ) as updates,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(read, updates)
        await all_live(updates)
        for turn in range(ROUNDS // 10):
            gone = [named(f"watch-{turn}-{number}") for number in range(10)]
            await updates.add(*gone)
            await all_live(updates)
            pit.change(gone[0].market, 30 + turn % 10)
            await updates.remove(*gone)
            del gone
        # What is in the hands of the reader is the last frame.
        await updates.add(named("last"))
        await all_live(updates)
        await pit.left(1)
        await anyio.wait_all_tasks_blocked()
        assert set(updates.books) == {named("stays"), named("last")}
        assert held("watch-") == set()
        assert alive("_Shard") == 1
        tasks.cancel_scope.cancel()
