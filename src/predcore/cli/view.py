"""A live view as lines: quotes, the last trades, and news, in as much room as there is.

Nothing here knows a terminal, so all of it is text that can be looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice

from .. import (
    BookView,
    Instrument,
    MarketRef,
    MarketStatus,
    Side,
    StatusUpdate,
    Trade,
    TradeUpdate,
    Update,
)
from .quoted import Block, Quoted, blocks
from .tables import Cell, Line, Style
from .text import counted, price, size, width
from .updates import news

__all__ = ["View", "clipped"]

_KEPT = 100
"""Trades and news that are remembered."""
_LEAST = 4
"""Lines that trades and news have at least, where there is anything to show."""


class View:
    """What was told so far, as far as a person wants to see it.

    Args:
        title: what is shown.
        books: of what is followed, always up to date.
        depth: levels a side that are shown.

    Attributes:
        ended: why nothing more will come; empty while something may.
    """

    def __init__(
        self, title: str, books: Mapping[Instrument, BookView], *, depth: int = 1
    ) -> None:
        self.ended = ""
        self._title = title
        self._books = books
        self._depth = max(1, depth)
        self._top = 0
        self._count = 0
        self._seen: dict[Instrument, None] = {}
        self._trades: deque[Trade] = deque(maxlen=_KEPT)
        self._last: dict[Instrument, Decimal] = {}
        self._news: deque[tuple[datetime, Cell]] = deque(maxlen=_KEPT)
        self._status: dict[MarketRef, MarketStatus] = {}

    def take(self, update: Update, now: datetime) -> None:
        """Something was told."""
        self._count += 1
        match update:
            case TradeUpdate(trade=trade):
                self._trades.append(trade)
                self._last[trade.instrument] = trade.price
            case StatusUpdate(market=market, status=status):
                self._status[market] = status
            case _:
                pass
        found = news(update)
        if found is not None:
            self._news.append((now, found))

    def scroll(self, by: int) -> None:
        """Show instruments further down, or up."""
        self._top = max(0, min(self._top + by, len(self._seen) - 1))

    # -- lines -------------------------------------------------------------------

    def draw(self, columns: int, rows: int, now: datetime) -> list[Line]:
        """The view as it is now, in at most so many columns and rows."""
        self._seen |= dict.fromkeys(self._books)
        trades = [_trade(trade) for trade in reversed(self._trades)]
        told = [_told(at, cell) for at, cell in reversed(self._news)]
        needed = sum(min(len(part) + 1, _LEAST) for part in (trades, told) if part)
        lines = [
            self._heading(columns, now),
            *self._quotes(columns, max(rows - 1 - needed, 2), now),
        ]
        left = rows - len(lines)
        for_news = min(len(told) + 1, max(_LEAST, left // 2)) if told else 0
        lines += _section("last trades", trades, left - for_news)
        lines += _section("news", told, rows - len(lines))
        return [clipped(line, columns) for line in lines[:rows]]

    def _heading(self, columns: int, now: datetime) -> Line:
        state = Cell(self.ended, "warn") if self.ended else Cell("live", "good")
        facts = (
            f"  q quits  {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
            f"  {counted(len(self._seen), 'instrument')}"
            f"  {counted(self._count, 'update')}"
        )
        # Whether it is live matters more than the end of a long title.
        room = max(columns - width(state.text) - 2, 0)
        title = clipped([Cell(self._title, "head")], room)
        return [*title, Cell("  "), state, Cell(facts, "dim")]

    def _quotes(self, columns: int, room: int, now: datetime) -> list[Line]:
        """The instruments from the topmost on, as far as there is room."""
        shown = [
            Quoted(
                one,
                self._books.get(one),
                self._last.get(one),
                self._status.get(one.ref, MarketStatus.OPEN),
            )
            for one in islice(self._seen, self._top, self._top + room)
        ]
        head, found = blocks(shown, columns, self._depth, now)
        return _fitting(head, found, room, len(self._seen) - self._top - len(found))


def _fitting(head: Line, found: Sequence[Block], room: int, hidden: int) -> list[Line]:
    """As many instruments as there is room for, and how many there are besides."""
    lines = [head]
    for number, block in enumerate(found):
        rest = len(found) - number - 1 + hidden
        if number and len(lines) + len(block) + bool(rest) > room:
            hidden = rest + 1
            break
        lines += block
    if hidden:
        more = Cell(f"{hidden:,} more below (j, k)", "dim")
        return [*lines[: room - 1], [more]]
    return lines[:room]


def _section(title: str, lines: Sequence[Line], room: int) -> list[Line]:
    if not lines or room < 2:
        return []
    return [[Cell(title.upper(), "dim")], *lines[: room - 1]]


def _trade(trade: Trade) -> Line:
    side: Style = "bid" if trade.taker_side is Side.BUY else "ask"
    taker = Cell(f"{trade.taker_side or '-':4}", side if trade.taker_side else "")
    return [
        Cell(f"{trade.at.astimezone(UTC):%H:%M:%S}  ", "dim"),
        taker,
        Cell(f"  {price(trade.price):>6}  x {size(trade.size)}  "),
        Cell(str(trade.instrument), "id"),
    ]


def _told(at: datetime, cell: Cell) -> Line:
    return [Cell(f"{at.astimezone(UTC):%H:%M:%S}  ", "dim"), cell]


def clipped(line: Line, columns: int) -> Line:
    """The line without what is beyond the edge."""
    found: list[Cell] = []
    room = columns
    for cell in line:
        text = cell.text
        if width(text) > room:
            text = text[:room]
            while width(text) > room:
                text = text[:-1]
            found.append(Cell(text, cell.style))
            break
        room -= width(text)
        found.append(cell)
    return found
