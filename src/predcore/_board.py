"""The latest quotes of many instruments, kept by themselves."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from types import MappingProxyType

from ._errors import PredcoreError, StreamError
from ._fanout import FanOut
from ._following import Following, Id, Lookup
from ._ids import Instrument
from ._models import Quote
from ._routing import each, instrument_of
from ._updates import (
    BookUpdate,
    Connected,
    Disconnected,
    Ended,
    Gap,
    QuoteUpdate,
    Resynced,
    Stalled,
    Update,
)
from ._watching import following
from .kit.wakes import Wake

__all__ = ["QuoteBoard", "live"]

_DOUBT = (Disconnected, Gap, Stalled, Ended)
_MISSED = 100
"""Instruments off the board whose end may wait to be noticed."""
_STANDING = (Connected, Resynced, *_DOUBT)


class QuoteBoard(Mapping[Instrument, Quote]):
    """Quotes by instrument (or its text), each as it is when it is looked at.

    A quote without prices is not a mistake: there are none while its ``state`` is not
    ``live``. Of a venue that keeps no books, a quote is the last it has told since
    there was doubt.

    Attributes:
        errors: ids that are not followed, or not all of what they stand for, and why.
    """

    errors: Mapping[Id, PredcoreError]

    def __init__(self) -> None:
        self._followed: Following
        self._told: dict[Instrument, Quote] = {}
        self._changed: set[Instrument] = set()
        self._wake = Wake()
        self._closed = False

    def follow(self, followed: Following) -> None:
        """Say who follows what is on the board."""
        self._followed = followed
        self.errors = MappingProxyType(followed.errors)

    def put(self, update: Update) -> None:
        """Take an update in; never waits."""
        if isinstance(update, BookUpdate):
            self._changed.add(update.book.instrument)
        elif isinstance(update, QuoteUpdate):
            self._told[update.quote.instrument] = update.quote
            self._changed.add(update.quote.instrument)
        elif isinstance(update, _STANDING):
            if isinstance(update, _DOUBT):
                for instrument in update.instruments or tuple(self._told):
                    self._told.pop(instrument, None)
            self._changed.update(update.instruments or self)
            if len(self._changed) > len(self) + _MISSED:
                # Nobody looks: of what is not on the board any more, errors tell.
                self._changed.intersection_update(self)
        else:
            return
        self._wake.ring()

    def forget(self, instruments: Iterable[Instrument]) -> None:
        """These are not kept any more."""
        for instrument in instruments:
            self._told.pop(instrument, None)
            self._changed.discard(instrument)

    def close(self) -> None:
        """Let go whoever waits: nothing changes any more."""
        self._closed = True
        self._changed.clear()
        self._wake.ring()

    async def changed(self) -> frozenset[Instrument]:
        """Wait for a change; gives every instrument whose quote, or how far it can be
        believed, changed since this was asked last.

        Raises ``StreamError`` once the block that keeps the board has ended.
        """
        while not self._changed:
            if self._closed:
                raise StreamError("the board is no longer kept: its block has ended")
            await self._wake.wait()
        changed, self._changed = frozenset(self._changed), set()
        return changed

    async def add(self, *ids: Id) -> None:
        """Keep these too; what cannot be kept is in ``errors``."""
        await self._followed.add(ids)

    async def remove(self, *ids: Id) -> None:
        """Keep these no longer."""
        await self._followed.remove(ids)

    def __getitem__(self, key: str | Instrument) -> Quote:
        """The quote now; raises ``KeyError`` for what is not kept, and the reason
        where that is in ``errors``."""
        book = self._followed.feeds.books.get(instrument := instrument_of(key))
        if book is not None:
            return self._told.get(instrument) or book.quote()
        reason = self.errors.get(key) or self._followed.why(instrument)
        raise reason or KeyError(str(key))

    def __contains__(self, key: object) -> bool:
        try:
            found = instrument_of(key) if isinstance(key, (str, Instrument)) else None
        except PredcoreError:
            return False
        return found in self._followed.feeds.books

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._followed.feeds.books)

    def __len__(self) -> int:
        return len(self._followed.feeds.books)


@asynccontextmanager
async def live(
    fan: FanOut, lookup: Lookup, ids: Iterable[Id]
) -> AsyncGenerator[QuoteBoard]:
    """What :meth:`predcore.Hub.live` does."""
    board = QuoteBoard()
    followed: Following
    async with following(fan, lookup, (), board, trades=False, depth=1) as followed:
        board.follow(followed)
        await followed.add(each(ids))
        try:
            yield board
        finally:
            board.close()
