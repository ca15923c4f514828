"""``predcore events``: happenings and the markets they group."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ... import Event
from ..command import Command
from ..failures import report
from ..opening import open_hub, suitable
from ..records import failure
from ..tables import Cell, Column, Table
from ..text import listed, times
from .markets import add_listing, chosen_status

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ListEvents"]


class ListEvents(Command):
    """List events, on all venues at the same time."""

    examples: ClassVar[tuple[str, ...]] = ("events --limit 5", "events --venue acme")

    status: str
    limit: int
    all: bool

    @classmethod
    def define(cls, parser: Parser) -> None:
        add_listing(parser)

    async def run(self, screen: Screen) -> int:
        venues = suitable(self, screen)
        with screen.progress(f"asking {listed(venues)}"):
            async with open_hub(self, venues) as hub:
                found = await hub.events(
                    status=chosen_status(self.status),
                    limit=None if self.all else self.limit,
                )
        for event in found.items:
            screen.record(event)
        for name, error in found.errors.items():
            screen.record(failure("venue", name, error))
        screen.table(Table(_COLUMNS, [_row(event) for event in found.items]))
        answered = len(found.errors) < len(venues)
        if answered and not found.items:
            screen.line(Cell("no event fits", "warn"))
        return report(self, screen, found.errors, answered=answered)


_COLUMNS = [
    Column(title="markets", align="right"),
    Column(title="closes (UTC)", style="dim"),
    Column(title="category"),
    Column(title="event", role="prose"),
    Column(title="id", role="id", style="id"),
]


def _row(event: Event) -> list[str | Cell]:
    return [
        "-" if event.markets is None else str(len(event.markets)),
        times(event.closes_at),
        event.category or "-",
        event.title,
        f"{event.venue}:{event.id}",
    ]
