"""Is a venue there? Open it and ask for one market."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import anyio

from .. import AdapterError, InvalidRequest, PredcoreError
from .opening import open_hub, within
from .tables import Cell

if TYPE_CHECKING:
    from .. import Hub, Venue
    from .command import Command

__all__ = ["Probe", "probe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What one question to a venue came to.

    Attributes:
        milliseconds: from the question to the answer, connecting included; ``None``
            where there was none.
        market: the id of the market it gave.
    """

    venue: str
    environment: str
    milliseconds: int | None = None
    market: str | None = None
    error: PredcoreError | None = None

    @property
    def cell(self) -> Cell:
        """Its outcome in a word."""
        if self.milliseconds is not None:
            return Cell(f"{self.milliseconds} ms", "good")
        if isinstance(self.error, (AdapterError, InvalidRequest)):
            return Cell("cannot start", "bad")
        return Cell("unreachable", "bad")


async def probe(command: Command, names: Iterable[str]) -> list[Probe]:
    """Ask each of these adapters for one market, all at the same time."""
    found: dict[str, Probe] = {}

    async def one(hub: Hub, name: str) -> None:
        asked = Probe(venue=name, environment=command.environment)
        found[name] = await _asked(command, hub, asked)

    wanted = list(dict.fromkeys(names))
    async with open_hub(command, wanted) as hub, anyio.create_task_group() as tasks:
        for name in wanted:
            tasks.start_soon(partial(one, hub, name))
    return [found[name] for name in wanted]


async def _asked(command: Command, hub: Hub, asked: Probe) -> Probe:
    started = monotonic()
    try:
        market = await within(command, _one_market(hub[asked.venue]))
    except PredcoreError as error:
        return Probe(venue=asked.venue, environment=asked.environment, error=error)
    return Probe(
        venue=asked.venue,
        environment=asked.environment,
        milliseconds=int((monotonic() - started) * 1000),
        market=market,
    )


async def _one_market(venue: Venue) -> str | None:
    async for market in venue.markets():
        return str(market.ref)
    return None
