"""``predcore markets``: what there is to trade."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ... import Market, MarketStatus
from ..arguments import positive
from ..command import Command
from ..failures import report
from ..opening import open_hub, suitable
from ..records import failure
from ..tables import Cell, Column, Table
from ..text import listed, price, times
from .market import status_style

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ListMarkets", "add_listing", "chosen_status", "markets_table"]


class ListMarkets(Command):
    """Find markets, on all venues at the same time."""

    examples: ClassVar[tuple[str, ...]] = (
        "markets --query 'rate cut'",
        "markets --venue acme --status settled --limit 5",
        "markets --all --json > markets.jsonl",
    )

    query: str | None
    status: str
    limit: int
    all: bool

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "--query", metavar="WORDS", help="only markets that match these words"
        )
        add_listing(parser)

    async def run(self, screen: Screen) -> int:
        venues = suitable(self, screen)
        with screen.progress(f"asking {listed(venues)}"):
            async with open_hub(self, venues) as hub:
                found = await hub.markets(
                    query=self.query,
                    status=chosen_status(self.status),
                    limit=None if self.all else self.limit,
                )
        for market in found.items:
            screen.record(market)
        for name, error in found.errors.items():
            screen.record(failure("venue", name, error))
        screen.table(markets_table(found.items))
        answered = len(found.errors) < len(venues)
        if answered and not found.items:
            screen.line(Cell("no market fits", "warn"))
        return report(self, screen, found.errors, answered=answered)


def add_listing(parser: Parser) -> None:
    """What every listing can be narrowed by."""
    statuses = [status.value for status in MarketStatus]
    parser.add_argument(
        "--status",
        choices=[*statuses, "any"],
        default="open",
        help=f"{', '.join(statuses)} or any (default: open)",
        metavar="STATUS",
    )
    parser.add_argument(
        "--limit",
        type=positive,
        default=20,
        metavar="N",
        help="at most so many of each venue (default: 20)",
    )
    parser.add_argument(
        "--all", action="store_true", help="no limit; give it a longer --timeout"
    )


def chosen_status(text: str) -> MarketStatus | None:
    """The status a listing is narrowed to."""
    return None if text == "any" else MarketStatus(text)


def markets_table(markets: tuple[Market, ...]) -> Table:
    """Markets with the prices of their first outcomes."""
    columns = [
        Column(title="bid", align="point", style="bid"),
        Column(title="ask", align="point", style="ask"),
        Column(title="status"),
        Column(title="closes (UTC)", style="dim"),
        Column(title="market", role="prose"),
        Column(title="id", role="id", style="id"),
    ]
    return Table(columns, [_row(market) for market in markets])


def _row(market: Market) -> list[str | Cell]:
    first = market.outcomes[0] if market.outcomes else None
    return [
        price(first.bid if first else None),
        price(first.ask if first else None),
        Cell(market.status, status_style(market)),
        times(market.closes_at),
        market.title,
        str(market.ref),
    ]
