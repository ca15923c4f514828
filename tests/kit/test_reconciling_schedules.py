"""Whatever breaks and whenever: each fill of a stream is told once, none of before."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

import anyio
import anyio.lowlevel
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kit.sockets import LOST
from predcore import (
    Connected,
    Disconnected,
    Fill,
    FillUpdate,
    Instrument,
    Order,
    OrderStatus,
    Position,
    Side,
    TransportError,
    Update,
)
from predcore.kit import (
    Backoff,
    Ready,
    Seen,
    Send,
    Socket,
    Step,
    note_latest,
    reread,
    stream,
)

RAIN = Instrument("acme", "rain", "yes")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

Moment: TypeAlias = "tuple[int, bool, bool]"
"""How many fills are made, whether the connection breaks, and the read fails."""


class Venue:
    """A venue that lists its fills, and tells them on the connection there is.

    Args:
        before: how many fills were made before the stream.
        moments: what happens whenever something is asked of it, in turn.
    """

    def __init__(self, before: int, moments: Iterable[Moment]) -> None:
        self.made: list[Fill] = []
        self.moments = deque(moments)
        self.line: Line | None = None
        self.listed = self.noted = 0
        for _ in range(before):
            self.trade()

    def trade(self) -> None:
        number = len(self.made)
        self.made.append(
            Fill(
                id=str(number),
                order_id="o",
                instrument=RAIN,
                side=Side.BUY,
                price=Decimal("0.5"),
                size=Decimal(1),
                at=NOON + timedelta(seconds=2 * number),
            )
        )
        if self.line is not None:
            self.line.bring(str(number))

    async def moment(self, *, read: bool = False) -> None:
        await anyio.lowlevel.checkpoint()
        count, breaks, fails = self.moments.popleft() if self.moments else (0, 0, 0)
        for _ in range(count):
            self.trade()
        if breaks and self.line is not None:
            self.line.cut()
        if fails and read:
            raise TransportError("the venue is away")

    @asynccontextmanager
    async def dial(self) -> AsyncGenerator[Socket]:
        await self.moment(read=True)
        self.line = line = Line(self)
        try:
            yield line
        finally:
            self.line = None

    async def fills(self, *, since: datetime | None = None) -> AsyncIterator[Fill]:
        await self.moment(read=True)
        listed = self.made[::-1]
        self.listed = len(listed)
        for each in listed:
            if since is None or each.at >= since:
                yield each
        await self.moment(read=True)

    async def begin(self, seen: Seen) -> None:
        await note_latest(self, seen)  # type: ignore[arg-type]
        self.noted = self.listed

    async def reconcile(self, seen: Seen) -> Sequence[Update]:
        line = self.line
        found = await reread(self, seen)  # type: ignore[arg-type]
        if line is not None:
            line.read_for = True
        return found

    @property
    def settled(self) -> bool:
        """Whether nothing happens unless there is news."""
        return self.line is not None and self.line.read_for and self.line.idle

    async def orders(
        self, *, status: OrderStatus | None = None
    ) -> AsyncIterator[Order]:
        await self.moment(read=True)
        for _ in ():
            yield _

    async def order(self, order_id: str) -> Order:
        raise NotImplementedError

    async def positions(self) -> AsyncIterator[Position]:
        await self.moment(read=True)
        for _ in ():
            yield _


class Line:
    """A connection, on which what was not read yet goes down with it."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue
        self._frames = deque(["ready"])
        self._news = anyio.Event()
        self._broken = False
        self.read_for = self.idle = False

    def bring(self, frame: str) -> None:
        self._frames.append(frame)
        self.idle = False
        self._news.set()

    def cut(self) -> None:
        self._broken, self.idle = True, False
        self._news.set()

    async def send(self, frame: str | bytes, /) -> None:
        pass

    async def receive(self) -> str:
        await self._venue.moment()
        while not self._frames and not self._broken:
            self._news, self.idle = anyio.Event(), True
            await self._news.wait()
            self.idle = False
        if self._broken:
            raise LOST
        return self._frames.popleft()


class Private:
    """Tells the fill of the number that a frame is."""

    def __init__(self, venue: Venue) -> None:
        self._venue = venue

    def opened(self, now: float) -> Iterable[Send]:
        return [Send("hello")]

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        if frame == "ready":
            return [Ready()]
        return [FillUpdate(self._venue.made[int(frame)])]

    def lost(self) -> None:
        pass

    def due(self) -> float | None:
        return None

    def expired(self, now: float) -> Iterable[Step]:
        return ()


async def told(venue: Venue) -> list[Update]:
    """All that a stream tells up to a last fill, long after everything else."""
    found: list[Update] = []
    async with stream(
        venue.dial,
        Private(venue),
        reconcile=venue.reconcile,
        begin=venue.begin,
        backoff=Backoff(base=0.0),
    ) as updates:
        with anyio.fail_after(30):
            while venue.moments or not venue.settled:
                if venue.settled:
                    venue.trade()
                await anyio.lowlevel.checkpoint()
            venue.trade()
            last = FillUpdate(venue.made[-1])
            while last not in found:
                found.append(await anext(updates))
    return found


MOMENTS = st.tuples(st.integers(0, 2), st.booleans(), st.booleans())
QUIET = (0, False, False)
BREAKS = (0, True, False)
FAILS = (0, False, True)
TRADE = (1, False, False)


@settings(max_examples=300, deadline=None)
@given(before=st.integers(0, 3), moments=st.lists(MOMENTS, max_size=25))
@example(before=1, moments=[TRADE, QUIET, QUIET])
@example(before=1, moments=[QUIET, TRADE, QUIET, BREAKS])
@example(before=0, moments=[FAILS, QUIET, TRADE, BREAKS, TRADE])
@example(before=1, moments=[QUIET, QUIET, TRADE, BREAKS, TRADE])
@example(before=1, moments=[QUIET, QUIET, (1, True, False), QUIET, TRADE])
async def test_each_fill_is_told_once_and_none_from_before(
    before: int, moments: list[Moment]
) -> None:
    venue = Venue(before, moments)
    found = await told(venue)
    fills = [int(one.fill.id) for one in found if isinstance(one, FillUpdate)]
    assert sorted(fills) == list(range(venue.noted, len(venue.made)))
    assert before <= venue.noted
    assert isinstance(found[0], (Connected, Disconnected))
