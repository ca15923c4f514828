"""Parquet files that are there whole or not at all.

A Parquet file can be read once its footer is written, so rows are never added to one.
What has gathered is written to a new file, under a hidden name that no reader looks
at, which gets its real name when all of it is on the disk. Whoever is killed meanwhile
loses what had gathered, and nothing that was written before.

A short file is written once more with what comes next, and the longer one takes its
place in one step: a reader finds the one or the other, and a quiet day makes few files.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from .. import InvalidRequest
from .arrow import parquet
from .columns import joined, to_table
from .tables import REPEATED, TableName

__all__ = ["Segments", "Session", "segments"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 24 * 3600 * 1_000_000
_ASIDE = "."


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a recorder; ``name`` sorts by when it began."""

    name: str

    @classmethod
    def begun(cls, at: datetime) -> Session:
        """A session that begins now, told apart from others by its process."""
        return cls(f"{at.astimezone(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}")


class Segments:
    """The files of one table and venue that a session writes.

    Args:
        root: where recordings are kept.
        table, venue: whose rows.
        session: the run.
        long: bytes of columns, which are several times those on the disk, from which on
            a file grows no more; as much memory is kept.

    Attributes:
        count: files so far.
    """

    def __init__(
        self,
        root: Path,
        table: TableName,
        venue: str,
        session: Session,
        long: int = 4 << 20,
    ) -> None:
        self._root = root
        self._table: TableName = table
        self._venue = venue
        self._session = session
        self._long = long
        self._last: _Segment | None = None
        self.count = 0

    def write(self, rows: list[tuple[Any, ...]]) -> None:
        """Write rows, in order, and take them out; those of a new day to a new file.

        The first two fields of a row are its number and its instant in microseconds.
        Raises ``OSError`` where the disk refuses; what is left then is not written.
        """
        for day, some in groupby(tuple(rows), lambda row: int(row[1]) // _DAY):
            part = list(some)
            self._write_day(_EPOCH.date() + timedelta(days=day), part)
            del rows[: len(part)]

    def _write_day(self, day: date, rows: list[tuple[Any, ...]]) -> None:
        columns, last = to_table(self._table, rows), self._last
        if (
            last is not None
            and last.day == day
            and last.columns.nbytes + columns.nbytes <= self._long
        ):
            path, columns = last.path, joined(last.columns, columns)
        else:
            folder = folder_of(self._root, self._table, self._venue, day)
            path = folder / f"{self._session.name}-{int(rows[0][0]):012d}.parquet"
        _write(path, self._table, columns)
        self.count += last is None or path != last.path
        full = columns.nbytes >= self._long
        self._last = None if full else _Segment(path, day, columns)


@dataclass(frozen=True, slots=True)
class _Segment:
    """A file that may grow, and what is in it."""

    path: Path
    day: date
    columns: Any


def folder_of(root: Path, table: TableName, venue: str, day: date) -> Path:
    """Where a day of a venue is kept."""
    if not venue.isidentifier() and not venue.replace("-", "_").isidentifier():
        raise InvalidRequest(f"{venue!r} cannot name a folder")
    return root / table / f"venue={venue}" / f"date={day.isoformat()}"


def _write(path: Path, table: TableName, columns: Any) -> None:
    pq = parquet()
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{_ASIDE}{path.name}.part"
    try:
        pq.write_table(
            columns, aside, compression="zstd", use_dictionary=list(REPEATED[table])
        )
        _sync(aside)
        aside.replace(path)
        _sync(folder)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Wait until the disk has it: a name must not be there before its bytes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def segments(root: Path, table: TableName, venue: str) -> list[Path]:
    """The files of a venue in the order in which they were written."""
    found = (root / table / f"venue={venue}").glob("date=*/*.parquet")
    return sorted(found, key=lambda path: path.name)
