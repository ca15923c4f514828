"""Between a reader that must not wait and a consumer that may be slow."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable

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
        self._items: deque[Update] = deque()
        self._others = 0
        self._waiting: set[int] = set()
        self._keys: dict[Instrument, int] = {}
        self._quotes: dict[Instrument, QuoteUpdate] = {}
        self._dropped = 0
        self._error: Exception | None = None
        self._closed = False
        self._wake = Wake()

    def put(self, update: Update) -> None:
        """Take an update in; never waits."""
        if type(update) is BookUpdate:
            key = id(update.book)
            if key in self._waiting:
                return
            self._waiting.add(key)
            self._keys[update.book.instrument] = key
            self._items.append(update)
        elif type(update) is QuoteUpdate:
            self._quote(update)
        elif type(update) is Lagged:
            self._dropped += update.dropped
        else:
            self._make_room(update)
            self._items.append(update)
        self._wake.ring()

    def drain(self, put: Callable[[Update], None]) -> None:
        """Hand what waits to somebody else."""
        if self._dropped:
            put(Lagged(self._dropped))
        for update in self._items:
            if self._good(update):
                put(update)
        self._items.clear()
        self._waiting.clear()
        self._quotes.clear()
        self._others = self._dropped = 0

    def _quote(self, update: QuoteUpdate) -> None:
        instrument = update.quote.instrument
        waiting = self._quotes.get(instrument)
        if waiting is None:
            self._quotes[instrument] = waiting = QuoteUpdate(update.quote)
            self._items.append(waiting)
        else:
            waiting.quote = update.quote

    def _make_room(self, update: Update) -> None:
        if isinstance(update, (Gap, Resynced, Stalled, Disconnected, Ended)):
            self._overtaken(update.instruments)
            if type(update) is Disconnected:
                # A line that breaks time and again must not fill the queue.
                self._items = deque(item for item in self._items if self._good(item))
        if self._others >= self._capacity:
            self._drop()
        self._others += 1

    def _overtaken(self, instruments: Iterable[Instrument]) -> None:
        """What waits of these is from before the news."""
        if not instruments:
            self._waiting.clear()
            self._quotes.clear()
        for instrument in instruments:
            self._waiting.discard(self._keys.get(instrument, 0))
            self._quotes.pop(instrument, None)

    def _drop(self) -> None:
        items = self._items
        others = [i for i, item in enumerate(items) if type(item) not in _CONFLATED]
        data = (i for i in others if not isinstance(items[i], _STANDING))
        del items[next(data, others[0])]
        self._others -= 1
        self._dropped += 1

    def forget(self, instruments: Iterable[Instrument]) -> None:
        """What waits of the books or quotes of these is not handed over."""
        gone = set(instruments)
        for instrument in gone:
            self._waiting.discard(self._keys.pop(instrument, 0))
            self._quotes.pop(instrument, None)
        self._items = deque(
            item
            for item in self._items
            if self._good(item)
            and not (type(item) is BookUpdate and item.book.instrument in gone)
        )

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
                update = self._items.popleft()
                if type(update) is BookUpdate:
                    self._waiting.discard(id(update.book))
                    if update.book.state is DataState.LIVE:
                        if self.as_quotes:
                            return QuoteUpdate(update.book.quote())
                        return update
                elif type(update) is QuoteUpdate:
                    if self._good(update):
                        del self._quotes[update.quote.instrument]
                        return update
                else:
                    self._others -= 1
                    return update
            if self._closed:
                if self._error is not None:
                    raise self._error
                raise StopAsyncIteration
            await self._wake.wait()

    def _good(self, update: Update) -> bool:
        if type(update) is BookUpdate:
            return update.book.state is DataState.LIVE
        if type(update) is QuoteUpdate:
            return self._quotes.get(update.quote.instrument) is update
        return True


_CONFLATED = (BookUpdate, QuoteUpdate)
