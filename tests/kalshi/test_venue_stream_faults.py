"""Each fault of the simulated socket has its answer in-band, and no book that is
called live is one the exchange never had."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from decimal import Decimal

import anyio
import pytest

from kalshi.socket_desk import SocketDesk
from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Instrument,
    Level,
    Resynced,
    Side,
    Stalled,
    Update,
)
from predcore.kit import Drift, stream, websocket
from predcore.sim.exchange import AccountId, BookChange, Record
from predcore_kalshi import Credentials, Kalshi, KalshiVenue
from predcore_kalshi._stream.market_feed import MarketFeed

Levels = tuple[Level, ...]
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk().served() as desk:
        yield desk


@pytest.fixture
async def venue(desk: SocketDesk) -> AsyncGenerator[KalshiVenue]:
    key = desk.simulator.keys.ed25519
    async with Kalshi(
        urls=desk.simulator.urls(desk.origin),
        credentials=Credentials.of(key.id, key.pem()),
    ) as native:
        yield KalshiVenue(native)


class Witness:
    """Every book a market of the exchange has had, and somebody who changes it."""

    def __init__(self, desk: SocketDesk) -> None:
        self.desk = desk
        self.market = desk.two_sided()[0]
        self.instrument = Instrument("kalshi", self.market, "yes")
        book = desk.exchange.book(self.market)
        self.sides = {
            Side.BUY: {level.price: level.size for level in book.bids},
            Side.SELL: {level.price: level.size for level in book.asks},
        }
        self.had = {self.now()}
        desk.exchange.subscribe(self.hear)

    def hear(self, record: Record) -> None:
        if isinstance(record, BookChange) and record.market == self.market:
            levels = self.sides[record.side]
            levels[record.price] = record.size
            if not record.size:
                del levels[record.price]
            self.had.add(self.now())

    def now(self) -> tuple[Levels, Levels]:
        bids = sorted(self.sides[Side.BUY].items(), reverse=True)
        asks = sorted(self.sides[Side.SELL].items())
        return tuple(Level(*b) for b in bids), tuple(Level(*a) for a in asks)

    def stir(self) -> None:
        """Six changes; the book is another one afterwards."""
        for number in range(1, 5):
            placed = self.desk.place(self.market, Side.BUY, CENT, str(number))
            if number % 2:
                self.desk.exchange.cancel(AccountId("trader"), placed.order.id)

    async def until_right(self, updates: AsyncIterator[Update]) -> list[type[Update]]:
        """Read until the book is the exchange's; whatever else was told meanwhile."""
        told: list[type[Update]] = []
        with anyio.fail_after(20):
            async for update in updates:
                if not isinstance(update, BookUpdate):
                    told.append(type(update))
                    continue
                book = update.book.snapshot()
                assert book.state is DataState.LIVE
                assert (book.bids, book.asks) in self.had
                if (book.bids, book.asks) == self.now():
                    return told
        raise AssertionError("the stream ended")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ("gap", [Gap, Resynced]),
        ("duplicate", []),
        ("reorder", [Gap, Resynced]),
        ("malformed", [Disconnected, Connected]),
        ("disconnect", [Disconnected, Connected]),
        ("overflow", [Disconnected, Connected]),
    ],
)
async def test_each_fault_is_told_and_mended(
    desk: SocketDesk, venue: KalshiVenue, fault: str, answer: list[type[Update]]
) -> None:
    witness, faults = Witness(desk), desk.faulty.everywhere
    async with venue.watch(witness.instrument) as updates:
        assert await witness.until_right(updates) == [Connected]
        faults.matching = '"type":"orderbook_delta"'
        faults.times = 1
        faults.put(fault, 2)
        witness.stir()
        assert await witness.until_right(updates) == answer
        assert faults.times is not None
        assert faults.times <= 0
        witness.stir()
        assert await witness.until_right(updates) == []


async def test_a_stalled_socket_is_called_out_and_left(
    desk: SocketDesk, venue: KalshiVenue
) -> None:
    witness, native = Witness(desk), venue.native
    dial = websocket(native.stream_url, headers=native.stream_headers)
    feed = MarketFeed([witness.instrument], drift=Drift(), first=0.2, quiet=0.2)
    async with stream(dial, feed) as updates:
        assert await witness.until_right(updates) == [Connected]
        desk.faulty.everywhere.stall = True
        witness.stir()
        with anyio.fail_after(5):
            stalled = await anext(updates)
        assert isinstance(stalled, Stalled)
        assert stalled.instruments == (witness.instrument,)
        desk.faulty.everywhere.stall = False
        told = await witness.until_right(updates)
        assert told[-2:] == [Connected, Resynced]
