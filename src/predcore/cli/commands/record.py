"""``predcore record``: keep what streams say, until somebody says stop."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

import anyio

from ... import InvalidRequest
from ...kit.streams import alone
from ...recording import Store, record
from ..arguments import positive, seconds
from ..command import Command
from ..following import Followed
from ..ids import qualified
from ..stopping import until_stopped
from ..tables import Cell
from ..text import counted
from .watch import add_seconds

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["RecordStreams", "progress_of"]

_LOOK = 0.5
"""Seconds between two looks at how it goes."""


class RecordStreams(Command):
    """Record streams: every frame as it came, and the updates made of it.

    Files are Parquet, by venue and day, for DuckDB, Polars or Spark as they are;
    `predcore replay` tells them again. Sessions add to what is there. Whoever kills it
    loses what has gathered since the last files, and nothing else.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "record acme:RAIN-TOMORROW other:rain --out recordings --trades",
        "record acme:RAIN-TOMORROW:yes --out recordings --depth 10 --seconds 3600",
    )

    ids: list[str]
    out: str
    trades: bool
    depth: int
    every: float
    seconds: float | None

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "ids", nargs="+", metavar="ID", help="venue:market:outcome or venue:market"
        )
        parser.add_argument(
            "--out", required=True, metavar="DIR", help="where; made if it is not there"
        )
        parser.add_argument(
            "--trades", action="store_true", help="trades too, where the venue tells"
        )
        parser.add_argument(
            "--depth",
            type=positive,
            default=0,
            metavar="N",
            help="levels a side kept of every update of a book (default: best prices; "
            "the frames have all of it in any case)",
        )
        parser.add_argument(
            "--every",
            type=seconds,
            default=5.0,
            metavar="S",
            help="write at least so often (default: 5)",
        )
        add_seconds(parser)

    async def run(self, screen: Screen) -> int:
        texts = qualified(self.ids, self.venues)
        root = Path(self.out)
        store = Store(root, depth=self.depth, every=self.every)
        followed = Followed(self, screen)
        try:
            await anyio.Path(root).mkdir(parents=True, exist_ok=True)
            async with (
                until_stopped() as stop,
                record(store),
                followed.open(texts, trades=self.trades, depth=None),
            ):
                stop.after(self.seconds)
                followed.complain()
                if followed.books:
                    await _keep(followed, store)
        except OSError as error:
            if isinstance(error, BrokenPipeError):
                raise
            raise InvalidRequest(f"{root}: {error.strerror or error}") from error
        self._sum_up(screen, store)
        return followed.verdict()

    def _sum_up(self, screen: Screen, store: Store) -> None:
        kept = store.kept
        screen.record(
            {
                "kind": "recorded",
                "folder": self.out,
                "session": store.session.name,
                "frames": kept.frames,
                "updates": kept.updates,
                "dropped": kept.dropped,
                "files": kept.files,
            }
        )
        screen.line(
            f"{counted(kept.frames, 'frame')} and {counted(kept.updates, 'update')} "
            f"in {counted(kept.files, 'file')} in {self.out}"
        )
        if kept.dropped:
            screen.line(Cell(f"{counted(kept.dropped, 'row')} dropped", "bad"))
        if kept.files:
            screen.line(Cell(f"`predcore replay {self.out}` tells it again", "dim"))


async def _keep(followed: Followed, store: Store) -> None:
    async with alone(anyio.create_task_group()) as tasks:
        if sys.stderr.isatty():
            tasks.start_soon(_show_progress, store)
        async for update in followed:
            store.update(update)
        tasks.cancel_scope.cancel()


async def _show_progress(store: Store) -> None:
    started = monotonic()
    try:
        while True:
            sys.stderr.write(f"\r\x1b[K{progress_of(store, monotonic() - started)}")
            sys.stderr.flush()
            await anyio.sleep(_LOOK)
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def progress_of(store: Store, passed: float) -> str:
    """How a recording goes, on one line."""
    kept = store.kept
    return (
        f"recording: {counted(store.frames, 'frame')}, "
        f"{counted(store.updates, 'update')}, {counted(kept.files, 'file')}, "
        f"{kept.dropped:,} dropped ({passed:.0f} s)"
    )
