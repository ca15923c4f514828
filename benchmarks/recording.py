"""Updates a second to Parquet, and what a recorder needs for them."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

import anyio
import anyio.lowlevel

from predcore import BookUpdate, Instrument
from predcore.kit import LocalBook, Scale
from predcore.recording import Store, record

__all__ = ["Recorded", "recorded"]

_BOOKS = 500
_UPDATES = 300_000
_AT_ONCE = 250
"""Updates that a busy connection brings between two turns of the loop."""
_MOST = 48 << 20
"""Bytes of rows at which the venue is read no further, so that none is dropped."""
_SIDE = range(40, 50)
_FRAME = (
    '{"type":"orderbook_delta","sid":1,"seq":%d,"msg":{"market_ticker":"RAIN-26DEC-T%d",'
    '"price_dollars":"0.%d00","delta_fp":"%d.00","side":"yes","ts_ms":%d}}'
)


class Recorded(NamedTuple):
    """What became of it.

    Attributes:
        a_second: updates, until the last of them is on the disk.
        cpu: microseconds of the process for each, making it up included.
        memory: megabytes at most, over what it had before.
        size: bytes on the disk for each.
        dropped: rows that were left out.
    """

    a_second: float
    cpu: float
    memory: float
    size: float
    dropped: int


def recorded(*, depth: int = 0, frames: bool = True) -> Recorded:
    """Change books, and record each change with the frame it came in.

    Args:
        depth: levels a side kept of every update.
        frames: keep frames too.
    """
    return anyio.run(_recorded, depth, frames)


async def _recorded(depth: int, frames: bool) -> Recorded:
    books, random = _books(), Random(1)
    gc.collect()
    before = _resident()
    most = before
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), depth=depth)
        store.begun(1, "acme", {})
        started, cpu = perf_counter(), process_time()
        async with record(store):
            for number in range(0, _UPDATES, _AT_ONCE):
                _change(books, random, store, number, frames)
                most = max(most, _resident())
                if store.waiting > _MOST:
                    await store.flush()
                await anyio.lowlevel.checkpoint()
        passed, cpu = perf_counter() - started, process_time() - cpu
        size = _size(Path(folder))
    return Recorded(
        _UPDATES / passed,
        cpu / _UPDATES * 1e6,
        (most - before) / 1e6,
        size / _UPDATES,
        store.kept.dropped,
    )


def _change(
    books: Sequence[LocalBook], random: Random, store: Store, number: int, frames: bool
) -> None:
    for each in range(number, number + _AT_ONCE):
        at, cents, size = each % _BOOKS, random.choice(_SIDE), random.randrange(1, 9999)
        book, stamp = books[at], 1_790_000_000_000 + each
        book.bids.put(cents * 100, size * 100)
        book.changed(stamp / 1000, stamp)
        if frames:
            text = _FRAME % (each, at, cents, size, stamp)
            store.told(1, "received", text, stamp)
        store.update(BookUpdate(book))


def _books() -> list[LocalBook]:
    prices, sizes = Scale(4), Scale(2)
    made: list[LocalBook] = []
    for number in range(_BOOKS):
        instrument = Instrument("acme", f"RAIN-26DEC-T{number}", "yes")
        book = LocalBook(instrument, prices, sizes)
        side = {cents * 100: 10_000 for cents in _SIDE}
        book.replace(side, side, 0.0)
        made.append(book)
    return made


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def _resident() -> int:
    """Bytes of this process in memory, where the system tells."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * 4096
