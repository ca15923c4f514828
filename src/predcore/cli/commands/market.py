"""``predcore market``: everything about one question."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from ... import Market
from ..command import Command
from ..ids import by_market, qualified
from ..opening import open_hub, within
from ..tables import Cell, Column, Style, Table
from ..text import number, one_line, plain, price, times

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowMarket", "status_style"]


class ShowMarket(Command):
    """One market: its outcomes with their instruments, its rules and its dates."""

    examples: ClassVar[tuple[str, ...]] = (
        "market acme:RAIN-TOMORROW",
        "market --venue acme https://acme.example/markets/rain-tomorrow",
    )

    id: str

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "id",
            metavar="ID",
            help="venue:market; the market's id, or what else its venue accepts "
            "(a slug, a URL)",
        )

    async def run(self, screen: Screen) -> int:
        [self.subject] = qualified([self.id], self.venues)
        venue = self.subject.partition(":")[0]
        with screen.progress(f"asking {venue}"):
            async with open_hub(self, [venue]) as hub:
                market = await within(self, by_market(self.subject, hub.market))
        screen.record(market)
        _show(screen, market)
        return 0


def status_style(market: Market) -> Style:
    """Open markets stand out."""
    return "good" if market.status == "open" else "warn"


def _show(screen: Screen, market: Market) -> None:
    screen.heading(market.title)
    screen.heading(str(market.ref), "id")
    screen.line()
    screen.table(Table([Column(style="dim"), Column(role="prose")], _facts(market)))
    screen.line()
    columns = [
        Column(title="outcome"),
        Column(title="bid", align="point", style="bid"),
        Column(title="ask", align="point", style="ask"),
        Column(title="last", align="point"),
        Column(title="paid", align="point"),
        Column(title="instrument", role="id", style="id"),
    ]
    rows = [
        [
            outcome.label,
            price(outcome.bid),
            price(outcome.ask),
            price(outcome.last),
            price(outcome.payout),
            str(instrument),
        ]
        for outcome, instrument in zip(market.outcomes, market.instruments, strict=True)
    ]
    screen.table(Table(columns, rows))
    if market.rules:
        screen.line()
        screen.heading("Rules", "dim")
        rules = Table([Column(role="prose")], [[one_line(market.rules)]])
        screen.table(rules)


def _facts(market: Market) -> list[list[str | Cell]]:
    smallest = None if market.min_size is None else number(market.min_size)
    volume = None if market.volume is None else number(market.volume)
    facts: list[tuple[str, str | Cell | None]] = [
        ("status", Cell(market.status, status_style(market))),
        ("event", market.event),
        ("series", market.series),
        ("opens", _dated(market.opens_at)),
        ("closes", _dated(market.closes_at)),
        ("settles", _dated(market.settles_at)),
        ("price steps", _steps(market)),
        ("smallest order", smallest),
        ("volume", volume),
        ("page", market.url),
    ]
    return [[name, value] for name, value in facts if value]


def _dated(at: datetime | None) -> str | None:
    return None if at is None else f"{times(at)} UTC"


def _steps(market: Market) -> str | None:
    if market.ladder is None:
        return None
    return ", ".join(
        f"{plain(band.step)} from {plain(band.start)} to {plain(band.end)}"
        for band in market.ladder.bands
    )
