"""Streams of the venue without a wire: the exchange's own records, retold."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from predcore import (
    AccountStreaming,
    BookUpdate,
    BookView,
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
    QuoteUpdate,
    Side,
    Streaming,
    Trade,
    TradeUpdate,
    Update,
    Watch,
)
from predcore.kit import Mailbox
from predcore.sim.exchange import (
    BookChange,
    Exchange,
    FillRecord,
    NewOrder,
    OrderChange,
    PositionChange,
    Print,
    Record,
)
from testing.bourse import Bourse

__all__ = ["BookNow", "StreamingBourse"]


@dataclass
class BookNow(BookView):
    """The book as it is whenever it is looked at."""

    venue: Bourse
    market: Instrument
    trusted: DataState = DataState.LIVE

    @property
    def instrument(self) -> Instrument:
        return self.market

    @property
    def state(self) -> DataState:
        return self.trusted

    @property
    def bid(self) -> Level | None:
        return next(iter(self.snapshot().bids), None)

    @property
    def ask(self) -> Level | None:
        return next(iter(self.snapshot().asks), None)

    @property
    def venue_time(self) -> datetime | None:
        return None

    @property
    def received_at(self) -> datetime:
        return self.snapshot().received_at

    def snapshot(self, depth: int | None = None) -> Orderbook:
        return self.venue._book(self.market)


class Listening(Watch):
    """One ``watch`` of the venue, or of its account."""

    def __init__(self, venue: StreamingBourse, trades: bool, depth: int | None) -> None:
        self.venue = venue
        self.trades = trades
        self.depth = depth
        self.mailbox = Mailbox()
        self.kept: dict[Instrument, BookView] = {}
        self.tops: dict[Instrument, Any] = {}

    async def __anext__(self) -> Update:
        return await anext(self.mailbox)

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        return self.kept

    async def add(self, *instruments: Instrument) -> None:
        self.venue.own(instruments)
        for one in instruments:
            if one not in self.kept:
                self.kept[one] = self.venue.book(one)
                self.tell(BookUpdate(self.kept[one]))

    async def remove(self, *instruments: Instrument) -> None:
        for one in instruments:
            self.kept.pop(one, None)
        self.mailbox.forget(instruments)

    def hear(self, record: Record) -> None:
        for update in self.venue.updates(record, self):
            self.tell(update)

    def tell(self, update: Update) -> None:
        if isinstance(update, BookUpdate) and self.depth is not None:
            quote, book = update.book.quote(), update.book.snapshot()
            depth = max(self.depth, 1)
            top = (book.bids[:depth], book.asks[:depth])
            if top == self.tops.get(quote.instrument):
                return
            self.tops[quote.instrument] = top
            update = update if self.depth else QuoteUpdate(quote)
        self.mailbox.put(update)


class StreamingBourse(Bourse, Streaming, AccountStreaming):
    """Tells the records of one account and of the books it is asked for."""

    def __init__(self, exchange: Exchange, account: str) -> None:
        super().__init__(exchange, account)
        self.listening: list[Listening] = []

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        self.own(instruments)
        return self._open(instruments, Listening(self, trades, depth))

    def watch_account(self) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        return self._open((), Listening(self, True, None))

    def own(self, instruments: tuple[Instrument, ...]) -> None:
        """Take only what is of this venue."""
        if any(one.venue != self.name for one in instruments):
            raise InvalidRequest("not of this venue")

    def book(self, instrument: Instrument) -> BookNow:
        """What a stream shows of a book."""
        return BookNow(self, instrument)

    @asynccontextmanager
    async def _open(
        self, instruments: tuple[Instrument, ...], listening: Listening
    ) -> AsyncGenerator[Listening]:
        for update in self.up():
            listening.tell(update)
        await listening.add(*instruments)
        stop = self.exchange.subscribe(listening.hear)
        self.listening.append(listening)
        try:
            yield listening
        finally:
            stop()

    def up(self) -> tuple[Update, ...]:
        """What is said when a connection is there."""
        return (Connected(),)

    def updates(self, record: Record, to: Listening) -> Iterator[Update]:
        """A record in the words of streams."""
        match record:
            case BookChange():
                yield from map(BookUpdate, to.kept.values())
            case Print(id=name, market=market, price=price, size=size) if to.trades:
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
        for listening in self.listening:
            books = tuple(listening.kept)
            for update in (Disconnected("cut", 0.0, books), *self.up()):
                listening.tell(update)
            listening.tops.clear()

    async def move(self, instrument: Instrument) -> None:
        """Somebody bids a cent."""
        self.exchange.place(
            NewOrder(
                account=self.exchange.accounts.names()[0],
                market=instrument.market,
                side=Side.BUY,
                price=Decimal("0.01"),
                size=Decimal(1),
            )
        )
