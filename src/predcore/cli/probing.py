"""Is a venue there? Open it, find a market, and ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import anyio

from .. import AdapterError, InvalidRequest, PredcoreError
from .._fanout import as_ours
from .opening import open_hub, within
from .tables import Cell

if TYPE_CHECKING:
    from .. import Hub, Market, Venue
    from .command import Command

__all__ = ["Probe", "probe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What one question to a venue came to.

    Attributes:
        milliseconds: from a second question to its answer, when connections and
            models are there; ``None`` where there was none.
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
    try:
        venue = hub[asked.venue]
        market = await within(command, _one_market(venue))
        started = monotonic()
        if market is not None:
            await within(command, venue.market(market.id))
    except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
        return replace(asked, error=as_ours(asked.venue, error))
    return replace(
        asked,
        milliseconds=int((monotonic() - started) * 1000),
        market=None if market is None else str(market.ref),
    )


async def _one_market(venue: Venue) -> Market | None:
    async for market in venue.markets():
        return market
    return None
