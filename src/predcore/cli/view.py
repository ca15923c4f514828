"""A live view as lines: quotes, the last trades, and news, in as much room as there is.

Nothing here knows a terminal, so all of it is text that can be looked at.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice

from .. import (
    BookView,
    DataState,
    Instrument,
    Level,
    MarketRef,
    MarketStatus,
    Side,
    StatusUpdate,
    Trade,
    TradeUpdate,
    Update,
)
from .tables import Cell, Column, Line, Style, Table, lay_out
from .text import age, price, size, width
from .updates import news

__all__ = ["View", "clipped"]

_KEPT = 100
"""Trades and news that are remembered."""
_LEAST = 4
"""Lines that trades and news have at least, where there is anything to show."""

_BID = Column(title="bid", align="point", style="bid")
_ASK = Column(title="ask", align="point", style="ask")
_SIZE = Column(title="size", align="right", style="dim")
_SPREAD = Column(title="spread", align="point")
_LAST = Column(title="last", align="point")
_AGE = Column(title="age", align="right", style="dim")


class View:
    """What was told so far, as far as a person wants to see it.

    Args:
        title: what is shown.
        books: of what is followed, always up to date.
        depth: levels a side that are shown.

    Attributes:
        top: the first instrument that is shown.
        ended: why nothing more will come; empty while something may.
    """

    def __init__(
        self, title: str, books: Mapping[Instrument, BookView], *, depth: int = 1
    ) -> None:
        self.top = 0
        self.ended = ""
        self._title = title
        self._books = books
        self._depth = max(1, depth)
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
        self.top = max(0, min(self.top + by, len(self._seen) - 1))

    # -- lines -------------------------------------------------------------------

    def draw(self, columns: int, rows: int, now: datetime) -> list[Line]:
        """The view as it is now, in at most so many columns and rows."""
        self._seen |= dict.fromkeys(self._books)
        head, blocks = self._quotes(columns, rows, now)
        hidden = len(self._seen) - self.top - len(blocks)
        trades = [_trade(trade) for trade in reversed(self._trades)]
        told = [_told(at, cell) for at, cell in reversed(self._news)]
        room = rows - 1
        needed = sum(min(len(part) + 1, _LEAST) for part in (trades, told) if part)
        height = len(head) + sum(map(len, blocks)) + bool(hidden)
        above = min(height, max(room - needed, min(room, len(head) + 1)))
        lines = [self._heading(now), *_fitting(head, blocks, above, hidden)]
        left = rows - len(lines)
        for_trades = left - min(len(told) + 1, max(_LEAST, left // 2)) * bool(told)
        lines += _section("last trades", trades, for_trades)
        lines += _section("news", told, rows - len(lines))
        return [clipped(line, columns) for line in lines[:rows]]

    def _heading(self, now: datetime) -> Line:
        state = Cell(self.ended, "warn") if self.ended else Cell("live", "good")
        facts = (
            f"  q quits  {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
            f"  {len(self._seen):,} instruments  {self._count:,} updates"
        )
        return [Cell(self._title, "head"), Cell("  "), state, Cell(facts, "dim")]

    def _quotes(
        self, columns: int, rows: int, now: datetime
    ) -> tuple[list[Line], list[Block]]:
        """The table's head, and the lines of the instruments from ``top`` on."""
        instruments = list(islice(self._seen, self.top, self.top + rows))
        asked = [self._values(instrument, now) for instrument in instruments]
        longest = max((width(str(one)) for one in instruments), default=0)
        for shown, beside in _CHOICES:
            wide = _width(shown, asked, bool(self._last))
            if wide + (2 + longest if beside else 0) <= columns:
                break
        head, *lines = _aligned(shown, asked, bool(self._last))
        at = iter(lines)
        blocks: list[Block] = []
        for instrument, values in zip(instruments, asked, strict=True):
            block: Block = [next(at) for _ in values]
            name = Cell(str(instrument), "id")
            if beside:
                block[0] = [*block[0], Cell("  "), name]
            else:
                block[1:1] = list(_folded(name, columns))
            blocks.append(block)
        if beside:
            head = [*head, Cell("  "), Cell("INSTRUMENT", "dim")]
        return [head], blocks

    def _values(self, instrument: Instrument, now: datetime) -> list[dict[str, Cell]]:
        """What there is to show of an instrument, level by level."""
        book = self._books.get(instrument)
        if book is None:
            return [{"age": Cell("not followed", "bad")}]
        bids = list(islice(book.bid_levels(), self._depth))
        asks = list(islice(book.ask_levels(), self._depth))
        first: dict[str, Cell] = {"age": self._age(book, now)}
        if bids and asks:
            first["spread"] = Cell(price(asks[0].price - bids[0].price))
        if instrument in self._last:
            first["last"] = Cell(price(self._last[instrument]))
        levels = [
            {**_level("bid", bids, at), **_level("ask", asks, at)}
            for at in range(max(1, len(bids), len(asks)))
        ]
        levels[0] |= first
        return levels

    def _age(self, book: BookView, now: datetime) -> Cell:
        old = age(book.age(now))
        if book.state is not DataState.LIVE:
            return Cell(f"{book.state} {old}", "warn")
        status = self._status.get(book.instrument.ref, MarketStatus.OPEN)
        if status is not MarketStatus.OPEN:
            return Cell(f"{status} {old}", "warn")
        return Cell(old, "dim")


Block = list[Line]
"""The lines of one instrument."""

_SIZES = {"bid": _BID, "bid size": _SIZE, "ask": _ASK, "ask size": _SIZE}
_WIDE = {**_SIZES, "spread": _SPREAD, "last": _LAST, "age": _AGE}
_MIDDLE = {**_SIZES, "age": _AGE}
_NARROW = {"bid": _BID, "ask": _ASK, "age": _AGE}
_CHOICES: Sequence[tuple[Mapping[str, Column], bool]] = (
    *((_WIDE, True), (_MIDDLE, True)),
    *((_WIDE, False), (_MIDDLE, False), (_NARROW, False)),
)
"""Columns where there is room, and where there is less; with ids beside or below."""


def _level(side: Style, levels: Sequence[Level], at: int) -> dict[str, Cell]:
    if at >= len(levels):
        return {} if at else {side: Cell("-", "dim")}
    level = levels[at]
    return {
        side: Cell(price(level.price), side),
        f"{side} size": Cell(size(level.size), "dim"),
    }


def _aligned(
    columns: Mapping[str, Column], asked: Sequence[list[dict[str, Cell]]], last: bool
) -> list[Line]:
    """A head and a line for each level, all of one width."""
    chosen = {key: c for key, c in columns.items() if last or key != "last"}
    rows = [
        [level.get(key, Cell("")) for key in chosen]
        for levels in asked
        for level in levels
    ]
    table = Table(list(chosen.values()), rows)
    return lay_out(table, None)


def _width(
    columns: Mapping[str, Column], asked: Sequence[list[dict[str, Cell]]], last: bool
) -> int:
    lines = _aligned(columns, asked, last)
    return max(sum(width(cell.text) for cell in line) for line in lines)


def _folded(cell: Cell, columns: int) -> Iterator[Line]:
    """An id below its numbers, whole."""
    room = max(8, columns - 2)
    for at in range(0, len(cell.text), room):
        yield [Cell("  "), Cell(cell.text[at : at + room], cell.style)]


def _fitting(
    head: list[Line], blocks: Sequence[Block], room: int, hidden: int
) -> list[Line]:
    """As many instruments as there is room for, and how many there are besides."""
    lines = list(head)
    for number, block in enumerate(blocks):
        rest = len(blocks) - number - 1 + hidden
        if number and len(lines) + len(block) + bool(rest) > room:
            hidden = rest + 1
            break
        lines += block
    if hidden:
        more = Cell(f"{hidden:,} more below (j, k)", "dim")
        lines = [*lines[: room - 1], [more]]
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
