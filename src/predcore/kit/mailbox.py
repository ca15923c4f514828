"""Between a reader that must not wait and a consumer that may be slow."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from typing import TypeAlias

from .._errors import InvalidRequest
from .._ids import Instrument
from .._models import DataState
from .._updates import (
    BookUpdate,
    Connected,
    Disconnected,
    Ended,
    Gap,
    Lagged,
    QuoteUpdate,
    Resynced,
    Stalled,
    Update,
)
from .wakes import Wake

__all__ = ["Mailbox"]

_Entry: TypeAlias = "list[Update | None]"
"""A place in the queue, and what is in it: nothing, where that was dropped."""

_STANDING = (Gap, Resynced, Stalled, Connected, Disconnected, Ended)
"""What says how far the rest can be believed; dropped last."""


class Mailbox(AsyncIterator[Update]):
    """A bounded queue that never blocks the reader and never loses silently.

    A book that is waiting to be read is not queued again: its update carries the
    book as it is when it is read, and is left out where that is no longer ``live``.
    A quote that is waiting gives way to the next one of its instrument. Anything else
    is kept in order, and what must be dropped is announced by a ``Lagged`` before the
    next update. News of a book's standing is never overtaken by the book.

    Args:
        capacity: updates other than books and quotes that may wait.
        quotes: hand over a ``QuoteUpdate`` in place of a ``BookUpdate``.
    """

    def __init__(self, capacity: int = 4096, *, quotes: bool = False) -> None:
        if capacity < 1:
            raise InvalidRequest(f"a mailbox holds at least 1 update, got {capacity}")
        self._capacity = capacity
        self.as_quotes = quotes
        self._items: deque[_Entry] = deque()
        self._data: deque[_Entry] = deque()
        self._standing: deque[_Entry] = deque()
        self._empty = 0
        self._waiting: dict[int, _Entry] = {}
        self._keys: dict[Instrument, int] = {}
        self._quotes: dict[Instrument, _Entry] = {}
        self._dropped = 0
        self._error: Exception | None = None
        self._closed = False
        self._wake = Wake()

    def put(self, update: Update) -> None:
        """Take an update in, unless it is closed; never waits."""
        if self._closed:
            return
        if type(update) is BookUpdate:
            key = id(update.book)
            if key in self._waiting:
                return
            book: _Entry = [update]
            self._waiting[key] = book
            self._keys[update.book.instrument] = key
            self._items.append(book)
        elif type(update) is QuoteUpdate:
            self._quote(update)
        elif type(update) is Lagged:
            self._dropped += update.dropped
        else:
            self._keep(update)
        self._wake.ring()

    def drain(self, put: Callable[[Update], None]) -> None:
        """Hand what waits to somebody else."""
        if self._dropped:
            put(Lagged(self._dropped))
        for (update,) in self._items:
            if update is not None and _good(update):
                put(update)
        for emptied in (self._items, self._data, self._standing):
            emptied.clear()
        self._waiting.clear()
        self._quotes.clear()
        self._dropped = self._empty = 0

    def _quote(self, update: QuoteUpdate) -> None:
        waiting = self._quotes.get(update.quote.instrument)
        if waiting is not None:
            waiting[0] = update
            return
        entry: _Entry = [update]
        self._quotes[update.quote.instrument] = entry
        self._items.append(entry)

    def _keep(self, update: Update) -> None:
        if isinstance(update, (Gap, Resynced, Stalled, Disconnected, Ended)):
            self._overtaken(update.instruments)
        if len(self._data) + len(self._standing) >= self._capacity:
            self._vacate((self._data or self._standing).popleft())
            self._dropped += 1
        entry: _Entry = [update]
        self._items.append(entry)
        (self._standing if isinstance(update, _STANDING) else self._data).append(entry)

    def _overtaken(self, instruments: Iterable[Instrument]) -> None:
        """What waits of these is from before the news."""
        if not instruments:
            for waiting in (self._waiting, self._quotes):
                for entry in waiting.values():
                    self._vacate(entry)
                waiting.clear()
        for instrument in instruments:
            if (key := self._keys.get(instrument)) in self._waiting:
                self._vacate(self._waiting.pop(key))
            if instrument in self._quotes:
                self._vacate(self._quotes.pop(instrument))

    def _vacate(self, entry: _Entry) -> None:
        """Leave its place in the queue empty, and tidy up when many are: taking each
        out would take the longer, the more are waiting."""
        entry[0] = None
        self._empty += 1
        if self._empty > max(self._capacity, len(self._items) // 2):
            self._items = deque(item for item in self._items if item[0] is not None)
            self._empty = 0

    def forget(self, instruments: Iterable[Instrument]) -> None:
        """What waits of the books or quotes of these is not handed over."""
        gone = tuple(instruments)
        if gone:
            self._overtaken(gone)
        for instrument in gone:
            self._keys.pop(instrument, None)

    @property
    def closed(self) -> bool:
        """Whether nothing is taken in any more."""
        return self._closed

    def close(self, error: Exception | None = None) -> None:
        """End the iteration after what is waiting, by raising ``error`` if given; the
        first end counts."""
        if not self._closed:
            self._closed, self._error = True, error
        self._wake.ring()

    async def __anext__(self) -> Update:
        """The next update; waits for one."""
        while True:
            if self._dropped:
                dropped, self._dropped = self._dropped, 0
                return Lagged(dropped)
            while self._items:
                (update,) = self._items.popleft()
                if update is None:
                    self._empty -= 1
                elif type(update) is BookUpdate:
                    del self._waiting[id(update.book)]
                    if update.book.state is DataState.LIVE:
                        if self.as_quotes:
                            return QuoteUpdate(update.book.quote())
                        return update
                elif type(update) is QuoteUpdate:
                    del self._quotes[update.quote.instrument]
                    return update
                else:
                    kept = isinstance(update, _STANDING)
                    (self._standing if kept else self._data).popleft()
                    return update
            if self._closed:
                if self._error is not None:
                    raise self._error
                raise StopAsyncIteration
            await self._wake.wait()


def _good(update: Update) -> bool:
    return type(update) is not BookUpdate or update.book.state is DataState.LIVE
