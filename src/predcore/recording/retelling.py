"""One connection's protocol, told what was recorded of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import (
    BookUpdate,
    BookView,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Instrument,
    InvalidRequest,
    QuoteUpdate,
    Resynced,
    Stalled,
    Update,
)
from ..kit import (
    BookProtocol,
    Full,
    LocalBook,
    Ready,
    Reconnect,
    Send,
    Step,
    tell_again,
)
from .books import Clock, RecordedBook
from .tables import FrameRow

__all__ = ["Make", "Retelling"]

Make = Callable[[Mapping[str, Any]], BookProtocol]
"""Makes the protocol that a venue's recordings were made with, from its memory."""

_ORDERS = (Send, Reconnect, Ready, Full)
_HEARD = {"received", "expired"}


class Retelling:
    """Steps of a protocol as updates; what it would send is left out.

    Args:
        protocol: one that was told nothing yet.
        depth: as of :meth:`predcore.Streaming.watch`.
    """

    def __init__(self, protocol: BookProtocol, depth: int | None = None) -> None:
        self._protocol = protocol
        self._depth = depth
        self._clock = Clock()
        self._attempts = 0
        self._wrapped: dict[int, RecordedBook] = {}
        self._books: dict[Instrument, BookView] = {}
        self._tops: dict[int, tuple[object, ...]] = {}

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        """The books by instrument."""
        return self._books

    def tell(self, row: FrameRow) -> list[Update]:
        """What became of an input."""
        clock = self._clock
        if row.monotonic:
            clock.at, clock.monotonic = row.recorded_at, row.monotonic
        steps = self._steps(row)
        if row.kind in {"add", "remove"}:
            steps = iter(list(steps))
            self._wrap()
        updates = list(self._updates(steps))
        if row.kind == "opened":
            updates.insert(0, Connected(self._attempts, tuple(self._books)))
            self._attempts += 1
        elif row.kind == "lost":
            self._tops.clear()
            updates.append(Disconnected("as it was recorded", 0.0, tuple(self._books)))
        return updates

    def _steps(self, row: FrameRow) -> Iterator[Step]:
        """Those up to where the connection was given up: that it was lost is told
        next."""
        try:
            for step in tell_again(self._protocol, row.kind, row.body, row.monotonic):
                if isinstance(step, Reconnect):
                    return
                yield step
        except Exception as error:
            # What was heard ended the connection then, and nothing else.
            if row.kind not in _HEARD:
                what = f"row {row.number} of the recording, {row.kind!r}"
                raise InvalidRequest(f"{what}: {error}") from error

    def doubt(self) -> list[Update]:
        """Inputs are missing here: no book is to be believed until it comes whole."""
        books = json.dumps([str(one) for one in self._protocol.books])
        steps = tell_again(self._protocol, "doubt", books, self._clock.monotonic)
        return list(self._updates(steps))

    def _wrap(self) -> None:
        known = self._wrapped
        self._wrapped = {}
        self._books.clear()
        for instrument, book in self._protocol.books.items():
            key = id(book)
            self._wrapped[key] = known.get(key) or RecordedBook(book, self._clock)
            self._books[instrument] = self._wrapped[key]
        self._tops = {
            key: top for key, top in self._tops.items() if key in self._wrapped
        }

    def _updates(self, steps: Iterable[Step]) -> Iterator[Update]:
        for step in steps:
            if isinstance(step, BookUpdate):
                yield from self._book(step.book)
            elif not isinstance(step, _ORDERS):
                if isinstance(step, (Gap, Resynced, Stalled)):
                    self._told_of(step.instruments)
                yield step

    def _told_of(self, instruments: Iterable[Instrument]) -> None:
        """After news of their standing the best levels are told again."""
        for one in instruments:
            self._tops.pop(id(self._protocol.books.get(one)), None)

    def _book(self, book: BookView) -> Iterator[Update]:
        recorded = self._wrapped.get(id(book), book)
        if self._depth is not None and isinstance(book, LocalBook):
            top = book.top(self._depth)
            if self._tops.get(id(book)) == top:
                return
            self._tops[id(book)] = top
        if self._depth != 0:
            yield BookUpdate(recorded)
        elif recorded.state is DataState.LIVE:
            yield QuoteUpdate(recorded.quote())
