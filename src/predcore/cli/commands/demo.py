"""``predcore demo``: a tour on simulated venues; nothing leaves this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from ... import Hub, Instrument, MarketStatus, Quote
from ...arbitrage import Reason, Rejection, scan
from ..command import Command
from ..failures import report
from ..findings import (
    opportunity_record,
    rejection_record,
    show_opportunities,
    show_rejections,
)
from ..opening import open_hub
from ..simulators import adapters_with_simulators, served, simulators
from ..tables import Cell, Column, Table
from ..text import listed, price
from ..touring import Claim, best_sum, pairs_of, shared_claims
from .book import show_book
from .markets import markets_table

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["Demo"]

_QUERY = "rate"
_CLAIMS = 8
_DEPTH = 4
_GOODBYE = """
None of this was real money. To try the commands above yourself, leave
  predcore sim --pairs pairs.toml
running in another terminal and add --env sandbox to them. Without --env
they ask the real venues; nothing here ever places an order."""


class Demo(Command):
    """A tour of predcore on simulated venues: offline, harmless, in seconds."""

    examples: ClassVar[tuple[str, ...]] = ("demo",)

    @classmethod
    def define(cls, parser: Parser) -> None:
        del parser

    async def run(self, screen: Screen) -> int:
        adapters = adapters_with_simulators(self.venues)
        titles = [adapter.title for adapter in adapters.values()]
        screen.heading(f"predcore on {listed(titles)}, simulated on this machine")
        with screen.progress("starting the simulators"):
            venues = simulators(adapters, 0)
        async with served(venues) as origins:
            urls = {name: venue.urls(origins[name]) for name, venue in venues.items()}
            async with open_hub(self, venues, urls=urls) as hub:
                code = await _search(self, screen, hub)
                claims = await shared_claims(hub, venues)
                await _compare(screen, hub, claims)
                await _arbitrage(screen, hub, claims)
        for line in _GOODBYE.splitlines():
            screen.line(Cell(line, "dim"))
        return code


async def _search(command: Command, screen: Screen, hub: Hub) -> int:
    _part(
        screen,
        "Search",
        "All venues are asked at the same time; one that fails costs only its rows.",
        f"markets --query {_QUERY} --limit 3",
    )
    found = await hub.markets(query=_QUERY, status=MarketStatus.OPEN, limit=3)
    for market in found.items:
        screen.record(market)
    screen.table(markets_table(found.items))
    return report(command, screen, found.errors, answered=bool(found.items))


async def _compare(screen: Screen, hub: Hub, claims: Sequence[Claim]) -> None:
    shown = [claim for claim in claims if _is_open(claim)][:_CLAIMS]
    instrument, *others = shown[0].instruments
    _part(
        screen,
        "Quotes",
        "The same claims side by side, in one bulk request a venue. Where both sides "
        "cost less than 1 together, look closer.",
        " ".join(["quote", *map(str, [instrument, *others])]),
    )
    quotes = await hub.quotes([i for claim in shown for i in claim.instruments])
    for quote in quotes.values():
        screen.record(quote)
    names = list(hub.venues)
    columns = [Column(title="claim", role="prose")]
    for name in names:
        columns.append(Column(title=f"{name} bid", align="point", style="bid"))
        columns.append(Column(title="ask", align="point", style="ask"))
    columns.append(Column(title="both sides", align="point"))
    rows = [[claim.title, *_sides(claim, quotes, names)] for claim in shown]
    screen.table(Table(columns, rows))
    _part(
        screen,
        "One order book",
        "Prices are exact decimals from 0 to 1, and a book says how old it is.",
        f"book {instrument} --depth {_DEPTH}",
    )
    book = await hub.orderbook(instrument, depth=_DEPTH)
    screen.record(book)
    show_book(screen, book)


async def _arbitrage(screen: Screen, hub: Hub, claims: Sequence[Claim]) -> None:
    _part(
        screen,
        "Arbitrage",
        "Between pairs you declare: both books walked level by level, net of exact "
        "fees; amounts to the cent, --json has every digit.",
        "arb --pairs pairs.toml",
    )
    found = await scan(hub, pairs_of(claims))
    turned_down = found.rejected_pairs()
    for opportunity in found.opportunities:
        screen.record(opportunity_record(opportunity))
    for rejection in turned_down:
        screen.record(rejection_record(rejection))
    show_opportunities(screen, found.opportunities)
    screen.line()
    telling = _one_of_each(turned_down)
    show_rejections(screen, telling)
    rest = len(turned_down) - len(telling)
    screen.line(Cell(f"and {rest} more, most of them without an edge", "dim"))


def _part(screen: Screen, title: str, explanation: str, command: str) -> None:
    screen.line()
    screen.heading(title)
    screen.heading(explanation)
    screen.heading(f"$ predcore {command}", "dim")


def _is_open(claim: Claim) -> bool:
    return all(m.status is MarketStatus.OPEN for m, _ in claim.listings.values())


def _sides(
    claim: Claim, quotes: Mapping[Instrument, Quote], names: Sequence[str]
) -> list[str | Cell]:
    found = {i.venue: quotes[i] for i in claim.instruments if i in quotes}
    cells: list[str | Cell] = []
    for name in names:
        quote = found.get(name)
        cells += [price(quote.bid), price(quote.ask)] if quote else ["", ""]
    both = best_sum(list(found.values()))
    cheap = both is not None and both < 1
    return [*cells, Cell(price(both), "good" if cheap else "dim")]


def _one_of_each(turned_down: Sequence[Rejection]) -> list[Rejection]:
    first: dict[Reason, Rejection] = {}
    for rejection in turned_down:
        if rejection.reason is not Reason.NO_EDGE:
            first.setdefault(rejection.reason, rejection)
    return list(first.values())
