"""``predcore quote``: best prices of many instruments at once."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from ... import DataState, Quote
from ..command import Command
from ..failures import report
from ..ids import instruments, qualified, venues_of
from ..opening import open_hub
from ..records import failure
from ..tables import Cell, Column, Table
from ..text import age, listed, price, size

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowQuotes", "quotes_table"]


class ShowQuotes(Command):
    """Best bid and ask of instruments of any venues, asked for in bulk.

    A market stands for all its outcomes.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "quote acme:RAIN-TOMORROW:yes other:rain:yes",
        "quote acme:RAIN-TOMORROW",
        "quote - < ids.txt",
    )

    ids: list[str]

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "ids",
            nargs="+",
            metavar="ID",
            help="venue:market:outcome or venue:market; - reads ids from standard "
            "input, one a line",
        )

    async def run(self, screen: Screen) -> int:
        texts = qualified(_read(self.ids), self.venues)
        venues = venues_of(texts)
        with screen.progress(f"asking {listed(venues)}"):
            async with open_hub(self, venues) as hub:
                wanted = await instruments(hub, texts)
                results = await hub.quotes(wanted.instruments)
        errors = {**results.errors, **wanted.errors}
        for quote in results.values():
            screen.record(quote)
        for key, error in errors.items():
            screen.record(failure("instrument", key, error))
        screen.table(quotes_table(list(results.values())))
        return report(self, screen, errors, answered=bool(results))


def _read(ids: list[str]) -> list[str]:
    found: list[str] = []
    for text in ids:
        found += sys.stdin.read().split() if text == "-" else [text]
    return found


def quotes_table(quotes: list[Quote]) -> Table:
    """Quotes under each other, bids and asks apart."""
    now = datetime.now(UTC)
    columns = [
        Column(title="bid", align="point", style="bid"),
        Column(title="size", align="right", style="dim"),
        Column(title="ask", align="point", style="ask"),
        Column(title="size", align="right", style="dim"),
        Column(title="last", align="point"),
        Column(title="age", align="right", style="dim"),
        Column(title="instrument", role="id", style="id"),
    ]
    return Table(columns, [_row(quote, now) for quote in quotes])


def _row(quote: Quote, now: datetime) -> list[str | Cell]:
    when: str | Cell = age(quote.age(now))
    if quote.state is not DataState.LIVE:
        when = Cell(f"{quote.state} {when}", "warn")
    return [
        price(quote.bid),
        size(quote.bid_size),
        price(quote.ask),
        size(quote.ask_size),
        price(quote.last),
        when,
        str(quote.instrument),
    ]
