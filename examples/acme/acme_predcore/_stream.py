"""What Acme says on a connection, and what becomes of the books: no I/O."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from predcore import (
    BadResponse,
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    Resynced,
    Stalled,
    kit,
)

from ._mapping import VENUE

PRICES, SIZES = kit.Scale(3), kit.Scale(2)
"""The finest there are: prices of a tenth of a cent, and hundredths of a contract."""


class AcmeFeed:
    """Reads one connection.

    Acme numbers its messages from 1. It answers ``follow`` with whole books, and
    ``ping`` with a number.
    """

    def __init__(self) -> None:
        self.books: dict[Instrument, kit.LocalBook] = {}
        self._questions: dict[str, kit.LocalBook] = {}
        self._doubted: set[str] = set()
        self._number: int | None = None
        self._dog = kit.Watchdog(first=5.0, quiet=30.0)

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[kit.Step]:
        new = [one for one in instruments if one not in self.books]
        for one in new:
            yes = Instrument(VENUE, one.market, "yes")
            book = kit.LocalBook(yes, PRICES, SIZES)
            book = self._questions.setdefault(one.market, book)
            self.books[one] = book if one == yes else book.complement(one)
        return self._ask("follow", _names(new))

    def remove(
        self, instruments: Sequence[Instrument], now: float
    ) -> Iterable[kit.Step]:
        for one in instruments:
            self.books.pop(one, None)
        left = {one.market for one in self.books}
        gone = [name for name in self._questions if name not in left]
        for name in gone:
            self._questions.pop(name).withhold(DataState.STALE)
            self._doubted.discard(name)
        return self._ask("leave", gone)

    def doubt(
        self, instruments: Sequence[Instrument], now: float
    ) -> Iterable[kit.Step]:
        live = [name for name in _names(instruments) if self._is_live(name)]
        for name in live:
            self._questions[name].withhold()
        self._doubted.update(live)
        return [Gap(self._of(live)), *self._ask("follow", live)] if live else []

    def opened(self, now: float) -> Iterable[kit.Send]:
        self._number = 0
        self._dog.started(now)
        for book in self._questions.values():
            book.withhold()
        return self._ask("follow", list(self._questions))

    def lost(self) -> None:
        self._number = None
        self._dog.stop()
        for book in self._questions.values():
            book.withhold(DataState.STALE)

    def received(self, frame: str | bytes, now: float, /) -> Iterable[kit.Step]:
        try:
            return list(self._read(json.loads(frame), now))
        except (ValueError, KeyError, TypeError) as error:
            raise BadResponse(f"stream: {error!r} in a message of Acme's") from error

    def due(self) -> float | None:
        return self._dog.due()

    def expired(self, now: float) -> Iterable[kit.Step]:
        if not self._dog.unanswered:
            self._dog.asked(now)
            return [kit.Send('{"ping": true}')]
        for book in self._questions.values():
            book.withhold(DataState.STALE)
        self._doubted.update(self._questions)
        silence = self._dog.silence(now)
        return [Stalled(tuple(self.books), silence), kit.Reconnect("no answer")]

    def _read(self, said: dict[str, Any], now: float) -> Iterator[kit.Step]:
        expected, self._number = (self._number or 0) + 1, said["number"]
        self._dog.heard(now)
        if self._number != expected:
            yield from self.doubt(list(self.books), now)
        name = said.get("id", "")
        book = self._questions.get(name)
        if book is None:
            return
        bids, asks = said["bids"], said["asks"]
        if said["whole"]:
            book.replace(_levels(bids), _levels(asks, offers=True), now)
            if name in self._doubted:
                self._doubted.discard(name)
                yield Resynced(self._of([name]))
        elif book.state is DataState.LIVE:
            for price, size in _levels(bids).items():
                book.bids.put(price, size)
            for price, size in _levels(asks, offers=True).items():
                book.offers.put(price, size)
            book.changed(now)
        else:
            return
        for one in self._of([name]):
            yield BookUpdate(self.books[one])

    def _is_live(self, name: str) -> bool:
        book = self._questions.get(name)
        return book is not None and book.state is DataState.LIVE

    def _of(self, names: Sequence[str]) -> tuple[Instrument, ...]:
        return tuple(one for one in self.books if one.market in names)

    def _ask(self, verb: str, names: Sequence[str]) -> list[kit.Send]:
        if self._number is None or not names:
            return []
        return [kit.Send(json.dumps({verb: names}))]


def _names(instruments: Iterable[Instrument]) -> list[str]:
    """Both outcomes of a question are one book."""
    return list(dict.fromkeys(one.market for one in instruments))


def _levels(rows: Iterable[list[str]], *, offers: bool = False) -> dict[int, int]:
    """Steps by price; offers are kept at one minus their price."""
    levels = {PRICES.read(price): SIZES.read(size) for price, size in rows}
    return {PRICES.one - p: s for p, s in levels.items()} if offers else levels
