"""Gather rows, and write them when there are enough or it is time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time_ns
from typing import Any

import anyio
import anyio.to_thread

from .. import BookUpdate, InvalidRequest, Update
from ..kit import Input
from .rows import book_row, to_row, venue_of
from .segments import Segments, Session
from .tables import FRAMES, UPDATES, FrameRow, TableName, UpdateRow, schema_of

__all__ = ["Kept", "Store"]

_MICRO = 1000
_FRAME, _UPDATE, _LEVEL = 300, 400, 60
"""Bytes of memory that a row (beside its frame) and a level in it take, about."""


@dataclass(slots=True)
class Kept:
    """What a session has brought so far.

    Attributes:
        frames, updates: rows written to the disk.
        dropped: rows lost because the disk did not keep up.
        files: written.
    """

    frames: int = 0
    updates: int = 0
    dropped: int = 0
    files: int = 0


class _Gathering:
    """Rows of one table and venue that are not written yet."""

    __slots__ = ("dropped", "last", "rows")

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []
        self.dropped = self.last = 0

    def lose(self, row: tuple[Any, ...]) -> None:
        """There is no room for it."""
        self.dropped += 1
        self.last = row[0]

    def own_up(self, table: TableName, at: int) -> None:
        """Say in the table itself what is not in it, in the place of the last of it."""
        if not self.dropped:
            return
        lost: FrameRow | UpdateRow
        if table == FRAMES:
            lost = FrameRow(self.last, at, 0, 0, "dropped", str(self.dropped))
        else:
            detail = json.dumps({"rows": self.dropped}, separators=(",", ":"))
            lost = UpdateRow(self.last, at, 0, "dropped", detail=detail)
        self.rows.append(lost)
        self.dropped = 0


_Gathered = dict[TableName, dict[str, _Gathering]]


def _nothing() -> _Gathered:
    return {FRAMES: {}, UPDATES: {}}


class Store:
    """The rows of one session on their way to the disk; it is the ``Inputs`` of the
    streams that are recorded. Let :func:`predcore.recording.record` run it.

    Args:
        root: where recordings are kept; sessions add to what is there.
        depth: levels a side to keep of every book update.
        every: seconds that rows wait at most.
        rows: rows of one table that are written together at most, about.
        most: bytes of memory that rows may take, about; beyond that they are dropped,
            and counted.

    Attributes:
        kept: what has been written.
        session: this run, by its name.
    """

    def __init__(
        self,
        root: Path,
        *,
        depth: int = 0,
        every: float = 5.0,
        rows: int = 50_000,
        most: int = 96 << 20,
    ) -> None:
        if every <= 0 or rows < 1 or most < 1 or depth < 0:
            raise InvalidRequest("a store needs seconds, rows and bytes above 0")
        for table in (FRAMES, UPDATES):
            schema_of(table)
        self.kept = Kept()
        self.session = Session.begun(datetime.now(UTC))
        self._root = root
        self._depth = depth
        self._every = every
        self._rows = rows
        self._most = most
        self._waiting = 0
        self._frames = self._updates = 0
        self._gathered = _nothing()
        self._files: dict[tuple[TableName, str], Segments] = {}
        self._venues: dict[int, str] = {}
        self._full = anyio.Event()
        self._writing = anyio.Lock()
        self._ended = False

    @property
    def frames(self) -> int:
        """Inputs of streams heard so far, written or not."""
        return self._frames

    @property
    def updates(self) -> int:
        """Updates heard so far, written or not."""
        return self._updates

    @property
    def waiting(self) -> int:
        """Bytes of memory that rows take which are not written yet, about."""
        return self._waiting

    # -- what comes in -----------------------------------------------------------

    def begun(self, line: int, venue: str, memory: Mapping[str, Any]) -> None:
        """As of :class:`predcore.kit.Inputs`."""
        self._venues[line] = venue
        self.told(line, "begun", json.dumps(memory), 0)

    def told(self, line: int, what: Input | str, body: str | None, now: int) -> None:
        """As of :class:`predcore.kit.Inputs`."""
        if self._ended:
            return
        self._frames = number = self._frames + 1
        row = (number, time_ns() // _MICRO, now, line, what, body)
        size = _FRAME if body is None else _FRAME + len(body)
        # Without one of the others all that follows would make no sense.
        needed = what != "received"
        self._gather(FRAMES, self._venues[line], row, size, needed)

    def update(self, update: Update) -> None:
        """Keep an update; losses are kept for every venue, as they say of none."""
        if self._ended:
            return
        venue = venue_of(update)
        if venue is not None:
            self._keep(update, venue)
            return
        for each in sorted(set(self._venues.values())):
            self._keep(update, each)

    def _keep(self, update: Update, venue: str) -> None:
        self._updates = number = self._updates + 1
        at = time_ns() // _MICRO
        size, depth = _UPDATE, self._depth
        row: tuple[object, ...]
        if type(update) is BookUpdate:
            row = book_row(update.book, number, at, self._frames, depth)
            size += 2 * depth * _LEVEL
        else:
            row = tuple(to_row(update, number, at, self._frames))
        self._gather(UPDATES, venue, row, size, needed=False)

    def _gather(
        self,
        table: TableName,
        venue: str,
        row: tuple[Any, ...],
        size: int,
        needed: bool,
    ) -> None:
        of_table = self._gathered[table]
        gathering = of_table.get(venue)
        if gathering is None:
            gathering = of_table[venue] = _Gathering()
        rows, waiting = gathering.rows, self._waiting + size
        if waiting > self._most and not needed:
            gathering.lose(row)
            self.kept.dropped += 1
            self._full.set()
            return
        self._waiting = waiting
        if gathering.dropped:
            gathering.own_up(table, row[1])
        rows.append(row)
        if len(rows) >= self._rows or 2 * waiting > self._most:
            self._full.set()

    # -- what goes out -----------------------------------------------------------

    async def run(self) -> None:
        """Write when it is time, until cancelled; raises ``OSError`` where the disk
        refuses."""
        while True:
            with anyio.move_on_after(self._every):
                await self._full.wait()
            await self.flush()

    async def flush(self) -> None:
        """Write everything that has gathered; raises ``OSError`` where it cannot, and
        keeps what is not written for another try."""
        async with self._writing:
            gathered, self._gathered = self._gathered, _nothing()
            freed = self._waiting
            self._full = anyio.Event()
            try:
                await anyio.to_thread.run_sync(self._write, gathered)
            except Exception:
                self._put_back(gathered)
                raise
            self._waiting -= freed

    def _put_back(self, unwritten: _Gathered) -> None:
        for table, by_venue in unwritten.items():
            for venue, earlier in by_venue.items():
                later = self._gathered[table].setdefault(venue, _Gathering())
                later.rows[:0] = earlier.rows
                later.dropped += earlier.dropped
                later.last = later.last or earlier.last

    async def end(self) -> None:
        """Write what is left, and that nothing is missing after it; what comes later
        is not kept. Raises ``OSError`` where it cannot."""
        if self._ended:
            return
        count = {"frames": self._frames, "updates": self._updates}
        body = json.dumps({**count, "dropped": self.kept.dropped})
        at = time_ns() // _MICRO
        for venue in sorted({*self._venues.values(), *self._gathered[UPDATES]}):
            self._frames += 1
            row = FrameRow(self._frames, at, 0, 0, "ended", body)
            self._gather(FRAMES, venue, row, _FRAME, needed=True)
        self._ended = True
        await self.flush()

    def _write(self, gathered: _Gathered) -> None:
        # Frames first: no update is there without what it was told of.
        for table in (FRAMES, UPDATES):
            for venue, gathering in list(gathered[table].items()):
                gathering.own_up(table, time_ns() // _MICRO)
                self._write_rows(table, venue, gathering.rows)
                del gathered[table][venue]

    def _write_rows(
        self, table: TableName, venue: str, rows: list[tuple[Any, ...]]
    ) -> None:
        files = self._files.get((table, venue))
        if files is None:
            files = Segments(self._root, table, venue, self.session)
            self._files[table, venue] = files
        before = len(rows)
        try:
            files.write(rows)
        finally:
            written = before - len(rows)
            self.kept.files = sum(each.count for each in self._files.values())
            if table == FRAMES:
                self.kept.frames += written
            else:
                self.kept.updates += written
