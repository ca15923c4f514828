"""``predcore sim``: simulated venues on this machine, until Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import anyio

from ... import InvalidRequest, Unsupported
from ...kit import variable
from ...plugins import ExchangeSimulator
from ..arguments import fault, port, positive, whole
from ..command import Command
from ..opening import open_hub
from ..simulators import adapters_with_simulators, served, simulators
from ..tables import Cell
from ..touring import pairs_of, shared_claims, to_toml

if TYPE_CHECKING:
    from ...plugins import Adapter, Simulator
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ServeSimulators"]


class ServeSimulators(Command):
    """Run simulated venues: their own wire in front of a synthetic catalogue.

    While they run, `--env sandbox` finds them on their usual ports. On other ports,
    export the variables that are printed.

    Faults are also set while it runs, over HTTP from this machine:
    `curl -d '{"gap": 20}' localhost:PORT/_sim/faults`. A NAME that is none lists them.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "sim",
        "sim acme --port 9000 --seed 7",
        "sim --pairs pairs.toml",
        "sim --busy 50",
        "sim acme --fault accept_then_drop=30 --fault latency=0.2",
    )

    names: list[str]
    port: int | None
    seed: int
    pairs: str | None
    fault: list[tuple[str, object]]
    busy: int | None

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "names", nargs="*", metavar="VENUE", help="which; all of them by default"
        )
        parser.add_argument(
            "--port",
            type=port,
            metavar="N",
            help="port of the first, the next ones follow; 0 picks free ones "
            "(default: each its own)",
        )
        parser.add_argument(
            "--seed",
            type=whole,
            default=0,
            metavar="N",
            help="another seed makes other sizes and trades (default: 0)",
        )
        parser.add_argument(
            "--pairs",
            metavar="FILE",
            help="write what the venues have in common, for `predcore arb --pairs`",
        )
        parser.add_argument(
            "--busy",
            type=positive,
            metavar="N",
            help="synthetic traders act N times a second on every exchange",
        )
        parser.add_argument(
            "--fault",
            action="append",
            default=[],
            type=fault,
            metavar="NAME[=VALUE]",
            help="misbehave so, everywhere; may be given several times",
        )

    async def run(self, screen: Screen) -> int:
        names = list(dict.fromkeys([*self.names, *self.venues]))
        adapters = adapters_with_simulators(names)
        venues = simulators(adapters, self.seed)
        traded = self._traded(venues)
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async with served(
                venues, _ports(adapters, self.port), faults=self.fault
            ) as origins:
                if self.pairs is not None:
                    await self._write_pairs(self.pairs, venues, origins)
                for name, origin in origins.items():
                    _announce(screen, name, venues[name], origin)
                async with anyio.create_task_group() as tasks:
                    for venue in traded:
                        tasks.start_soon(self._trade, venue)
                    screen.heading("ready; stop with Ctrl-C", "good")
                    screen.flush()
                    async for _ in signals:
                        break
                    tasks.cancel_scope.cancel()
        return 0

    def _traded(self, venues: Mapping[str, Simulator]) -> list[ExchangeSimulator]:
        """Where synthetic traders were asked for."""
        if self.busy is None:
            return []
        traded = [v for v in venues.values() if isinstance(v, ExchangeSimulator)]
        if not traded:
            raise Unsupported(f"nothing is traded on {', '.join(venues)}")
        return traded

    async def _trade(self, venue: ExchangeSimulator) -> None:
        from ...sim import Traffic

        await Traffic(venue.exchange, seed=self.seed).run(self.busy or 1)

    async def _write_pairs(
        self,
        path: str,
        venues: Mapping[str, Simulator],
        origins: Mapping[str, str],
    ) -> None:
        urls = {name: venue.urls(origins[name]) for name, venue in venues.items()}
        async with open_hub(self, venues, urls=urls) as hub:
            text = to_toml(pairs_of(await shared_claims(hub, venues)))
        try:
            await anyio.Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            raise InvalidRequest(f"{path}: {error.strerror or error}") from error


def _ports(adapters: Mapping[str, Adapter], first: int | None) -> dict[str, int]:
    if first is not None:
        return {name: first and first + at for at, name in enumerate(adapters)}
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
    if clients:
        screen.line(Cell("# for the venue's own clients, and to trade:", "dim"))
    for key, value in clients.items():
        screen.line(Cell(f"#   {key} = {value}", "dim"))
    screen.line()
