"""Tell recorded inputs to the protocols once more, and have the same books."""

from __future__ import annotations

import heapq
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import anyio
import anyio.lowlevel

from .. import (
    BookView,
    Connected,
    Disconnected,
    Instrument,
    InvalidRequest,
    Unsupported,
    Update,
)
from ..kit import BookProtocol, Ready, Reconnect, Send, Step, tell_again
from .reading import Recording
from .tables import FrameRow

__all__ = ["Make", "Replay", "replay"]

Make = Callable[[Mapping[str, Any]], BookProtocol]
"""Makes the protocol that a venue's recordings were made with, from its memory."""

_MICRO = 1_000_000
_ORDERS = (Send, Reconnect, Ready)
_PATIENT = 256
"""Rows between two moments in which others may run."""


class Replay(AsyncIterator[Update]):
    """What a recording's streams told, update by update and in order.

    Nothing is left out however slowly it is read: the next input is told when the
    updates of the one before have been taken. A ``BookUpdate`` carries the book as it
    was right after.

    Attributes:
        books: by instrument, as they are at this point of the recording.
        dropped: rows that the recorder itself had to leave out, so far.
    """

    def __init__(
        self,
        rows: Iterator[tuple[str, FrameRow]],
        lines: Mapping[tuple[str, int], BookProtocol],
        speed: float,
    ) -> None:
        self.books: Mapping[Instrument, BookView]
        self.dropped = 0
        self._rows = rows
        self._speed = speed
        self._lines = {key: _Line(made) for key, made in lines.items()}
        self._pending: deque[Update] = deque()
        self._books: dict[Instrument, BookView] = {}
        self.books = MappingProxyType(self._books)
        self._started: tuple[float, int] | None = None
        self._told = 0

    async def __anext__(self) -> Update:
        while not self._pending:
            following = next(self._rows, None)
            if following is None:
                raise StopAsyncIteration
            await self._pace(following[1])
            self._tell(*following)
        return self._pending.popleft()

    async def _pace(self, row: FrameRow) -> None:
        self._told += 1
        if not self._speed:
            if self._told % _PATIENT == 0:
                await anyio.lowlevel.checkpoint()
            return
        now = anyio.current_time()
        if self._started is None:
            self._started = now, row.at
        began, at = self._started
        due = began + (row.at - at) / _MICRO / self._speed
        await (anyio.sleep(due - now) if due > now else anyio.lowlevel.checkpoint())

    def _tell(self, venue: str, row: FrameRow) -> None:
        if row.kind == "begun":
            return
        if row.kind == "dropped":
            self.dropped += int(row.body or 0)
            for (of, _), line in self._lines.items():
                if of == venue:
                    self._pending.extend(line.doubt())
            return
        self._pending.extend(self._lines[venue, row.line].tell(row))
        if row.kind in {"add", "remove"}:
            self._books.clear()
            for each in self._lines.values():
                self._books.update(each.protocol.books)


class _Line:
    def __init__(self, protocol: BookProtocol) -> None:
        self.protocol = protocol
        self._attempts = 0
        self._now = 0

    def tell(self, row: FrameRow) -> list[Update]:
        updates: list[Update] = []
        about = tuple(self.protocol.books)
        self._now = row.monotonic or self._now
        if row.kind == "opened":
            updates.append(Connected(self._attempts, about))
            self._attempts += 1
        updates += _updates(
            tell_again(self.protocol, row.kind, row.body, row.monotonic)
        )
        if row.kind == "lost":
            updates.append(Disconnected("as it was recorded", 0.0, about))
        return updates

    def doubt(self) -> list[Update]:
        """Inputs are missing here: no book is to be believed until it comes whole."""
        books = json.dumps([str(one) for one in self.protocol.books])
        return list(_updates(tell_again(self.protocol, "doubt", books, self._now)))


def _updates(steps: Iterable[Step]) -> Iterator[Update]:
    """What is told; what would be sent is left out."""
    for step in steps:
        if isinstance(step, Reconnect):
            return
        if not isinstance(step, _ORDERS):
            yield step


def replay(
    root: Path,
    make: Mapping[str, Make],
    *,
    venues: tuple[str, ...] = (),
    session: str | None = None,
    speed: float = 0.0,
) -> Replay:
    """Read a recording as a stream.

    Args:
        root: the recording's folder.
        make: by venue, how its protocol is made.
        venues: whose; all of them by default.
        session: the run of the recorder, as in ``Recording.sessions``; the last one by
            default.
        speed: how many times as fast as it was; 0 is as fast as it is read.

    Raises:
        InvalidRequest: nothing was recorded there, or not of these.
        Unsupported: a venue whose adapter cannot replay, or pyarrow is missing.
    """
    recording = Recording(root)
    wanted = venues or recording.venues()
    for venue in wanted:
        if venue not in recording.venues():
            raise InvalidRequest(f"there is nothing of {venue} in {root}")
        if venue not in make:
            raise Unsupported(f"the adapter of {venue} cannot replay recordings")
    chosen = session or max(s for v in wanted for s in recording.sessions(v))
    lines = {
        (venue, line): make[venue](memory)
        for venue in wanted
        for line, memory in recording.memories(venue, chosen).items()
    }
    streams = [_of(recording, venue, chosen) for venue in wanted]
    rows = heapq.merge(*streams, key=lambda item: item[1].number)
    return Replay(rows, lines, speed)


def _of(
    recording: Recording, venue: str, session: str
) -> Iterator[tuple[str, FrameRow]]:
    for row in recording.frames(venue, session):
        yield venue, row
