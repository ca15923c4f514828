"""If Acme streamed its books: what it says, read without a socket, and followed.

Run it: ``python streaming.py`` plays the venue, which loses a message.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
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

PRICES, SIZES = kit.Scale(2), kit.Scale(0)
"""Acme's prices are in cents and its sizes whole."""


class AcmeFeed:
    """What is said on one connection, and what becomes of the books: no I/O.

    Acme numbers its messages from 1. It answers ``follow`` with a whole book, and
    ``ping`` with a number.
    """

    def __init__(self) -> None:
        self.books: dict[Instrument, kit.LocalBook] = {}
        self._doubted: set[Instrument] = set()
        self._number: int | None = None
        self._dog = kit.Watchdog(first=5.0, quiet=30.0)

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[kit.Step]:
        new = [one for one in instruments if one not in self.books]
        self.books |= {one: kit.LocalBook(one, PRICES, SIZES) for one in new}
        return self._ask("follow", new)

    def remove(
        self, instruments: Sequence[Instrument], now: float
    ) -> Iterable[kit.Step]:
        gone = [one for one in instruments if one in self.books]
        for one in gone:
            self.books.pop(one).withhold(DataState.STALE)
        return self._ask("leave", gone)

    def doubt(
        self, instruments: Sequence[Instrument], now: float
    ) -> Iterable[kit.Step]:
        live = [one for one in instruments if self._is_live(one)]
        for one in live:
            self.books[one].withhold()
        self._doubted.update(live)
        return [Gap(tuple(live)), *self._ask("follow", live)] if live else []

    def opened(self, now: float) -> Iterable[kit.Send]:
        self._number = 0
        self._dog.started(now)
        for book in self.books.values():
            book.withhold()
        return self._ask("follow", list(self.books))

    def lost(self) -> None:
        self._number = None
        self._dog.stop()
        for book in self.books.values():
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
        for book in self.books.values():
            book.withhold(DataState.STALE)
        self._doubted.update(self.books)
        silence = self._dog.silence(now)
        return [Stalled(tuple(self.books), silence), kit.Reconnect("no answer")]

    def _read(self, said: dict[str, Any], now: float) -> Iterator[kit.Step]:
        expected, self._number = (self._number or 0) + 1, said["number"]
        self._dog.heard(now)
        if self._number != expected:
            yield from self.doubt(list(self.books), now)
        instrument = Instrument("acme", said.get("id", ""), "yes")
        book = self.books.get(instrument)
        if book is None:
            return
        bids, asks = said["bids"], said["asks"]
        if said["whole"]:
            book.replace(_levels(bids), _levels(asks, offers=True), now)
            if instrument in self._doubted:
                self._doubted.discard(instrument)
                yield Resynced((instrument,))
        elif book.state is DataState.LIVE:
            for price, size in _levels(bids).items():
                book.bids.put(price, size)
            for price, size in _levels(asks, offers=True).items():
                book.offers.put(price, size)
            book.changed(now)
        else:
            return
        yield BookUpdate(book)

    def _is_live(self, instrument: Instrument) -> bool:
        book = self.books.get(instrument)
        return book is not None and book.state is DataState.LIVE

    def _ask(self, verb: str, instruments: Sequence[Instrument]) -> list[kit.Send]:
        if self._number is None or not instruments:
            return []
        return [kit.Send(json.dumps({verb: [one.market for one in instruments]}))]


def _levels(rows: Iterable[list[str]], *, offers: bool = False) -> dict[int, int]:
    """Steps by price; offers are kept at one minus their price."""
    levels = {PRICES.read(price): SIZES.read(size) for price, size in rows}
    return {PRICES.one - p: s for p, s in levels.items()} if offers else levels


class Played:
    """A socket at whose other end somebody plays Acme."""

    def __init__(self) -> None:
        self._said: asyncio.Queue[str] = asyncio.Queue()
        self._number = 0

    async def send(self, frame: str | bytes, /) -> None:
        for name in json.loads(frame).get("follow", []):
            self.say(name, [["0.40", "10"]], [["0.45", "5"]], whole=True)

    async def receive(self) -> str:
        return await self._said.get()

    def say(
        self,
        name: str,
        bids: list[list[str]],
        asks: list[list[str]],
        *,
        whole: bool = False,
        lost: bool = False,
    ) -> None:
        self._number += 1
        message = {"number": self._number, "id": name, "whole": whole}
        if not lost:
            self._said.put_nowait(json.dumps({**message, "bids": bids, "asks": asks}))


async def main() -> None:
    acme = Played()

    @asynccontextmanager
    async def dial() -> AsyncGenerator[kit.Socket]:
        yield acme

    rain = Instrument("acme", "RAIN-TOMORROW", "yes")
    watching = kit.watch(dial, AcmeFeed, [rain], per_connection=100)
    async with watching as updates, asyncio.timeout(10):
        async for update in updates:
            match update:
                case BookUpdate(book=book) if book.bid and book.bid.size == 10:
                    print("bid", book.bid.price)
                    acme.say(rain.market, [["0.41", "7"]], [])
                case BookUpdate(book=book) if book.bid and book.bid.size == 7:
                    print("bid", book.bid.price)
                    acme.say(rain.market, [["0.42", "1"]], [], lost=True)
                    acme.say(rain.market, [], [["0.45", "0"]])
                case Resynced():
                    print(type(update).__name__)
                    break
                case news:
                    print(type(news).__name__)


if __name__ == "__main__":
    asyncio.run(main())
