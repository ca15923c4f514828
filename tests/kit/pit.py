"""A venue of books in memory: what it is asked to follow it tells, line by line."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from time import monotonic

import anyio
import anyio.lowlevel

from predcore import (
    BookUpdate,
    DataState,
    Gap,
    Instrument,
    Level,
    Orderbook,
    Results,
    Resynced,
    Source,
    TransportError,
)
from predcore.kit import Full, LocalBook, Scale, Send, Step

__all__ = ["Pit", "PitFeed", "PitSocket", "name_of", "named"]

_PRICES, _SIZES = Scale(2), Scale(0)


def named(name: str, venue: str = "pit") -> Instrument:
    """An instrument of a pit: the *yes* of a market, or ``market/outcome``."""
    market, _, outcome = name.partition("/")
    return Instrument(venue, market, outcome or "yes")


def name_of(instrument: Instrument) -> str:
    """What the pit calls it."""
    plain = instrument.outcome == "yes"
    return instrument.market if plain else f"{instrument.market}/{instrument.outcome}"


class PitFeed:
    """Follows books by name; a frame is ``name bid size``, or ``!name``: something was
    missed that did the book no harm, or ``#name,name``: there is no room for these."""

    def __init__(self, venue: str = "pit") -> None:
        self._venue = venue
        self._books: dict[Instrument, LocalBook] = {}
        self._doubted: set[Instrument] = set()
        self._open = False

    @property
    def books(self) -> Mapping[Instrument, LocalBook]:
        return self._books

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        for one in instruments:
            self._books[one] = LocalBook(one, _PRICES, _SIZES)
        return self._say("+", instruments)

    def remove(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        for one in instruments:
            self._books.pop(one).withhold(DataState.STALE)
        return self._say("-", instruments)

    def doubt(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        for one in instruments:
            self._books[one].withhold()
            self._doubted.add(one)
        return [Gap(tuple(instruments)), *self._say("?", instruments)]

    def verify(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        return self._say("=", instruments)

    def _say(self, what: str, instruments: Sequence[Instrument]) -> Iterable[Step]:
        names = ",".join(map(name_of, instruments))
        return [Send(what + names)] if self._open and names else []

    def opened(self, now: float) -> Iterable[Send]:
        self._open = True
        return [Send("+" + ",".join(map(name_of, self._books)))]

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        if str(frame).startswith("!"):
            about = (named(str(frame)[1:], self._venue),)
            yield Gap(about)
            yield Resynced(about)
            return
        if str(frame).startswith("#"):
            names = str(frame)[1:].split(",")
            yield Full(tuple(named(name, self._venue) for name in names))
            return
        name, bid, size = str(frame).split()
        instrument = named(name, self._venue)
        book = self._books.get(instrument)
        if book is None:
            return
        if book.state is DataState.LIVE:
            book.bids.replace({int(bid): int(size)})
            book.changed(now)
        else:
            book.replace({int(bid): int(size)}, {}, now)
            if instrument in self._doubted:
                self._doubted.remove(instrument)
                yield Resynced((instrument,))
        yield BookUpdate(book)

    def lost(self) -> None:
        self._open = False
        for book in self._books.values():
            book.withhold(DataState.STALE)

    def due(self) -> float | None:
        return None

    def expired(self, now: float) -> Iterable[Step]:
        return ()


class PitSocket:
    """One connection, and the names it follows."""

    def __init__(self, pit: Pit) -> None:
        self._pit = pit
        self._said: deque[str | Exception] = deque()
        self._more = anyio.Event()
        self.followed: set[str] = set()
        self.heard: list[str] = []

    async def send(self, frame: str | bytes, /) -> None:
        text = str(frame)
        self.heard.append(text)
        names = [name for name in text[1:].split(",") if name]
        if text[0] == "+":
            new = [name for name in names if name not in self.followed]
            refused = new[max(self._pit.room - len(self.followed), 0) :]
            if refused:
                self.say("#" + ",".join(refused))
                names = [name for name in names if name not in refused]
            self.followed.update(names)
            self._pit.most = max(self._pit.most, len(self.followed))
        elif text[0] == "-":
            self.followed.difference_update(names)
        if text[0] in "+?":
            for name in names:
                self.say(self._pit.line(name))

    def say(self, frame: str | Exception) -> None:
        self._said.append(frame)
        self._more.set()

    async def receive(self) -> str | bytes:
        while not self._said:
            self._more = anyio.Event()
            await self._more.wait()
        frame = self._said.popleft()
        if isinstance(frame, Exception):
            raise frame
        return frame


class Pit:
    """Every connection there is.

    Attributes:
        sockets: those that are open.
        dialled: how many there have been.
        most: names that one of them followed at one time.
        room: names that a connection takes.
        bids: what the book of a name is, 40 for 1 by default.
    """

    def __init__(self) -> None:
        self.sockets: list[PitSocket] = []
        self.dialled = 0
        self.most = 0
        self.room = 1000
        self.bids: dict[str, tuple[int, int]] = {}
        self.asked: list[list[str]] = []

    @asynccontextmanager
    async def dial(self) -> AsyncGenerator[PitSocket]:
        socket = PitSocket(self)
        self.dialled += 1
        self.sockets.append(socket)
        try:
            yield socket
        finally:
            self.sockets.remove(socket)

    async def left(self, count: int) -> None:
        """Wait until so many connections are open."""
        with anyio.fail_after(10):
            while len(self.sockets) != count:
                await anyio.lowlevel.checkpoint()

    def line(self, name: str) -> str:
        bid, size = self.bids.get(name, (40, 1))
        return f"{name} {bid} {size}"

    def change(self, name: str, bid: int, size: int = 1, *, told: bool = True) -> None:
        """Change a book; keep it from whoever follows it where it is not ``told``."""
        self.bids[name] = (bid, size)
        for socket in self.sockets:
            if told and name in socket.followed:
                socket.say(self.line(name))

    def cut(self, socket: PitSocket) -> None:
        """Break a connection off."""
        socket.say(TransportError("cut"))

    async def orderbooks(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Orderbook]:
        """The books by another way."""
        self.asked.append([name_of(one) for one in instruments])
        return Results(instruments, {one: self.book(one) for one in instruments})

    def book(self, instrument: Instrument) -> Orderbook:
        """One of them."""
        bid, size = self.bids.get(name_of(instrument), (40, 1))
        local = LocalBook(instrument, _PRICES, _SIZES)
        local.replace({bid: size}, {}, monotonic())
        level = Level(_PRICES.value(bid), _SIZES.value(size))
        return Orderbook(
            instrument=instrument,
            bids=(level,),
            received_at=local.received_at,
            source=Source.REST,
        )
