"""``predcore candles``: price history, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from ... import Candle, InvalidRequest
from ..arguments import instant, interval, positive
from ..chart import draw
from ..command import Command
from ..ids import one_instrument, qualified
from ..opening import open_hub, within
from ..tables import Cell, Column, Table
from ..text import price, size, times

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowCandles"]

_PIPED = 100
"""Columns of a chart that goes to a file."""


class ShowCandles(Command):
    """Price history of an instrument, as a chart in the terminal."""

    examples: ClassVar[tuple[str, ...]] = (
        "candles acme:RAIN-TOMORROW:yes --interval 1h",
        "candles acme:RAIN-TOMORROW:yes --interval 1d --start 2026-01-01 --table",
    )

    id: str
    interval: timedelta
    count: int
    start: datetime | None
    end: datetime | None
    table: bool

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument("id", metavar="ID", help="venue:market:outcome")
        parser.add_argument(
            "--interval",
            type=interval,
            default=timedelta(hours=1),
            metavar="LENGTH",
            help="length of a candle, as 1m, 1h or 1d (default: 1h)",
        )
        parser.add_argument(
            "--count",
            type=positive,
            default=48,
            metavar="N",
            help="how many up to the end, where there is no --start (default: 48)",
        )
        parser.add_argument(
            "--start", type=instant, metavar="TIME", help="from here, ISO 8601"
        )
        parser.add_argument(
            "--end", type=instant, metavar="TIME", help="up to here (default: now)"
        )
        parser.add_argument(
            "--table", action="store_true", help="rows instead of a chart"
        )

    async def run(self, screen: Screen) -> int:
        end = self.end or datetime.now(UTC)
        start = self.start or end - self.interval * self.count
        if start >= end:
            until = "--end" if self.end else "now, where there is no --end"
            raise InvalidRequest(f"--start must be before {until}")
        [self.subject] = qualified([self.id], self.venues)
        venue = self.subject.partition(":")[0]
        with screen.progress(f"asking {venue}"):
            async with open_hub(self, [venue]) as hub:
                instrument = await within(self, one_instrument(hub, self.subject))
                found = hub.candles(
                    instrument, interval=self.interval, start=start, end=end
                )
                candles = await within(self, found)
        for candle in candles:
            screen.record(candle)
        screen.heading(str(instrument), "id")
        self._show(screen, candles)
        return 0

    def _show(self, screen: Screen, candles: Sequence[Candle]) -> None:
        if self.table:
            screen.table(Table(_COLUMNS, [_row(candle) for candle in candles]))
            return
        room = screen.room or _PIPED
        lines = draw(candles, interval=self.interval, room=room)
        for line in lines:
            screen.line(*line)
        if not lines:
            screen.line(Cell("no trades in that time", "warn"))


_COLUMNS = [
    Column(title="start (UTC)", style="dim"),
    Column(title="open", align="point"),
    Column(title="high", align="point", style="bid"),
    Column(title="low", align="point", style="ask"),
    Column(title="close", align="point", style="head"),
    Column(title="volume", align="right"),
]


def _row(candle: Candle) -> list[str | Cell]:
    prices = (candle.open, candle.high, candle.low, candle.close)
    return [times(candle.start), *map(price, prices), size(candle.volume)]
