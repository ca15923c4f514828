"""Tables as data, and how they become lines.

An id is never cut: where a table is wider than the terminal, each id goes on a line
of its own under its row, and the terminal may fold it, which copies in one piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, NamedTuple

from .text import NONE, one_line, width

__all__ = ["Cell", "Column", "Line", "Style", "Table", "lay_out"]

Style = Literal["", "bid", "ask", "id", "head", "dim", "good", "bad", "warn"]
_GAP = "  "
_NARROWEST = 20


class Cell(NamedTuple):
    """A text in one style."""

    text: str
    style: Style = ""


Line = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """How a column looks.

    Attributes:
        align: ``point`` sets numbers under each other by their decimal point.
        role: ``id`` is never cut or wrapped; ``prose`` may be wrapped.
    """

    title: str = ""
    align: Literal["left", "right", "point"] = "left"
    role: Literal["id", "prose", "value"] = "value"
    style: Style = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under columns; a cell may bring a style of its own."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]


def lay_out(table: Table, room: int | None) -> list[Line]:
    """The lines of a table.

    Args:
        table: what to show.
        room: columns of the terminal; ``None`` writes one line per row, however long.
    """
    rows = [
        [_cell(value, column) for value, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    columns = list(table.columns)
    for at, column in enumerate(columns):
        if column.align == "point":
            _align_points(rows, at)
    ids = [at for at, column in enumerate(columns) if column.role == "id"]
    widths = _widths(columns, rows)
    below: list[list[Cell]] = [[] for _ in rows]
    if room is not None and _total(widths, columns) > room and len(columns) > len(ids):
        below = [[row[at] for at in ids] for row in rows]
        rows = [[c for at, c in enumerate(row) if at not in ids] for row in rows]
        columns = [c for at, c in enumerate(columns) if at not in ids]
        widths = _widths(columns, rows)
    if room is not None:
        _shrink(widths, columns, room)
    head = [Cell(column.title.upper(), "dim") for column in columns]
    lines = [_line(head, columns, widths)] if any(c.text for c in head) else []
    for row, under in zip(rows, below, strict=True):
        lines += _row(row, columns, widths)
        lines += [[Cell(_GAP), cell] for cell in under]
    return lines


def _cell(value: str | Cell, column: Column) -> Cell:
    cell = Cell(value, column.style) if isinstance(value, str) else value
    return Cell(one_line(cell.text), cell.style)


def _align_points(rows: list[list[Cell]], at: int) -> None:
    def places(text: str) -> int:
        return len(text.partition(".")[2]) + ("." in text)

    most = max((places(row[at].text) for row in rows), default=0)
    for row in rows:
        text, style = row[at]
        if text != NONE:
            row[at] = Cell(text + " " * (most - places(text)), style)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [
        max([width(column.title), *(width(row[at].text) for row in rows)])
        for at, column in enumerate(columns)
    ]


def _total(widths: Sequence[int], columns: Sequence[Column]) -> int:
    """The width at which prose is as narrow as it may get."""
    least = [
        min(w, _NARROWEST) if column.role == "prose" else w
        for w, column in zip(widths, columns, strict=True)
    ]
    return sum(least) + len(_GAP) * (len(least) - 1)


def _shrink(widths: list[int], columns: Sequence[Column], room: int) -> None:
    """Take what is too much from the prose, the widest first."""
    prose = [at for at, column in enumerate(columns) if column.role == "prose"]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    for at in sorted(prose, key=lambda at: -widths[at]):
        taken = max(0, min(excess, widths[at] - _NARROWEST))
        widths[at] -= taken
        excess -= taken


def _row(
    row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]
) -> list[Line]:
    wrapped = [
        wrap(cell.text, w, break_long_words=False) or [""]
        if column.role == "prose"
        else [cell.text]
        for cell, column, w in zip(row, columns, widths, strict=True)
    ]
    return [
        _line(
            [
                Cell(parts[at] if at < len(parts) else "", cell.style)
                for cell, parts in zip(row, wrapped, strict=True)
            ],
            columns,
            widths,
        )
        for at in range(max(map(len, wrapped)))
    ]


def _line(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int]
) -> Line:
    line: list[Cell] = []
    for at, (cell, column, w) in enumerate(zip(cells, columns, widths, strict=True)):
        pad = " " * (w - width(cell.text))
        last = at == len(cells) - 1
        if column.align == "left":
            line += [cell] if last else [cell, Cell(pad + _GAP)]
        else:
            line += [Cell(pad), cell] + ([] if last else [Cell(_GAP)])
    return line
