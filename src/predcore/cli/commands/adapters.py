"""``predcore adapters``: what is installed, and what it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ... import AdapterInfo, PredcoreError, default_registry
from ..command import Command
from ..failures import Exit, report
from ..opening import suitable
from ..probing import Probe, probe
from ..tables import Cell, Column, Table

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ListAdapters"]


class ListAdapters(Command):
    """Installed adapters, each with what its venue can do.

    One that does not load is a line with its error and hides no other.
    """

    examples: ClassVar[tuple[str, ...]] = ("adapters --check", "adapters --json")

    check: bool

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="also open each venue and fetch one market",
        )

    async def run(self, screen: Screen) -> int:
        infos = _chosen(default_registry().listing(), self.venues)
        probes: dict[str, Probe] = {}
        if self.check:
            sound = [info.name for info in infos if info.error is None]
            known = [name for name in suitable(self, screen) if name in sound]
            with screen.progress("opening every venue"):
                probes = {found.venue: found for found in await probe(self, known)}
        for info in infos:
            screen.record(_record(info, probes.get(info.name)))
        self._show(screen, infos, probes)
        missing = [name for name in self.venues if name not in {i.name for i in infos}]
        errors: dict[str, PredcoreError] = {
            name: found.error
            for name, found in probes.items()
            if found.error is not None
        }
        for name in missing:
            screen.complain(f"no adapter {name!r} is installed")
        code = report(self, screen, errors, answered=len(errors) < len(probes))
        return Exit.USAGE if missing else code

    def _show(
        self, screen: Screen, infos: list[AdapterInfo], probes: dict[str, Probe]
    ) -> None:
        if not infos:
            screen.line(Cell("no adapter is installed", "warn"))
        columns = [
            Column(title="adapter", style="id"),
            Column(title="provided by", style="dim"),
            Column(title="environments"),
            Column(title="can", role="prose"),
            *([Column(title="check", align="right")] if self.check else []),
        ]
        rows = [_row(info) for info in infos]
        if self.check:
            for info, row in zip(infos, rows, strict=True):
                found = probes.get(info.name)
                row.append(found.cell if found else "-")
        screen.table(Table(columns, rows))


def _chosen(infos: list[AdapterInfo], names: list[str]) -> list[AdapterInfo]:
    return [info for info in infos if not names or info.name in names]


def _row(info: AdapterInfo) -> list[str | Cell]:
    able = " ".join(info.capabilities) + (" simulator" if info.simulator else "")
    return [
        info.name,
        info.distribution,
        " ".join(info.environments),
        able if info.error is None else Cell(f"broken: {info.error}", "bad"),
    ]


def _record(info: AdapterInfo, found: Probe | None) -> dict[str, object]:
    line: dict[str, object] = {
        "name": info.name,
        "title": info.title,
        "distribution": info.distribution,
        "environments": info.environments,
        "capabilities": info.capabilities,
        "simulator": info.simulator,
        "error": info.error,
    }
    if found is not None:
        line["check"] = {
            "environment": found.environment,
            "milliseconds": found.milliseconds,
            "market": found.market,
            "error": found.error and str(found.error),
        }
    return line
