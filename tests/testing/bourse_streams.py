"""Streams of the venue without a wire: the exchange's own records, retold."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import anyio
from anyio.streams.memory import MemoryObjectSendStream

from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Fill,
    FillUpdate,
    Instrument,
    InvalidRequest,
    Level,
    Orderbook,
    OrderUpdate,
    Position,
    PositionUpdate,
    Streaming,
    Trade,
    TradeUpdate,
    Update,
)
from predcore.sim.exchange import (
    BookChange,
    Exchange,
    FillRecord,
    OrderChange,
    PositionChange,
    Print,
    Record,
)
from testing.bourse import Bourse

__all__ = ["BookNow", "StreamingBourse"]


@dataclass
class BookNow:
    """The book as it is whenever it is looked at."""

    venue: Bourse
    instrument: Instrument
    state: DataState = DataState.LIVE
    venue_time: datetime | None = None

    @property
    def bid(self) -> Level | None:
        return next(iter(self.snapshot().bids), None)

    @property
    def ask(self) -> Level | None:
        return next(iter(self.snapshot().asks), None)

    def snapshot(self, depth: int | None = None) -> Orderbook:
        return self.venue._book(self.instrument)


class StreamingBourse(Bourse, Streaming):
    """Tells the records of one account and of the books it is asked for."""

    def __init__(self, exchange: Exchange, account: str) -> None:
        super().__init__(exchange, account)
        self.listening: list[MemoryObjectSendStream[Update]] = []

    def watch(
        self, *instruments: Instrument, trades: bool = False
    ) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        if any(one.venue != self.name for one in instruments):
            raise InvalidRequest("not of this venue")
        return self._open([BookUpdate(self.book(one)) for one in instruments])

    def watch_account(self) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        return self._open([])

    def book(self, instrument: Instrument) -> BookNow:
        """What a stream shows of a book."""
        return BookNow(self, instrument)

    @asynccontextmanager
    async def _open(
        self, first: list[BookUpdate]
    ) -> AsyncGenerator[AsyncIterator[Update]]:
        send, receive = anyio.create_memory_object_stream[Update](1000)
        for update in (*self.up(), *first):
            send.send_nowait(update)

        def listen(record: Record) -> None:
            for update in self.updates(record, first):
                send.send_nowait(update)

        stop = self.exchange.subscribe(listen)
        self.listening.append(send)
        try:
            with send, receive:
                yield receive
        finally:
            stop()

    def up(self) -> tuple[Update, ...]:
        """What is said when a connection is there."""
        return (Connected(),)

    def updates(self, record: Record, books: list[BookUpdate]) -> Iterator[Update]:
        """A record in the words of streams."""
        match record:
            case BookChange():
                yield from books
            case Print(id=name, market=market, price=price, size=size):
                instrument = Instrument(self.name, market, "up")
                yield TradeUpdate(
                    Trade(
                        instrument=instrument,
                        id=name,
                        price=price,
                        size=size,
                        at=record.at,
                    )
                )
            case OrderChange(order=order) if order.wallet.account == self.account:
                yield OrderUpdate(self.told(order))
            case FillRecord() if record.wallet.account == self.account:
                yield FillUpdate(self._fill(record))
            case PositionChange(position=held) if held.wallet.account == self.account:
                outcome = "up" if held.size >= 0 else "down"
                instrument = Instrument(self.name, held.market, outcome)
                told = Position(instrument=instrument, size=abs(held.size))
                yield PositionUpdate(told)
            case _:
                pass

    def _fill(self, record: FillRecord) -> Fill:
        return Fill(
            id=record.trade_id,
            order_id=record.order_id,
            instrument=Instrument(self.name, record.market, "up"),
            side=record.side,
            price=record.price,
            size=record.size,
            at=record.at,
        )

    async def cut(self) -> None:
        """Every stream breaks off, and is there again."""
        for send in self.listening:
            for update in (Disconnected("cut", 0.0), *self.up()):
                send.send_nowait(update)
