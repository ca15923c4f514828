"""Live quotes under each other, in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import islice

from .. import BookView, DataState, Instrument, Level, MarketStatus
from .tables import Cell, Column, Line, Style, Table, lay_out
from .text import age, price, size, width

__all__ = ["Block", "Quoted", "blocks"]

Block = list[Line]
"""The lines of one instrument."""

Levels = list[dict[str, Cell]]
"""What there is to show of an instrument, level by level, by column."""

_BID = Column(title="bid", align="point", style="bid")
_ASK = Column(title="ask", align="point", style="ask")
_SIZE = Column(title="size", align="right", style="dim")
_AGE = Column(title="age", align="right", style="dim")
_SIZES = {"bid": _BID, "bid size": _SIZE, "ask": _ASK, "ask size": _SIZE}
_WIDE = {
    **_SIZES,
    "spread": Column(title="spread", align="point"),
    "last": Column(title="last", align="point"),
    "age": _AGE,
}
_MIDDLE = {**_SIZES, "age": _AGE}
_NARROW = {"bid": _BID, "ask": _ASK, "age": _AGE}
_CHOICES: Sequence[tuple[Mapping[str, Column], bool]] = (
    *((_WIDE, True), (_MIDDLE, True)),
    *((_WIDE, False), (_MIDDLE, False), (_NARROW, False)),
)
"""Columns where there is room, and where there is less; with ids beside or below."""


class Quoted:
    """An instrument and what is known of it.

    Args:
        instrument: whose quote.
        book: ``None`` where it is not followed any more.
        last: price of the last trade.
        status: of its market.
    """

    def __init__(
        self,
        instrument: Instrument,
        book: BookView | None,
        last: Decimal | None = None,
        status: MarketStatus = MarketStatus.OPEN,
    ) -> None:
        self.instrument = instrument
        self._book = book
        self._last = last
        self._status = status

    def levels(self, depth: int, now: datetime) -> Levels:
        """What there is to show, at least one line."""
        if self._book is None:
            return [{"age": Cell("not followed", "bad")}]
        bids = list(islice(self._book.bid_levels(), depth))
        asks = list(islice(self._book.ask_levels(), depth))
        levels = [
            {**_level("bid", bids, at), **_level("ask", asks, at)}
            for at in range(max(1, len(bids), len(asks)))
        ]
        levels[0]["age"] = self._age(self._book, now)
        if bids and asks:
            levels[0]["spread"] = Cell(price(asks[0].price - bids[0].price))
        if self._last is not None:
            levels[0]["last"] = Cell(price(self._last))
        return levels

    def _age(self, book: BookView, now: datetime) -> Cell:
        old = age(book.age(now))
        if book.state is not DataState.LIVE:
            return Cell(f"{book.state} {old}", "warn")
        if self._status is not MarketStatus.OPEN:
            return Cell(f"{self._status} {old}", "warn")
        return Cell(old, "dim")


def _level(side: Style, levels: Sequence[Level], at: int) -> dict[str, Cell]:
    if at >= len(levels):
        return {} if at else {side: Cell("-", "dim")}
    level = levels[at]
    return {
        side: Cell(price(level.price), side),
        f"{side} size": Cell(size(level.size), "dim"),
    }


def blocks(
    quoted: Sequence[Quoted], columns: int, depth: int, now: datetime
) -> tuple[Line, list[Block]]:
    """The table's head, and the lines of each of these.

    Args:
        quoted: what is shown.
        columns: of the terminal.
        depth: levels a side.
        now: when it is shown.
    """
    asked = [one.levels(depth, now) for one in quoted]
    names = [Cell(str(one.instrument), "id") for one in quoted]
    head, lines, beside = _fitted(asked, names, columns)
    at = iter(lines)
    found: list[Block] = []
    for name, levels in zip(names, asked, strict=True):
        block: Block = [next(at) for _ in levels]
        if beside:
            block[0] = [*block[0], Cell("  "), name]
        else:
            block[1:1] = _folded(name, columns)
        found.append(block)
    if beside:
        head = [*head, Cell("  "), Cell("INSTRUMENT", "dim")]
    return head, found


def _fitted(
    asked: Sequence[Levels], names: Sequence[Cell], columns: int
) -> tuple[Line, list[Line], bool]:
    """Head, lines, and whether ids fit beside them."""
    longest = max((width(name.text) for name in names), default=0)
    fitting: tuple[Line, list[Line], bool] | None = None
    for shown, beside in _CHOICES:
        head, *lines = _aligned(shown, asked)
        fitting = head, lines, beside
        wide = max(sum(width(cell.text) for cell in line) for line in (head, *lines))
        if wide + (2 + longest if beside else 0) <= columns:
            break
    assert fitting is not None
    return fitting


def _aligned(columns: Mapping[str, Column], asked: Sequence[Levels]) -> list[Line]:
    """A head and a line for each level, all of one width."""
    last = any("last" in level for levels in asked for level in levels)
    chosen = {key: c for key, c in columns.items() if last or key != "last"}
    rows = [
        [level.get(key, Cell("")) for key in chosen]
        for levels in asked
        for level in levels
    ]
    return lay_out(Table(list(chosen.values()), rows), None)


def _folded(cell: Cell, columns: int) -> Iterator[Line]:
    """An id below its numbers, whole."""
    room = max(8, columns - 2)
    for at in range(0, len(cell.text), room):
        yield [Cell("  "), Cell(cell.text[at : at + room], cell.style)]
