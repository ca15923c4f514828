"""One stream a venue, and all they tell in one place; no venue's end is another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import partial
from typing import Protocol, TypeAlias, runtime_checkable

import anyio
from anyio.abc import TaskGroup

from ._errors import (
    InvalidRequest,
    NotFound,
    PredcoreError,
    TransportError,
    Unavailable,
    Unsupported,
)
from ._fanout import FanOut, as_ours
from ._ids import Instrument
from ._routing import able
from ._streaming import Streaming, Watch
from ._updates import BookView, Ended, Update
from .kit.concurrent import all_of
from .kit.inputs import listener, noting

__all__ = ["Feeds", "Refuse", "Sink"]

_THEIRS = (InvalidRequest, NotFound, Unsupported)
"""What is wrong with an instrument, and not with its venue."""

Refuse: TypeAlias = "Callable[[Sequence[Instrument], PredcoreError], None]"
Open: TypeAlias = "Callable[[Sequence[Instrument]], AbstractAsyncContextManager[Watch]]"


class Sink(Protocol):
    """Where the updates of every venue go."""

    def put(self, update: Update, /) -> None:
        """Take an update in; never waits."""
        ...

    def forget(self, instruments: Iterable[Instrument], /) -> None:
        """What waits of their books is not handed over."""
        ...


class Feeds:
    """Every venue's ``watch``, opened when it is first needed.

    Args:
        fan: the open venues.
        tasks: where streams are read.
        sink: takes updates; never waits.
        refuse: told what is not followed, or no longer, and why.
        wanted: whether that has not been told of one that is to be added.
        trades, depth: as of :meth:`predcore.Streaming.watch`.

    Attributes:
        books: of all venues.
    """

    def __init__(
        self,
        fan: FanOut,
        tasks: TaskGroup,
        sink: Sink,
        refuse: Refuse,
        wanted: Callable[[Instrument], bool],
        *,
        trades: bool,
        depth: int | None,
    ) -> None:
        self._fan = fan
        self._tasks = tasks
        self._sink = sink
        self._put = sink.put
        self._refuse = refuse
        self._wanted = wanted
        self._trades = trades
        self._depth = depth
        self._inputs = listener()
        self._feeds: dict[str, _Feed] = {}
        self.books: dict[Instrument, BookView] = {}

    async def add(self, instruments: Iterable[Instrument]) -> None:
        """Follow these too; never raises for what a venue says."""
        asked = _by_venue(instruments).items()
        await all_of([partial(self._add, name, some) for name, some in asked])

    async def _add(self, name: str, instruments: Sequence[Instrument]) -> None:
        feed = self._feeds.get(name)
        # An opening that nobody waited for may be under way.
        if feed is not None and not await self._settle(feed, instruments):
            return
        # A stream may have ended with some of these while they were being asked for.
        new = [i for i in instruments if i not in self.books and self._wanted(i)]
        if not new:
            return
        if (feed := self._feeds.get(name)) is None:
            await self._begin(name, new)
        else:
            await self._widen(feed, new)

    async def remove(self, instruments: Iterable[Instrument]) -> None:
        """Follow these no longer; a venue of which nothing is left is hung up on."""
        for name, some in _by_venue(instruments).items():
            feed = self._feeds.get(name)
            if feed is not None:
                await self._settle(feed, some)
            for one in some:
                self.books.pop(one, None)
            await self._narrow(name, some)
            self._sink.forget(some)

    async def _narrow(self, name: str, instruments: list[Instrument]) -> None:
        feed = self._feeds.get(name)
        if feed is None or feed.watch is None:
            return
        left = any(one.venue == name for one in self.books)
        try:
            await self._fan.within(feed.watch.remove(*instruments))
        except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
            if left:
                self._end(feed, as_ours(name, error), instruments)
        if not left and self._forget(feed):
            feed.scope.cancel()

    async def _begin(self, name: str, instruments: list[Instrument]) -> None:
        try:
            venue = able(self._fan.venue(name), Streaming)
        except PredcoreError as error:
            self._deny(name, instruments, error)
            return

        def open_watch(
            some: Sequence[Instrument],
        ) -> AbstractAsyncContextManager[Watch]:
            return venue.watch(*some, trades=self._trades, depth=self._depth)

        feed = self._feeds[name] = _Feed(name)
        with noting(self._inputs):
            self._tasks.start_soon(self._run, feed, open_watch, instruments)
        await self._settle(feed, instruments)

    async def _settle(self, feed: _Feed, asked: Sequence[Instrument]) -> bool:
        """Wait until a stream is open or refused; whether that came in time."""
        try:
            await self._fan.within(feed.settled.wait())
        except TransportError as error:
            self._end(feed, error, asked)
            return False
        return True

    async def _run(
        self, feed: _Feed, open_watch: Open, asked: list[Instrument]
    ) -> None:
        with feed.scope:
            try:
                async with AsyncExitStack() as stack:
                    watch = await self._opened(stack, feed, open_watch, asked)
                    if watch is None:
                        self._forget(feed)
                    feed.settled.set()
                    if watch is not None:
                        if isinstance(watch, _Forwarding):
                            watch.forward(self._put)
                        async for update in watch:
                            self._put(update)
                        raise Unavailable(f"{feed.name} ended its stream")
            except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
                self._end(feed, as_ours(feed.name, error), asked)
        feed.settled.set()

    async def _opened(
        self,
        stack: AsyncExitStack,
        feed: _Feed,
        open_watch: Open,
        instruments: Sequence[Instrument],
    ) -> Watch | None:
        """Open the stream with what the venue takes of these."""
        try:
            watch = await stack.enter_async_context(open_watch(instruments))
        except _THEIRS as error:
            if len(instruments) == 1:
                self._deny(feed.name, instruments, error)
                return None
            half = len(instruments) // 2
            some, others = instruments[:half], instruments[half:]
            opened = await self._opened(stack, feed, open_watch, some)
            if opened is None:
                return await self._opened(stack, feed, open_watch, others)
            await self._widen(feed, others)
            return opened
        feed.watch = watch
        self._follow(watch, instruments)
        return watch

    async def _widen(self, feed: _Feed, instruments: Sequence[Instrument]) -> None:
        """Add to a stream what the venue takes of these."""
        watch = feed.watch
        if watch is None:
            return
        try:
            await self._fan.within(watch.add(*instruments))
        except _THEIRS as error:
            if len(instruments) == 1:
                self._deny(feed.name, instruments, error)
                return
            half = len(instruments) // 2
            await self._widen(feed, instruments[:half])
            await self._widen(feed, instruments[half:])
        except Exception as error:  # noqa: BLE001 - as above
            self._deny(feed.name, instruments, as_ours(feed.name, error))
        else:
            if self._feeds.get(feed.name) is feed:
                self._follow(watch, instruments)
            else:
                ended = Unavailable(f"{feed.name} ended its stream meanwhile")
                self._deny(feed.name, instruments, ended)

    def _follow(self, watch: Watch, instruments: Sequence[Instrument]) -> None:
        books = watch.books
        self.books |= {one: books[one] for one in instruments if one in books}

    def _end(
        self, feed: _Feed, error: PredcoreError, asked: Sequence[Instrument] = ()
    ) -> None:
        """The stream is over: what it followed is followed no more. Of one that was
        left before there is nothing to say."""
        if not self._forget(feed):
            return
        feed.scope.cancel()
        gone = [one for one in self.books if one.venue == feed.name]
        if not (gone and feed.settled.is_set()):
            gone = list(dict.fromkeys((*gone, *asked)))
        for one in gone:
            self.books.pop(one, None)
        self._sink.forget(gone)
        self._deny(feed.name, gone, error)

    def _forget(self, feed: _Feed) -> bool:
        """Whether it was the stream of its venue, which now has none."""
        known = self._feeds.get(feed.name) is feed
        if known:
            del self._feeds[feed.name]
        return known

    def _deny(
        self, name: str, instruments: Sequence[Instrument], error: PredcoreError
    ) -> None:
        self._refuse(instruments, error)
        self._put(Ended(name, error, tuple(instruments)))


@runtime_checkable
class _Forwarding(Protocol):
    """A stream that can do without being iterated, but for its end."""

    def forward(self, put: Callable[[Update], None], /) -> bool: ...


class _Feed:
    def __init__(self, name: str) -> None:
        self.name = name
        self.scope = anyio.CancelScope()
        self.settled = anyio.Event()
        self.watch: Watch | None = None


def _by_venue(instruments: Iterable[Instrument]) -> Mapping[str, list[Instrument]]:
    found: dict[str, list[Instrument]] = {}
    for instrument in dict.fromkeys(instruments):
        found.setdefault(instrument.venue, []).append(instrument)
    return found
