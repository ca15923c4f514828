"""Tell recorded inputs to the protocols once more, and have the same books."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import anyio
import anyio.lowlevel

from .. import BookView, Instrument, InvalidRequest, Unsupported, Update
from .books import to_instant
from .elapsed import Elapsed
from .reading import Recording
from .retelling import Make, Retelling
from .tables import FrameRow

__all__ = ["Replay", "replay"]

_PATIENT = 256
"""Rows between two moments in which others may run."""


class Replay(AsyncIterator[Update]):
    """What a recording's streams told, update by update and in order.

    Nothing is left out however slowly it is read: the next input is told when the
    updates of the one before have been taken. A ``BookUpdate`` carries the book as it
    was right after, with the times of the recording.

    Attributes:
        books: by instrument, as they are at this point of the recording.
        number: of the row that was told last.
        dropped: rows that the recorder itself had to leave out, so far.
    """

    def __init__(
        self,
        rows: Iterator[tuple[str, FrameRow]],
        lines: Mapping[tuple[str, int], Retelling],
        speed: float,
    ) -> None:
        self.books: Mapping[Instrument, BookView]
        self.number = self.dropped = 0
        self._rows = rows
        self._speed = speed
        self._lines = lines
        self._pending: deque[Update] = deque()
        self._books: dict[Instrument, BookView] = {}
        self.books = MappingProxyType(self._books)
        self._following: tuple[str, FrameRow] | None = None
        self._elapsed = Elapsed()
        self._began: float | None = None
        self._told_at: float | None = None
        self._at = 0

    @property
    def now(self) -> datetime:
        """The recording's clock, which runs between two rows as fast as it is
        replayed."""
        if self._told_at is None:
            return to_instant(self._at)
        passed = (anyio.current_time() - self._told_at) * self._speed
        return to_instant(self._at) + timedelta(seconds=passed)

    async def __anext__(self) -> Update:
        while not self._pending:
            if self._following is None:
                self._following = next(self._rows, None)
            if self._following is None:
                self._told_at = None
                raise StopAsyncIteration
            # It is told only if nobody loses patience meanwhile.
            await self._pace(self._following[1])
            following, self._following = self._following, None
            self._tell(*following)
        return self._pending.popleft()

    async def _pace(self, row: FrameRow) -> None:
        if not self._speed:
            if row.number % _PATIENT == 0:
                await anyio.lowlevel.checkpoint()
            return
        now = anyio.current_time()
        if self._began is None:
            self._began = now
        due = self._began + self._elapsed.at(row) / self._speed
        await (anyio.sleep(due - now) if due > now else anyio.lowlevel.checkpoint())

    def _tell(self, venue: str, row: FrameRow) -> None:
        self.number, self._at = row.number, row.recorded_at
        self._told_at = anyio.current_time() if self._speed else None
        if row.kind in {"begun", "ended"}:
            return
        if row.kind == "dropped":
            self.dropped += int(row.body or 0)
            for (of, _), line in self._lines.items():
                if of == venue:
                    self._pending.extend(line.doubt())
            return
        line = self._lines[venue, row.line]
        self._pending.extend(line.tell(row))
        if row.kind in {"add", "remove"}:
            self._books.clear()
            for each in self._lines.values():
                self._books.update(each.books)


def replay(
    root: Path,
    make: Mapping[str, Make],
    *,
    venues: tuple[str, ...] = (),
    session: str | None = None,
    speed: float = 0.0,
    depth: int | None = None,
) -> Replay:
    """Read a recording as a stream.

    Args:
        root: the recording's folder.
        make: by venue, how its protocol is made; ``Adapter.replay`` of its adapter.
        venues: whose; all of them by default.
        session: the run of the recorder, as in ``Recording.sessions``; the last one by
            default.
        speed: how many times as fast as it was; 0 is as fast as it is read.
        depth: as of :meth:`predcore.Streaming.watch`.

    Raises:
        InvalidRequest: nothing was recorded there, or not of these.
        Unsupported: a venue whose adapter cannot replay, or pyarrow is missing.
    """
    if speed < 0 or (depth is not None and depth < 0):
        raise InvalidRequest("a speed and a depth are 0 or more")
    recording = Recording(root)
    chosen = _session(recording, venues, session)
    wanted = venues or tuple(
        venue for venue in recording.venues() if chosen in recording.sessions(venue)
    )
    lines: dict[tuple[str, int], Retelling] = {}
    for venue in wanted:
        if venue not in make:
            raise Unsupported(f"the adapter of {venue} cannot replay recordings")
        memories = recording.memories(venue, chosen)
        if not memories:
            raise InvalidRequest(f"there are no frames of {venue} in {chosen}")
        for line, memory in memories.items():
            lines[venue, line] = Retelling(make[venue](memory), depth)
    streams = [_of(recording, venue, chosen) for venue in wanted]
    rows = heapq.merge(*streams, key=lambda item: item[1].number)
    return Replay(_without_goodbye(rows), lines, speed)


def _session(recording: Recording, venues: tuple[str, ...], session: str | None) -> str:
    """The session that is meant, of these venues or of all."""
    for venue in venues:
        if venue not in recording.venues():
            raise InvalidRequest(f"there is nothing of {venue} in {recording.root}")
    every = [recording.sessions(venue) for venue in venues or recording.venues()]
    known = sorted({name for names in every for name in names})
    if venues:
        known = [name for name in known if all(name in names for names in every)]
    if not known:
        raise InvalidRequest(f"{recording.root} has no session with all of these")
    if session is not None and session not in known:
        raise InvalidRequest(
            f"there is no session {session!r} in {recording.root}, but "
            f"{', '.join(known)}"
        )
    return session or known[-1]


def _without_goodbye(
    rows: Iterable[tuple[str, FrameRow]],
) -> Iterator[tuple[str, FrameRow]]:
    """Leave out that the recorder hung up when it was done: no book was lost by it."""
    lost: list[tuple[str, FrameRow]] = []
    for item in rows:
        if item[1].kind == "lost":
            lost.append(item)
            continue
        if item[1].kind != "ended":
            yield from lost
        lost.clear()
        yield item
    yield from lost


def _of(
    recording: Recording, venue: str, session: str
) -> Iterator[tuple[str, FrameRow]]:
    for row in recording.frames(venue, session):
        yield venue, row
