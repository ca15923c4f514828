"""``predcore sim``: simulated venues on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import anyio

from ...kit import variable
from ...sim import serve
from ..arguments import port, whole
from ..command import Command
from ..simulators import adapters_with_simulators, simulators
from ..tables import Cell

if TYPE_CHECKING:
    from ...plugins import Adapter, Simulator
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ServeSimulators"]


class ServeSimulators(Command):
    """Run simulated venues: their own wire in front of a synthetic catalogue.

    While they run, `--env sandbox` finds them on their usual ports. On other ports,
    export the variables that are printed.
    """

    examples: ClassVar[tuple[str, ...]] = ("sim", "sim acme --port 9000 --seed 7")

    names: list[str]
    port: int | None
    seed: int

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="VENUE", help="which; all of them by default"
        )
        parser.add_argument(
            "--port",
            type=port,
            metavar="N",
            help="port of the first, the next ones follow (default: each its own)",
        )
        parser.add_argument(
            "--seed",
            type=whole,
            default=0,
            metavar="N",
            help="another seed makes other sizes and trades (default: 0)",
        )

    async def run(self, screen: Screen) -> int:
        names = list(dict.fromkeys([*self.names, *self.venues]))
        adapters = adapters_with_simulators(names)
        venues = simulators(adapters, self.seed)
        apps = {name: venue.app for name, venue in venues.items()}
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async with serve(apps, ports=_ports(adapters, self.port)) as origins:
                for name, origin in origins.items():
                    _announce(screen, name, venues[name], origin)
                screen.heading("ready; stop with Ctrl-C", "good")
                screen.flush()
                async for _ in signals:
                    break
        return 0


def _ports(adapters: Mapping[str, Adapter], first: int | None) -> dict[str, int]:
    if first is not None:
        return {name: first + at for at, name in enumerate(adapters)}
    return {
        name: adapter.sandbox_port
        for name, adapter in adapters.items()
        if adapter.sandbox_port is not None
    }


def _announce(screen: Screen, name: str, venue: Simulator, origin: str) -> None:
    urls = venue.urls(origin)
    variables = {variable(name, service): url for service, url in urls.items()}
    clients = venue.clients(origin)
    screen.record(
        {
            "venue": name,
            "origin": origin,
            "urls": urls,
            "variables": variables,
            "clients": clients,
        }
    )
    screen.line(Cell(f"# {name} at {origin}", "head"))
    for key, value in variables.items():
        screen.line(f"export {key}={value}")
    for key, value in clients.items():
        screen.line(Cell(f"#   the venue's own clients: {key} = {value}", "dim"))
    screen.line()
