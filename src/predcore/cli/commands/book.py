"""``predcore book``: one order book as a ladder."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from ... import Level, Orderbook
from ..arguments import positive
from ..command import Command
from ..ids import one_instrument, qualified
from ..opening import open_hub, within
from ..tables import Cell, Column, Style, Table
from ..text import age, cents, price, size

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowBook", "show_book"]

_BAR = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"


class ShowBook(Command):
    """The order book of an instrument: offers above, bids below."""

    examples: ClassVar[tuple[str, ...]] = (
        "book acme:RAIN-TOMORROW:yes --depth 5",
        "book acme:RAIN-TOMORROW:yes --json",
    )

    id: str
    depth: int

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument("id", metavar="ID", help="venue:market:outcome")
        parser.add_argument(
            "--depth",
            type=positive,
            default=10,
            metavar="N",
            help="levels a side (default: 10)",
        )

    async def run(self, screen: Screen) -> int:
        [self.subject] = qualified([self.id], self.venues)
        venue = self.subject.partition(":")[0]
        with screen.progress(f"asking {venue}"):
            async with open_hub(self, [venue]) as hub:
                instrument = await within(self, one_instrument(hub, self.subject))
                found = hub.orderbook(instrument, depth=self.depth)
                book = await within(self, found)
        screen.record(book)
        show_book(screen, book)
        return 0


def show_book(screen: Screen, book: Orderbook) -> None:
    """Draw the book, its spread in the middle."""
    screen.heading(str(book.instrument), "id")
    if not (book.bids or book.asks):
        screen.line(Cell("the book is empty", "warn"))
        return
    most = max(level.size for level in (*book.bids, *book.asks))
    rows = [_row(level, "ask", most) for level in reversed(book.asks)]
    if not book.asks:
        rows.append(_gap("no offers"))
    elif not book.bids:
        rows.append(_gap("no bids"))
    else:
        rows.append(_gap(f"spread {price(book.asks[0].price - book.bids[0].price)}"))
    rows += [_row(level, "bid", most) for level in book.bids]
    columns = [
        Column(title="side"),
        Column(title="price", align="point"),
        Column(title="size", align="right"),
        Column(),
    ]
    screen.table(Table(columns, rows))
    screen.line(Cell(_trust(book), "dim"))


def _row(level: Level, side: Style, most: Decimal) -> list[str | Cell]:
    return [
        Cell(side, side),
        Cell(price(level.price), side),
        size(level.size),
        Cell(_bar(level.size, most), side),
    ]


def _gap(text: str) -> list[str | Cell]:
    return ["", "", "", Cell(text, "dim")]


def _bar(part: Decimal, whole: Decimal) -> str:
    """A bar of eighths of a column; the smallest size still shows."""
    eighths = max(1, int(part * _BAR * 8 / whole))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _trust(book: Orderbook) -> str:
    """What is for sale here, and how far the book can be trusted."""
    trust = f"{book.state}, {age(book.age(datetime.now(UTC)))} old"
    offered = sum((ask.size for ask in book.asks), Decimal(0))
    cost = sum((ask.size * ask.price for ask in book.asks), Decimal(0))
    return f"{size(offered)} offered here for {cents(cost)}; {trust}"
