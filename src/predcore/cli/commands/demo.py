"""``predcore demo``: a tour on simulated venues; nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ... import Hub, MarketStatus, Quote, Results
from ...arbitrage import Reason, scan
from ...sim import serve
from ..command import Command
from ..failures import report
from ..findings import show_opportunities, show_rejections
from ..opening import open_hub
from ..simulators import adapters_with_simulators, simulators
from ..tables import Cell, Column, Table
from ..text import listed, price
from ..touring import Claim, pairs_of, shared_claims
from .book import show_book
from .markets import markets_table

if TYPE_CHECKING:
    from ... import Instrument
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["Demo"]

_QUERY = "rate"
_CLAIMS = 8
_DEPTH = 4


class Demo(Command):
    """A tour of predcore on simulated venues: offline, harmless, in seconds."""

    examples: ClassVar[tuple[str, ...]] = ("demo",)

    @classmethod
    def define(cls, parser: Parser) -> None:
        del parser

    async def run(self, screen: Screen) -> int:
        adapters = adapters_with_simulators(self.venues)
        titles = [adapter.title for adapter in adapters.values()]
        screen.heading(f"predcore on {listed(titles)}, both simulated on this machine")
        venues = simulators(adapters, 0)
        async with serve({name: sim.app for name, sim in venues.items()}) as origins:
            urls = {name: sim.urls(origins[name]) for name, sim in venues.items()}
            async with open_hub(self, venues, urls=urls) as hub:
                code = await _search(self, screen, hub)
                claims = await shared_claims(hub, venues)
                await _compare(screen, hub, claims)
                await _arbitrage(screen, hub, claims)
        _goodbye(screen)
        return code


async def _search(command: Command, screen: Screen, hub: Hub) -> int:
    _part(screen, "One search, every venue", f"markets --query {_QUERY} --limit 3")
    found = await hub.markets(query=_QUERY, status=MarketStatus.OPEN, limit=3)
    screen.table(markets_table(found.items))
    return report(command, screen, found.errors, answered=bool(found.items))


async def _compare(screen: Screen, hub: Hub, claims: Sequence[Claim]) -> None:
    shown = [claim for claim in claims if _is_open(claim)][:_CLAIMS]
    asked = [instrument for claim in shown for instrument in claim.instruments]
    command = " ".join(["quote", *map(str, shown[0].instruments)])
    _part(screen, "The same claims side by side, asked for in bulk", command)
    quotes = await hub.quotes(asked)
    names = list(hub.venues)
    columns = [Column(title="claim", role="prose")]
    for name in names:
        columns += [
            Column(title=f"{name} bid", align="point", style="bid"),
            Column(title="ask", align="point", style="ask"),
        ]
    rows = [[claim.title, *_sides(claim, quotes, names)] for claim in shown]
    screen.table(Table(columns, rows))
    instrument = shown[0].instruments[0]
    _part(screen, "One order book", f"book {instrument} --depth {_DEPTH}")
    show_book(screen, await hub.orderbook(instrument, depth=_DEPTH))


async def _arbitrage(screen: Screen, hub: Hub, claims: list[Claim]) -> None:
    title = "Arbitrage between pairs you declare: whole books, exact fees"
    _part(screen, title, "arb --pairs pairs.toml")
    found = await scan(hub, pairs_of(claims))
    show_opportunities(screen, found.opportunities)
    turned_down = found.rejected_pairs()
    telling = [one for one in turned_down if one.reason is not Reason.NO_EDGE]
    screen.line()
    show_rejections(screen, telling)
    rest = len(turned_down) - len(telling)
    screen.line(Cell(f"and {rest} pairs without an edge", "dim"))


def _part(screen: Screen, title: str, command: str) -> None:
    screen.line()
    screen.heading(title)
    screen.heading(f"$ predcore {command}", "dim")


def _goodbye(screen: Screen) -> None:
    screen.line()
    screen.line(
        Cell("That was simulated.", "head"),
        " `predcore sim` keeps these venues running: add `--env sandbox` to the",
    )
    screen.line("commands above to talk to them, or nothing to talk to the real ones.")


def _is_open(claim: Claim) -> bool:
    return all(m.status is MarketStatus.OPEN for m, _ in claim.listings.values())


def _sides(
    claim: Claim, quotes: Results[Instrument, Quote], names: Sequence[str]
) -> list[str]:
    cells: list[str] = []
    for name in names:
        listing = claim.listings.get(name)
        quote = quotes.get(listing[1]) if listing else None
        cells += [price(quote.bid), price(quote.ask)] if quote else ["", ""]
    return cells
