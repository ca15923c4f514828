"""Gather rows, and write them when there are enough or it is time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import time_ns
from typing import Any

import anyio
import anyio.to_thread

from .. import InvalidRequest, Update
from ..kit import Input
from .rows import to_row, venue_of
from .segments import Session, write_rows
from .tables import FRAMES, UPDATES, FrameRow, TableName, UpdateRow, schema_of

__all__ = ["Kept", "Store"]

_MICRO = 1000
_ROW = 200
"""Bytes that a row is worth beside its frame, about."""


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


@dataclass(slots=True)
class _Gathering:
    rows: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    dropped: int = 0


class Store:
    """The rows of one session on their way to the disk; it is the ``Inputs`` of the
    streams that are recorded.

    Args:
        root: where recordings are kept; sessions add to what is there.
        depth: levels a side to keep of every book update.
        every: seconds that rows wait at most.
        rows: rows of one table that are written together at most, about.
        most: bytes that may wait; beyond that rows are dropped, and counted.
    """

    def __init__(
        self,
        root: Path,
        *,
        depth: int = 0,
        every: float = 5.0,
        rows: int = 50_000,
        most: int = 64 << 20,
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
        self._numbers = {FRAMES: 0, UPDATES: 0}
        self._gathered: dict[tuple[TableName, str], _Gathering] = {}
        self._venues: dict[int, str] = {}
        self._full = anyio.Event()
        self._writing = anyio.Lock()

    # -- what comes in -----------------------------------------------------------

    def begun(self, line: int, venue: str, memory: Mapping[str, Any]) -> None:
        """As of :class:`predcore.kit.Inputs`."""
        import json

        self._venues[line] = venue
        self._frame(line, "begun", json.dumps(memory), 0)

    def told(self, line: int, what: Input, body: str | None, now: int) -> None:
        """As of :class:`predcore.kit.Inputs`."""
        self._frame(line, what, body, now)

    def _frame(self, line: int, kind: str, body: str | None, now: int) -> None:
        number = self._next(FRAMES)
        row = FrameRow(number, time_ns() // _MICRO, now, line, kind, body)
        size = _ROW if body is None else _ROW + len(body)
        self._gather(FRAMES, self._venues[line], row, size)

    def update(self, update: Update) -> None:
        """Keep an update; losses are kept for every venue, as they say of none."""
        venue = venue_of(update)
        venues = [venue] if venue is not None else sorted(set(self._venues.values()))
        for each in venues:
            row = to_row(update, self._next(UPDATES), time_ns() // _MICRO, self._depth)
            levels = len(row.bids or ()) + len(row.asks or ())
            self._gather(UPDATES, each, row, _ROW * (1 + levels))

    def _next(self, table: TableName) -> int:
        self._numbers[table] += 1
        return self._numbers[table]

    def _gather(
        self, table: TableName, venue: str, row: tuple[Any, ...], size: int
    ) -> None:
        gathering = self._gathered.setdefault((table, venue), _Gathering())
        if self._waiting + size > self._most:
            gathering.dropped += 1
            self.kept.dropped += 1
            self._full.set()
            return
        self._waiting += size
        if gathering.dropped:
            gathering.rows.append(self._lost(table, row, gathering.dropped))
            gathering.dropped = 0
        gathering.rows.append(row)
        if len(gathering.rows) >= self._rows:
            self._full.set()

    def _lost(self, table: TableName, row: tuple[Any, ...], count: int) -> Any:
        """Says in the table itself what is not in it."""
        number, at = int(row[0]), int(row[1])
        if table == FRAMES:
            return FrameRow(number, at, 0, 0, "dropped", str(count))
        return UpdateRow(number, at, "dropped", detail=f'{{"rows":{count}}}')

    # -- what goes out -----------------------------------------------------------

    async def run(self) -> None:
        """Write when it is time, until cancelled; then write what is left."""
        try:
            while True:
                with anyio.move_on_after(self._every):
                    await self._full.wait()
                await self.flush()
        finally:
            with anyio.CancelScope(shield=True):
                await self.flush()

    async def flush(self) -> None:
        """Write everything that has gathered; raises ``OSError`` where it cannot."""
        async with self._writing:
            gathered, self._gathered = self._gathered, {}
            self._full = anyio.Event()
            freed, self._waiting = self._waiting, 0
            try:
                await anyio.to_thread.run_sync(self._write, gathered)
            except OSError:
                self._waiting += freed
                raise

    def _write(self, gathered: Mapping[tuple[TableName, str], _Gathering]) -> None:
        for (table, venue), gathering in gathered.items():
            rows = gathering.rows
            if gathering.dropped:
                last = (0, time_ns() // _MICRO)
                rows.append(self._lost(table, last, gathering.dropped))
            if not rows:
                continue
            written = write_rows(self._root, table, venue, self.session, rows)
            self.kept.files += len(written)
            if table == FRAMES:
                self.kept.frames += len(rows)
            else:
                self.kept.updates += len(rows)
