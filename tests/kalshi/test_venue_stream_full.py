"""More markets than the simulated venue takes on a subscription, which nobody can know
before: all of them are followed, and stay so."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

import anyio
import pytest

from kalshi.socket_desk import SocketDesk
from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Hub,
    Instrument,
    Quote,
    Side,
    Stalled,
    StreamError,
    TradeUpdate,
    Update,
    Watch,
)
from predcore.recording import Store, record, replay
from predcore.sim.exchange import Phase
from predcore_kalshi import Credentials, Kalshi, KalshiVenue
from predcore_kalshi._plugin import predcore_adapter
from predcore_kalshi._simulator.stream import StreamLimits

CENT = Decimal("0.01")
MOST, MANY = 10, 42


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@asynccontextmanager
async def served(most: int) -> AsyncGenerator[tuple[SocketDesk, KalshiVenue]]:
    async with SocketDesk(StreamLimits(markets=most)).served() as desk:
        key = desk.simulator.keys.ed25519
        async with Kalshi(
            urls=desk.simulator.urls(desk.origin),
            credentials=Credentials.of(key.id, key.pem()),
        ) as native:
            yield desk, KalshiVenue(native)


@pytest.fixture
async def desk_and_venue() -> AsyncGenerator[tuple[SocketDesk, KalshiVenue]]:
    async with served(MOST) as both:
        yield both


def markets(desk: SocketDesk, count: int = MANY) -> list[Instrument]:
    """Open markets of the exchange."""
    rows = desk.floor.listing.rows.values()
    found = [row.ticker for row in rows if row.phase is Phase.OPEN and not row.legs]
    assert len(found) >= count
    return [Instrument("kalshi", ticker, "yes") for ticker in found[:count]]


def stir(desk: SocketDesk, instruments: Iterable[Instrument], size: str = "1") -> None:
    """Change every book."""
    for one in instruments:
        desk.place(one.market, Side.BUY, CENT, size)


def cut(desk: SocketDesk, instruments: Iterable[Instrument]) -> None:
    """Break every connection off, as it would tell of a change."""
    faults = desk.faulty.everywhere
    faults.matching = '"type":"orderbook_delta"'
    faults.put("disconnect", 1)
    stir(desk, instruments)


def right(
    desk: SocketDesk, updates: Watch, instruments: Sequence[Instrument]
) -> list[Instrument]:
    """Those of which the exchange's very book is live."""
    found: list[Instrument] = []
    for one in instruments:
        book, truth = updates.books[one].snapshot(), desk.exchange.book(one.market)
        sides = [
            tuple((level.price, level.size) for level in side)
            for side in (book.bids, truth.bids, book.asks, truth.asks)
        ]
        if book.state is DataState.LIVE and sides[0] == sides[1]:
            assert sides[2] == sides[3]
            found.append(one)
    return found


async def until_right(
    desk: SocketDesk, updates: Watch, instruments: Sequence[Instrument]
) -> list[Update]:
    """Read until every book is; what else was told meanwhile."""
    told: list[Update] = []
    left = set(instruments)
    with anyio.fail_after(30):
        while left:
            update = await anext(updates)
            if isinstance(update, BookUpdate):
                left -= set(right(desk, updates, [update.book.instrument]))
            else:
                told.append(update)
    assert right(desk, updates, instruments) == list(instruments)
    assert not any(isinstance(update, (Gap, Stalled)) for update in told)
    return told


def loads(desk: SocketDesk, channel: str = "orderbook_delta") -> list[int]:
    """How many markets each connection follows."""
    found = (each.subscriptions.get(channel) for each in desk.stream._open)
    return sorted(len(on.chosen or ()) for on in found if on is not None)


@pytest.mark.parametrize("trades", [False, True])
async def test_all_are_followed_though_no_connection_takes_so_many(
    desk_and_venue: tuple[SocketDesk, KalshiVenue], *, trades: bool
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk)
    async with venue.watch(*instruments, trades=trades) as updates:
        told = await until_right(desk, updates, instruments)
        assert len(loads(desk)) == 5
        assert (sum(loads(desk)), max(loads(desk))) == (MANY, MOST)
        assert loads(desk, "trade") == (loads(desk) if trades else [])
        assert {type(update) for update in told} == {Connected, Disconnected}
        stir(desk, instruments)
        told = await until_right(desk, updates, instruments)
        assert all(isinstance(update, TradeUpdate) for update in told)


async def test_all_are_followed_again_when_every_connection_was_lost(
    desk_and_venue: tuple[SocketDesk, KalshiVenue],
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk)
    async with venue.watch(*instruments, trades=True) as updates:
        await until_right(desk, updates, instruments)
        before = loads(desk)
        cut(desk, instruments)
        told = await until_right(desk, updates, instruments)
        assert sum(isinstance(update, Disconnected) for update in told) == 5
        assert loads(desk) == loads(desk, "trade") == before


async def test_all_are_followed_again_when_the_venue_takes_fewer_than_before(
    desk_and_venue: tuple[SocketDesk, KalshiVenue],
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk, 24)
    async with venue.watch(*instruments, trades=True) as updates:
        await until_right(desk, updates, instruments)
        desk.stream._limits = StreamLimits(markets=5)
        cut(desk, instruments)
        await until_right(desk, updates, instruments)
        assert sum(loads(desk)) == 24
        assert max(loads(desk)) <= 5


async def test_markets_that_are_added_later_find_a_place_too(
    desk_and_venue: tuple[SocketDesk, KalshiVenue],
) -> None:
    desk, venue = desk_and_venue
    first, *others = instruments = markets(desk)
    async with venue.watch(first, trades=True) as updates:
        await until_right(desk, updates, [first])
        await updates.add(*others)
        await until_right(desk, updates, others)
        assert sum(loads(desk)) == sum(loads(desk, "trade")) == MANY
        assert max(loads(desk)) <= MOST
        await updates.remove(*others)
        await updates.add(*others)
        await until_right(desk, updates, others)
        assert right(desk, updates, instruments) == instruments
        stir(desk, instruments)
        await until_right(desk, updates, instruments)


async def test_each_print_is_told_once_wherever_its_market_is_followed(
    desk_and_venue: tuple[SocketDesk, KalshiVenue],
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk)
    traded = [one for one in instruments if desk.exchange.book(one.market).asks]
    both = [
        one for i in instruments for one in (i, Instrument("kalshi", i.market, "no"))
    ]
    async with venue.watch(*both, trades=True) as updates:
        await until_right(desk, updates, instruments)
        for one in traded:
            desk.buy_best(one.market)
        heard: list[Instrument] = []
        with anyio.fail_after(30):
            while len(heard) < len(traded):
                update = await anext(updates)
                if isinstance(update, TradeUpdate):
                    heard.append(update.trade.instrument)
    assert sorted(heard) == sorted(traded)


async def test_a_hub_s_board_goes_on_with_books_that_moved(
    desk_and_venue: tuple[SocketDesk, KalshiVenue],
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk)
    hub = Hub({"kalshi": venue})
    async with hub.live([str(one) for one in instruments]) as board:
        for size in ("1", "2"):
            stir(desk, instruments, size)
            with anyio.fail_after(30):
                while not all(_same(desk, board[one]) for one in instruments):
                    await board.changed()
        assert not board.errors


def _same(desk: SocketDesk, quote: Quote) -> bool:
    bids = desk.exchange.book(quote.instrument.market).bids
    best = (bids[0].price, bids[0].size) if bids else (None, None)
    return quote.state is DataState.LIVE and (quote.bid, quote.bid_size) == best


async def test_a_venue_that_takes_no_market_at_all_ends_the_stream() -> None:
    async with (
        served(0) as (desk, venue),
        venue.watch(*markets(desk, 3)) as updates,
    ):
        with pytest.raises(StreamError, match="limit exceeded"), anyio.fail_after(30):
            async for _ in updates:
                pass


async def test_a_replay_of_the_recording_has_the_same_books(
    desk_and_venue: tuple[SocketDesk, KalshiVenue], tmp_path: Path
) -> None:
    desk, venue = desk_and_venue
    instruments = markets(desk)
    async with record(Store(tmp_path)) as store:
        async with venue.watch(*instruments[:25], trades=True) as updates:
            await until_right(desk, updates, instruments[:25])
            await updates.add(*instruments[25:])
            await until_right(desk, updates, instruments[25:])
            stir(desk, instruments)
            await until_right(desk, updates, instruments)
            books = {one: book.snapshot() for one, book in updates.books.items()}
        del store
    adapter = predcore_adapter()
    assert adapter.replay is not None
    again = replay(tmp_path, {"kalshi": adapter.replay})
    async for _ in again:
        pass
    assert set(again.books) == set(books)
    for one, book in again.books.items():
        assert book.state is DataState.LIVE
        told = book.snapshot()
        assert (told.bids, told.asks) == (books[one].bids, books[one].asks)
