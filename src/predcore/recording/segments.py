"""Parquet files that are there whole or not at all.

A Parquet file can be read once its footer is written, so rows are never added to one:
what has gathered becomes a file of its own, under a hidden name that no reader looks
at, and gets its real name when all of it is on the disk. Whoever is killed meanwhile
loses what had gathered, and nothing that was written before.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from .. import InvalidRequest
from .arrow import parquet
from .columns import to_table
from .tables import REPEATED, TableName

__all__ = ["Session", "segments", "write_rows"]

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


def write_rows(
    root: Path,
    table: TableName,
    venue: str,
    session: Session,
    rows: Sequence[tuple[Any, ...]],
) -> list[Path]:
    """Write rows of one table and venue, in order: a file for each of their days.

    The first two fields of a row are its number and its instant in microseconds.
    """
    written: list[Path] = []
    for day, part in groupby(rows, lambda row: int(row[1]) // _DAY):
        folder = folder_of(root, table, venue, _EPOCH.date() + timedelta(days=day))
        written.append(_write(folder, table, session, list(part)))
    return written


def folder_of(root: Path, table: TableName, venue: str, day: date) -> Path:
    """Where a day of a venue is kept."""
    if not venue.isidentifier() and not venue.replace("-", "_").isidentifier():
        raise InvalidRequest(f"{venue!r} cannot name a folder")
    return root / table / f"venue={venue}" / f"date={day.isoformat()}"


def _write(
    folder: Path, table: TableName, session: Session, rows: list[tuple[Any, ...]]
) -> Path:
    pq = parquet()
    columns = to_table(table, rows)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{session.name}-{int(rows[0][0]):012d}.parquet"
    aside, path = folder / f"{_ASIDE}{name}.part", folder / name
    try:
        pq.write_table(
            columns, aside, compression="zstd", use_dictionary=list(REPEATED[table])
        )
        _sync(aside)
        aside.rename(path)
        _sync(folder)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return path


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
