"""Candles drawn with box characters, two heights to a row, prices exactly on rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count

from .. import Candle
from .tables import Cell, Line, Style
from .text import price, width

__all__ = ["draw"]

_PARTS = {
    ("", ""): " ",
    ("wick", ""): "╵",
    ("", "wick"): "╷",
    ("wick", "wick"): "│",
    ("body", ""): "╹",
    ("", "body"): "╻",
    ("body", "body"): "┃",
    ("wick", "body"): "╽",
    ("body", "wick"): "╿",
}
_VOLUMES = " ▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class _Shape:
    """A candle whose prices are all there."""

    open: Decimal
    high: Decimal
    low: Decimal
    close: Decimal
    volume: Decimal | None

    @property
    def style(self) -> Style:
        return "bid" if self.close >= self.open else "ask"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Prices by height: half rows of ``step / 2`` from ``low`` upwards."""

    low: Decimal
    step: Decimal
    rows: int

    def half(self, value: Decimal) -> int:
        exact = (value - self.low) / (self.step / 2)
        return int(exact.to_integral_value(ROUND_FLOOR))


def draw(
    candles: Sequence[Candle], *, interval: timedelta, room: int, height: int = 14
) -> list[Line]:
    """Lines of a chart, oldest candle on the left; empty if no candle has prices.

    Args:
        candles: in any order; those without trades leave a gap.
        interval: their length.
        room: columns there are; what does not fit is left off at the old end.
        height: at most so many rows.
    """
    shapes = {c.start: shape for c in candles if (shape := _shape(c)) is not None}
    if not shapes:
        return []
    scale = _scale(list(shapes.values()), height)
    labels = [price(scale.low + scale.step * row) for row in range(scale.rows)]
    margin = max(map(len, labels))
    slots = _slots(sorted(shapes), interval, room - margin - 2)
    gap = 1 if len(slots) * 2 <= room - margin - 2 else 0
    lines: list[Line] = []
    for row in reversed(range(scale.rows)):
        label = labels[row] if row % 2 == 0 else ""
        tick = "┤" if label else "│"
        line = [Cell(f"{label:>{margin}} {tick}", "dim")]
        for at in slots:
            line += _column(shapes.get(at), scale, row, gap)
        lines.append(line)
    lines += _volumes([shapes.get(at) for at in slots], margin, gap)
    return [*lines, *_times(slots, margin, gap)]


def _shape(candle: Candle) -> _Shape | None:
    match candle:
        case Candle(
            open=Decimal() as start,
            high=Decimal() as high,
            low=Decimal() as low,
            close=Decimal() as end,
        ):
            return _Shape(start, high, low, end, candle.volume)
        case _:
            return None


def _scale(shapes: Sequence[_Shape], height: int) -> _Scale:
    """The finest round step at which everything fits."""
    low, high = min(s.low for s in shapes), max(s.high for s in shapes)
    for power in count(-4):
        for digit in (1, 2, 5):
            step = digit * Decimal(10) ** power
            bottom = (low / step).to_integral_value(ROUND_FLOOR)
            top = (high / step).to_integral_value(ROUND_CEILING)
            if top - bottom + 1 <= height:
                return _Scale(bottom * step, step, int(top - bottom) + 1)
    raise AssertionError("prices are between 0 and 1")


def _slots(
    starts: Sequence[datetime], interval: timedelta, columns: int
) -> list[datetime]:
    """Every interval from the first candle to the last, as far as there is room."""
    number = (starts[-1] - starts[0]) // interval + 1
    first = max(0, number - max(1, columns))
    return [starts[-1] - interval * back for back in reversed(range(number - first))]


def _column(shape: _Shape | None, scale: _Scale, row: int, gap: int) -> list[Cell]:
    if shape is None:
        return [Cell(" " * (1 + gap))]
    glyph = _PARTS[_part(shape, scale, 2 * row + 1), _part(shape, scale, 2 * row)]
    return [Cell(glyph, shape.style), Cell(" " * gap)]


def _part(shape: _Shape, scale: _Scale, half: int) -> str:
    low, high = sorted((scale.half(shape.open), scale.half(shape.close)))
    if low <= half <= high:
        return "body"
    return "wick" if scale.half(shape.low) <= half <= scale.half(shape.high) else ""


def _volumes(shapes: Sequence[_Shape | None], margin: int, gap: int) -> list[Line]:
    sizes = [(shape and shape.volume) or Decimal(0) for shape in shapes]
    most = max(sizes)
    if not most:
        return []
    bars = (_VOLUMES[int((size * 8 / most).to_integral_value())] for size in sizes)
    text = "".join(bar + " " * gap for bar in bars)
    return [[Cell(f"{'':>{margin}} │{text}", "dim")]]


def _times(slots: Sequence[datetime], margin: int, gap: int) -> list[Line]:
    first, last = (f"{at.astimezone(UTC):%m-%d %H:%M}" for at in (slots[0], slots[-1]))
    across = max(len(slots) * (1 + gap), width(first) + width(last) + 3)
    axis = f"{'':>{margin}} └" + "─" * across
    dates = f"{'':>{margin}}  {first}{last:>{across - len(first)}}"
    return [[Cell(axis, "dim")], [Cell(dates, "dim")]]
