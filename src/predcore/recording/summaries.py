"""What a session brought of a venue, told from the files' own statistics."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .arrow import looking_into, parquet

__all__ = ["Summary", "summed_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One venue in one run of a recorder.

    Attributes:
        session: the run, by its name.
        frames, updates: rows there are of it.
        dropped: rows that the recorder had to leave out.
        files: how many there are.
        size: bytes of them.
        first_at, last_at: when its first and last rows came in, by the recorder's
            clock; ``None`` where there is none.
        ended: whether the recorder came to its end. Otherwise it was killed, or still
            runs, and what had gathered since the last file is missing.
    """

    venue: str
    session: str
    frames: int
    updates: int
    dropped: int
    files: int
    size: int
    first_at: datetime | None
    last_at: datetime | None
    ended: bool


def summed_up(
    venue: str, session: str, frames: Sequence[Path], updates: Sequence[Path]
) -> Summary:
    """Read the footers of these files, and the few rows that are about themselves."""
    every = [*frames, *updates]
    instants = [at for path in every for at in _extent(path)]
    lost = [int(body) for kind, body in _notes(frames, "body") if kind == "dropped"]
    left_out = [
        int(json.loads(detail)["rows"])
        for kind, detail in _notes(updates, "detail")
        if kind == "dropped"
    ]
    return Summary(
        venue=venue,
        session=session,
        frames=_rows(frames),
        updates=_rows(updates),
        dropped=sum(lost) + sum(left_out),
        files=len(every),
        size=sum(path.stat().st_size for path in every),
        first_at=min(instants, default=None),
        last_at=max(instants, default=None),
        ended=any(kind == "ended" for kind, _ in _notes(frames[-1:], "body")),
    )


def _rows(files: Iterable[Path]) -> int:
    return sum(int(_metadata(path).num_rows) for path in files)


def _metadata(path: Path) -> Any:
    with looking_into(path):
        return parquet().read_metadata(path)


def _extent(path: Path) -> Iterator[datetime]:
    """The first and the last instant of each part of a file."""
    found = _metadata(path)
    with looking_into(path):
        at = found.schema.to_arrow_schema().names.index("recorded_at")
        for number in range(found.num_row_groups):
            statistics: Any = found.row_group(number).column(at).statistics
            if statistics is not None and statistics.has_min_max:
                yield from (statistics.min, statistics.max)


def _notes(files: Iterable[Path], column: str) -> Iterator[tuple[str, str]]:
    """Rows about the recording itself: their kinds, and what they say."""
    for path in files:
        with looking_into(path):
            rows = parquet().read_table(
                path,
                columns=["kind", column],
                filters=[("kind", "in", ["dropped", "ended"])],
                partitioning=None,
            )
        yield from zip(*rows.to_pydict().values(), strict=True)
