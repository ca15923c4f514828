"""What is in a recording."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import InvalidRequest
from .arrow import arrow, looking_into, parquet
from .segments import segments
from .summaries import Summary, summed_up
from .tables import FRAMES, UPDATES, FrameRow, TableName, schema_of

__all__ = ["Recording"]

_BATCH = 4096
_AT = "recorded_at"


@dataclass(frozen=True, slots=True)
class Recording:
    """A folder that ``record`` filled; reading it needs pyarrow, or any reader of
    Parquet. Raises ``InvalidRequest`` where there is nothing recorded, and for a file
    that is not a recorder's or is not whole.
    """

    root: Path

    def __post_init__(self) -> None:
        schema_of(FRAMES)
        if not self.venues():
            raise InvalidRequest(f"there is no recording in {self.root}")

    def venues(self) -> tuple[str, ...]:
        """Whose streams were recorded."""
        found = {
            folder.name.removeprefix("venue=")
            for table in (FRAMES, UPDATES)
            for folder in (self.root / table).glob("venue=*")
        }
        return tuple(sorted(found))

    def sessions(self, venue: str) -> tuple[str, ...]:
        """The runs of a recorder, oldest first."""
        files = [*self.files(FRAMES, venue), *self.files(UPDATES, venue)]
        return tuple(sorted({_session(path) for path in files}))

    def files(
        self, table: TableName, venue: str, session: str | None = None
    ) -> list[Path]:
        """The files of a table, in the order in which they were written."""
        found = segments(self.root, table, venue)
        return [path for path in found if session in {None, _session(path)}]

    def summary(self, venue: str, session: str) -> Summary:
        """What there is of a venue in a session, and whether it ended properly."""
        frames = self.files(FRAMES, venue, session)
        updates = self.files(UPDATES, venue, session)
        return summed_up(venue, session, frames, updates)

    def memories(self, venue: str, session: str) -> dict[int, dict[str, Any]]:
        """What the protocol of each connection had to know in the end, by line."""
        pq = parquet()
        found: dict[int, dict[str, Any]] = {}
        for path in self.files(FRAMES, venue, session):
            with looking_into(path):
                rows = pq.read_table(
                    path,
                    columns=["line", "body"],
                    filters=[("kind", "==", "begun")],
                    partitioning=None,
                )
                for line, body in zip(*rows.to_pydict().values(), strict=True):
                    found[line] = json.loads(body)
        return found

    def frames(self, venue: str, session: str) -> Iterator[FrameRow]:
        """The inputs of a venue's streams in one session, in order."""
        pa, pq = arrow(), parquet()
        names = list(FrameRow._fields)
        for path in self.files(FRAMES, venue, session):
            with looking_into(path), pq.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH, columns=names):
                    place = names.index(_AT)
                    batch = batch.set_column(place, _AT, batch[_AT].cast(pa.int64()))
                    columns = (batch[name].to_pylist() for name in names)
                    yield from map(FrameRow._make, zip(*columns, strict=True))


def _session(path: Path) -> str:
    return path.name.removesuffix(".parquet").rpartition("-")[0]
