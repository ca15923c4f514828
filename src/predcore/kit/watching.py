"""Follow any number of books over as many connections as that takes."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Coroutine,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from types import MappingProxyType
from typing import Any

import anyio
from anyio.abc import TaskGroup

from .._errors import InvalidRequest, StreamError
from .._ids import Instrument
from .._streaming import Watch
from .._updates import (
    BookUpdate,
    BookView,
    Disconnected,
    Gap,
    Resynced,
    Stalled,
    Update,
)
from .inputs import listener, noted
from .lines import Backoff, Line, Outlet
from .localbook import LocalBook
from .mailbox import Mailbox
from .oversight import Oversight, Sampling, Witness
from .protocols import BookProtocol, VerifyingProtocol
from .shards import Shards
from .sockets import Dial
from .streams import alone

__all__ = ["watch"]

_FULL = "the venue follows no more on one connection: another takes over"
_NEWS = (Gap, Resynced, Stalled, Disconnected)


def _itself(instrument: Instrument) -> Hashable:
    return instrument


@asynccontextmanager
async def watch(
    dial: Dial,
    make_protocol: Callable[[], BookProtocol],
    instruments: Sequence[Instrument] = (),
    *,
    per_connection: int,
    unit: Callable[[Instrument], Hashable] = _itself,
    prepare: Callable[[Sequence[Instrument]], Awaitable[None]] | None = None,
    depth: int | None = None,
    witness: Witness | None = None,
    sampling: Sampling | None = None,
    capacity: int = 4096,
    backoff: Backoff | None = None,
) -> AsyncGenerator[Watch]:
    """Follow books for as long as the block runs, adding and removing meanwhile.

    Connections are opened as they are needed and closed when they are empty, and each
    is restored by itself. What cannot be recovered from is raised by the iteration.

    Args:
        dial: opens a connection.
        make_protocol: a protocol that follows nothing yet, one for each connection.
        instruments: what to follow at first.
        per_connection: how many units the venue takes on one connection.
        unit: what an instrument counts as; those of one unit share a connection.
        prepare: awaited before instruments are followed; learns what a protocol must
            know of them, and raises for those that cannot be followed.
        depth: as of :meth:`predcore.Streaming.watch`.
        witness: whole books by another way, to compare quiet ones with.
        sampling: how much they are compared.
        capacity: updates other than books that may wait to be read.
        backoff: delays between reconnects.
    """
    if depth is not None and depth < 0:
        raise InvalidRequest(f"a depth is 0 or more, got {depth}")
    mailbox = Mailbox(capacity, quotes=depth == 0)
    delays = backoff or Backoff()
    inputs = listener()
    outlet = Outlet(mailbox.put)

    def open_shard() -> _Shard:
        protocol = noted(make_protocol(), inputs)
        return _Shard(dial, protocol, mailbox, outlet, depth, delays, give_way)

    def give_way(shard: _Shard, instruments: Sequence[Instrument]) -> None:
        watching.give_way(shard, instruments)

    shards = Shards(per_connection, unit, open_shard)
    async with alone(anyio.create_task_group()) as tasks:
        watching = _Watching(tasks, mailbox, outlet, shards, prepare)
        await watching.add(*instruments)
        oversight = Oversight(
            watching.local,
            watching.verify,
            watching.doubt,
            witness,
            sampling or Sampling(),
        )
        tasks.start_soon(oversight.run)
        try:
            yield watching
        finally:
            tasks.cancel_scope.cancel()
            mailbox.close()


class _Shard:
    """A connection and what it follows."""

    def __init__(
        self,
        dial: Dial,
        protocol: BookProtocol,
        mailbox: Mailbox,
        outlet: Outlet,
        depth: int | None,
        backoff: Backoff,
        give_way: Callable[[_Shard, Sequence[Instrument]], None],
    ) -> None:
        self.protocol = protocol
        self._mailbox = mailbox
        self._shallow = None
        if depth is not None:
            self._shallow = _Shallow(outlet, depth, protocol.books)
            outlet = Outlet(self._shallow.put)
        full = partial(give_way, self)
        self._line = Line(dial, protocol, outlet, backoff, about=self._about, full=full)
        self._scope = anyio.CancelScope()

    def _about(self) -> tuple[Instrument, ...]:
        return tuple(self.protocol.books)

    async def run(self) -> None:
        """Stay connected, or say what ended it."""
        with self._scope:
            self._mailbox.close(await self._line.run())

    def close(self) -> None:
        """Hang up for good."""
        self._scope.cancel()

    def add(self, instruments: Sequence[Instrument]) -> None:
        self._line.perform(self.protocol.add(instruments, monotonic()))

    def remove(self, instruments: Sequence[Instrument]) -> None:
        if self._shallow is not None:
            self._shallow.forget(instruments)
        self._line.perform(self.protocol.remove(instruments, monotonic()))

    def doubt(self, instruments: Sequence[Instrument]) -> None:
        self._line.perform(self.protocol.doubt(instruments, monotonic()))

    def verify(self, instruments: Sequence[Instrument]) -> None:
        if isinstance(self.protocol, VerifyingProtocol):
            self._line.perform(self.protocol.verify(instruments, monotonic()))


class _Watching(Watch):
    def __init__(
        self,
        tasks: TaskGroup,
        mailbox: Mailbox,
        outlet: Outlet,
        shards: Shards[_Shard],
        prepare: Callable[[Sequence[Instrument]], Awaitable[None]] | None,
    ) -> None:
        self._tasks = tasks
        self._mailbox = mailbox
        self._outlet = outlet
        self._shards = shards
        self._prepare = prepare
        self._running: set[_Shard] = set()
        self.local: dict[Instrument, LocalBook] = {}
        self._former: dict[Instrument, list[LocalBook]] = {}
        self._books: Mapping[Instrument, BookView] = MappingProxyType(self.local)

    def __anext__(self) -> Coroutine[Any, Any, Update]:
        return self._mailbox.__anext__()

    def forward(self, put: Callable[[Update], None]) -> bool:
        """Hand every update to ``put`` from now on, and only the end to who iterates;
        whether that can be."""
        if self._mailbox.as_quotes:
            return False
        self._outlet.put = put
        self._mailbox.drain(put)
        return True

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        return self._books

    async def add(self, *instruments: Instrument) -> None:
        if self._prepare is not None:
            await self._prepare(instruments)
        if self._mailbox.closed:
            raise StreamError("the stream has ended, and follows nothing more")
        self._place(instruments)

    def _place(self, instruments: Sequence[Instrument]) -> None:
        for shard, members in self._shards.add(instruments).items():
            shard.add(members)
            books = shard.protocol.books
            # Those that it had no room for are elsewhere by now.
            for one in filter(books.__contains__, members):
                if one in self.local:
                    self._former.setdefault(one, []).append(self.local[one])
                for before in self._former.get(one, ()):
                    before.show(books[one])
                self.local[one] = books[one]
            if shard not in self._running:
                self._running.add(shard)
                self._tasks.start_soon(shard.run)

    def give_way(self, shard: _Shard, instruments: Sequence[Instrument]) -> None:
        """Have these followed on other connections; where there can be none, all is
        over."""
        moved = self._shards.full(shard, instruments)
        if not moved:
            return
        shard.remove(moved)
        self._outlet.put(Disconnected(_FULL, 0.0, tuple(moved)))
        self._mailbox.forget(moved)
        try:
            self._place(moved)
        except StreamError as error:
            self._mailbox.close(error)

    async def remove(self, *instruments: Instrument) -> None:
        taken, empty = self._shards.remove(instruments)
        for shard, members in taken.items():
            shard.remove(members)
            self._mailbox.forget(members)
            for one in members:
                del self.local[one]
                self._former.pop(one, None)
        for shard in empty:
            shard.close()
            self._running.discard(shard)

    def verify(self, instruments: Iterable[Instrument]) -> None:
        for shard, members in self._shards.grouped(instruments).items():
            shard.verify(members)

    def doubt(self, instruments: Iterable[Instrument]) -> None:
        for shard, members in self._shards.grouped(instruments).items():
            shard.doubt(members)


class _Shallow:
    """Lets a book through when its best levels are not what they were, or something
    was said of its standing since: what waited to be read may be gone by that."""

    def __init__(
        self, outlet: Outlet, depth: int, books: Mapping[Instrument, LocalBook]
    ) -> None:
        self._outlet = outlet
        self._depth = depth
        self._books = books
        self._told: dict[int, tuple[object, ...]] = {}

    def put(self, update: Update) -> None:
        if type(update) is BookUpdate and isinstance(update.book, LocalBook):
            key, top = id(update.book), update.book.top(self._depth)
            if self._told.get(key) == top:
                return
            self._told[key] = top
        elif isinstance(update, _NEWS):
            self.forget(update.instruments or self._books)
        self._outlet.put(update)

    def forget(self, instruments: Iterable[Instrument]) -> None:
        for instrument in instruments:
            if (book := self._books.get(instrument)) is not None:
                self._told.pop(id(book), None)
