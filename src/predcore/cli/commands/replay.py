"""``predcore replay``: a recording, told again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from ... import PredcoreError, default_registry
from ...recording import Recording, Replay, Summary, replay
from ..arguments import rate
from ..command import Command
from ..live import show
from ..stopping import until_stopped
from ..tables import Cell, Column, Table
from ..terminal import Terminal
from ..text import counted, number, times
from .watch import add_seconds, add_view

if TYPE_CHECKING:
    from ...recording.retelling import Make
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ReplayRecording"]


class ReplayRecording(Command):
    """Tell a recording of `predcore record` again, as `predcore watch` told it.

    What the venues said is given to the same code once more, so that the books are
    exactly those of then. `--venue` leaves other venues out.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "replay recordings --list",
        "replay recordings --speed 10",
        "replay recordings --venue acme --json | jq -c 'select(.kind == \"gap\")'",
    )

    folder: str
    listing: bool
    speed: Decimal | None
    session: str | None
    depth: int
    seconds: float | None

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument("folder", metavar="DIR", help="where it was recorded")
        parser.add_argument(
            "--list",
            dest="listing",
            action="store_true",
            help="what there is: venues and sessions, and whether they ended properly",
        )
        parser.add_argument(
            "--speed",
            type=rate,
            default=None,
            metavar="X",
            help="times as fast as it was, 0 for as fast as can be (default: 1 in a "
            "terminal, else 0)",
        )
        parser.add_argument(
            "--session",
            metavar="SESSION",
            help="the run of the recorder (default: the last)",
        )
        add_view(parser)
        add_seconds(parser)

    async def run(self, screen: Screen) -> int:
        root = Path(self.folder)
        if self.listing:
            _show_list(screen, _summaries(root, self.venues))
            return 0
        terminal = Terminal.of(screen)
        speed = self.speed
        if speed is None:
            speed = Decimal(terminal is not None)
        told = replay(
            root,
            _makers(Recording(root)),
            venues=tuple(dict.fromkeys(self.venues)),
            session=self.session,
            # Seconds are not money: the clock of the machine is binary.
            speed=int(speed * 10_000) / 10_000,
            depth=self.depth,
        )
        async with until_stopped() as stop:
            stop.after(self.seconds)
            await show(
                terminal,
                told,
                title=f"predcore replay {self.folder}",
                books=told.books,
                depth=self.depth,
                clock=lambda: told.now,
                afterwards="the recording ends here",
            )
        _complain(screen, told)
        return 0


def _makers(recording: Recording) -> dict[str, Make]:
    """How the protocols of installed adapters are made."""
    found: dict[str, Make] = {}
    for name in recording.venues():
        try:
            make = default_registry().adapter(name).replay
        except PredcoreError:
            continue
        if make is not None:
            found[name] = make
    return found


def _complain(screen: Screen, told: Replay) -> None:
    if told.dropped:
        screen.complain(f"the recorder had to leave {counted(told.dropped, 'row')} out")


def _summaries(root: Path, venues: list[str]) -> list[Summary]:
    recording = Recording(root)
    return [
        recording.summary(venue, session)
        for venue in recording.venues()
        if venue in venues or not venues
        for session in recording.sessions(venue)
    ]


_COLUMNS = [
    Column(title="venue", style="head"),
    Column(title="frames", align="right"),
    Column(title="updates", align="right"),
    Column(title="dropped", align="right"),
    Column(title="MB", align="point"),
    Column(title="from (UTC)", style="dim"),
    Column(title="to", style="dim"),
    Column(title="end"),
    Column(title="session", role="id", style="id"),
]


def _show_list(screen: Screen, summaries: list[Summary]) -> None:
    for summary in summaries:
        screen.record(summary)
    screen.table(Table(_COLUMNS, [_row(summary) for summary in summaries]))


def _row(summary: Summary) -> list[str | Cell]:
    megabytes = (Decimal(summary.size) / 1_000_000).quantize(Decimal("0.1"))
    dropped = Cell(number(Decimal(summary.dropped)), "bad" if summary.dropped else "")
    end = Cell("proper", "good") if summary.ended else Cell("cut off", "warn")
    return [
        summary.venue,
        number(Decimal(summary.frames)),
        number(Decimal(summary.updates)),
        dropped,
        f"{megabytes}",
        times(summary.first_at),
        times(summary.last_at),
        end,
        summary.session,
    ]
