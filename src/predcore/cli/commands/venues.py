"""``predcore venues``: which of them answer, and how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ... import PredcoreError, default_registry
from ..command import Command
from ..failures import report
from ..opening import suitable
from ..probing import Probe, probe
from ..tables import Cell, Column, Table
from ..text import listed

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ListVenues"]


class ListVenues(Command):
    """The venues of an environment: is each of them there, and how fast."""

    examples: ClassVar[tuple[str, ...]] = ("venues", "venues --env sandbox")

    @classmethod
    def define(cls, parser: Parser) -> None:
        del parser

    async def run(self, screen: Screen) -> int:
        names = suitable(self, screen)
        with screen.progress(f"asking {listed(names)}"):
            probes = await probe(self, names)
        for found in probes:
            screen.record(_record(found))
        columns = [
            Column(title="venue", style="id"),
            Column(title="title"),
            Column(title="environment"),
            Column(title="answers in", align="right"),
            Column(title="environments", style="dim"),
        ]
        screen.table(Table(columns, [_row(found) for found in probes]))
        errors = {p.venue: p.error for p in probes if p.error is not None}
        return report(self, screen, errors, answered=len(errors) < len(probes))


def _described(name: str) -> tuple[str, tuple[str, ...]]:
    try:
        adapter = default_registry().adapter(name)
    except PredcoreError:
        return "-", ()
    return adapter.title, adapter.environments


def _row(found: Probe) -> list[str | Cell]:
    title, environments = _described(found.venue)
    return [
        found.venue,
        title,
        found.environment,
        found.cell,
        " ".join(environments) or "-",
    ]


def _record(found: Probe) -> dict[str, object]:
    title, environments = _described(found.venue)
    return {
        "venue": found.venue,
        "title": title,
        "environment": found.environment,
        "environments": environments,
        "reachable": found.milliseconds is not None,
        "milliseconds": found.milliseconds,
        "error": found.error and str(found.error),
    }
