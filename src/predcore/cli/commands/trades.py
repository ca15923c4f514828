"""``predcore trades``: the latest prints of a market."""

from __future__ import annotations

from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, ClassVar

from ... import MarketRef, Side, Trade
from ..arguments import positive
from ..command import Command
from ..ids import by_market, qualified
from ..opening import open_hub, within
from ..tables import Cell, Column, Style, Table
from ..text import price, size, times

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowTrades"]


class ShowTrades(Command):
    """The latest trades of a market, newest first."""

    examples: ClassVar[tuple[str, ...]] = ("trades acme:RAIN-TOMORROW --limit 50",)

    id: str
    limit: int

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument("id", metavar="ID", help="venue:market")
        parser.add_argument(
            "--limit",
            type=positive,
            default=20,
            metavar="N",
            help="at most so many (default: 20)",
        )

    async def run(self, screen: Screen) -> int:
        [self.subject] = qualified([self.id], self.venues)
        venue = self.subject.partition(":")[0]
        with screen.progress(f"asking {venue}"):
            async with open_hub(self, [venue]) as hub:

                async def newest(ref: MarketRef) -> list[Trade]:
                    return await _take(hub.trades(ref), self.limit)

                trades = await within(self, by_market(self.subject, newest))
        for trade in trades:
            screen.record(trade)
        screen.heading(self.subject, "id")
        screen.table(Table(_COLUMNS, [_row(trade) for trade in trades]))
        if not trades:
            screen.line(Cell("no trades", "warn"))
        return 0


async def _take(trades: AsyncIterable[Trade], limit: int) -> list[Trade]:
    found: list[Trade] = []
    async for trade in trades:
        found.append(trade)
        if len(found) == limit:
            break
    return found


_COLUMNS = [
    Column(title="time (UTC)", style="dim"),
    Column(title="taker"),
    Column(title="outcome"),
    Column(title="price", align="point"),
    Column(title="size", align="point"),
]


def _row(trade: Trade) -> list[str | Cell]:
    style: Style = "bid" if trade.taker_side is Side.BUY else "ask"
    taker = Cell(trade.taker_side, style) if trade.taker_side else Cell("-")
    return [
        f"{times(trade.at)}:{trade.at:%S}",
        taker,
        trade.instrument.outcome,
        price(trade.price),
        size(trade.size),
    ]
