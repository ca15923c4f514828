"""Each fault of the simulated sockets has its answer in-band, and no book that is
called live is one the exchange never had."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from decimal import Decimal
from typing import Any, TypeVar

import anyio
import pytest

from polymarket_sockets import Sockets, served
from predcore import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Fill,
    FillUpdate,
    Finality,
    Gap,
    Instrument,
    Level,
    OrderStatus,
    OrderUpdate,
    PositionUpdate,
    Resynced,
    Side,
    Stalled,
    Update,
)
from predcore.kit import Drift, Sampling, watch
from predcore.sim.exchange import BookChange, Placed, Record
from predcore_polymarket import PolymarketVenue
from predcore_polymarket._stream.market_feed import MarketFeed
from predcore_polymarket._tokens import Listing

U = TypeVar("U")
Levels = tuple[Level, ...]
PRICE_CHANGE = '"event_type":"price_change"'
TRADE = '"event_type":"trade"'


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def sockets() -> AsyncGenerator[Sockets]:
    async with served() as sockets:
        yield sockets


@pytest.fixture
async def venue(sockets: Sockets) -> AsyncGenerator[PolymarketVenue]:
    async with sockets.venue() as venue:
        yield venue


class Witness:
    """Every book a market of the exchange has had, and somebody who changes it."""

    def __init__(self, sockets: Sockets) -> None:
        self.sockets = sockets
        self.market = sockets.day.single
        condition = self.market.condition
        sockets.floor.clear_book(condition)
        sockets.endow(condition)
        self.instrument = Instrument("polymarket", condition, "yes")
        self.sides: dict[Side, dict[Decimal, Decimal]] = {Side.BUY: {}, Side.SELL: {}}
        self.had = {self.now()}
        self.placed: list[Placed] = []
        sockets.floor.exchange.subscribe(self.hear)
        for side, price in ((Side.BUY, "0.1"), (Side.BUY, "0.3"), (Side.SELL, "0.9")):
            sockets.place(condition, side, price)

    @property
    def listing(self) -> Listing:
        return Listing(self.market.condition, ("yes", "no"), self.market.tokens)

    def hear(self, record: Record) -> None:
        if isinstance(record, BookChange) and record.market == self.market.condition:
            levels = self.sides[record.side]
            levels[record.price] = record.size
            if not record.size:
                del levels[record.price]
            self.had.add(self.now())

    def now(self) -> tuple[Levels, Levels]:
        bids = sorted(self.sides[Side.BUY].items(), reverse=True)
        asks = sorted(self.sides[Side.SELL].items())
        return tuple(Level(*b) for b in bids), tuple(Level(*a) for a in asks)

    def stir(self, *prices: str) -> None:
        """Bids come and go; the book is another one afterwards."""
        for number, price in enumerate(prices or ("0.4", "0.5", "0.6", "0.2"), 1):
            placed = self.sockets.place(
                self.market.condition, Side.BUY, price, str(10 * number)
            )
            if number % 2:
                self.sockets.cancel(placed)
            else:
                self.placed.append(placed)

    def calm(self) -> None:
        """What was stirred is as it was."""
        for placed in self.placed:
            self.sockets.cancel(placed)
        self.placed.clear()

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
    ],
)
async def test_each_fault_is_told_and_mended(
    sockets: Sockets, venue: PolymarketVenue, fault: str, answer: list[type[Update]]
) -> None:
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    # Where the top moves, what follows a change is best prices by themselves, and
    # these may come before their change.
    prices = ("0.15", "0.2", "0.25", "0.12") if fault == "reorder" else ()
    async with venue.watch(witness.instrument) as updates:
        assert await witness.until_right(updates) == [Connected]
        faults.matching = PRICE_CHANGE
        faults.times = 1
        faults.put(fault, 3)
        witness.stir(*prices)
        assert await witness.until_right(updates) == answer
        assert faults.times is not None
        assert faults.times <= 0
        witness.calm()
        assert await witness.until_right(updates) == []


async def test_a_lost_change_that_nothing_follows_is_told_in_half_a_second(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    async with venue.watch(witness.instrument) as updates:
        await witness.until_right(updates)
        faults.matching, faults.gap, faults.times = PRICE_CHANGE, 1, 1
        sockets.place(witness.market.condition, Side.BUY, "0.5")
        assert await witness.until_right(updates) == [Gap, Resynced]


async def test_a_lost_change_deep_in_a_book_is_told_by_a_witness(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    """By REST, of books that have been quiet: the channel says nothing of them."""
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    listings = {witness.market.condition: witness.listing}
    async with watch(
        venue.dial("ws_market"),
        lambda: MarketFeed(listings, drift=Drift()),
        [witness.instrument],
        per_connection=1,
        witness=venue.orderbooks,
        sampling=Sampling(quiet=0.0, every=0.05, look=3600.0),
    ) as updates:
        await witness.until_right(updates)
        faults.matching, faults.gap, faults.times = PRICE_CHANGE, 1, 1
        sockets.place(witness.market.condition, Side.BUY, "0.2")
        assert await witness.until_right(updates) == [Gap, Resynced]


async def test_a_lost_print_of_a_whole_book_changes_nothing(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    async with venue.watch(witness.instrument) as updates:
        await witness.until_right(updates)
        faults.matching, faults.gap, faults.times = '"event_type":"book"', 1, 1
        await sockets.day.eoa.placed(witness.market, Side.BUY, "0.9", "5")
        assert await witness.until_right(updates) == []
        assert faults.times == 0


@pytest.mark.parametrize("silent", ["everything", "events"])
async def test_a_socket_that_falls_silent_is_called_out_and_left(
    sockets: Sockets, venue: PolymarketVenue, silent: str
) -> None:
    """Whether or not it still answers pings."""
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    listings = {witness.market.condition: witness.listing}

    def feed() -> MarketFeed:
        return MarketFeed(listings, drift=Drift(), patience=0.3, quiet=0.3)

    async with watch(
        venue.dial("ws_market"), feed, [witness.instrument], per_connection=1
    ) as updates:
        assert await witness.until_right(updates) == [Connected]
        if silent == "everything":
            faults.stall = True
        else:
            faults.matching, faults.gap = "event_type", 1
        witness.stir()
        with anyio.fail_after(5):
            stalled = await anext(updates)
        assert isinstance(stalled, Stalled)
        assert stalled.instruments == (witness.instrument,)
        sockets.faulty.clear()
        told = await witness.until_right(updates)
        assert told[-2:] == [Connected, Resynced]


async def test_a_book_that_does_not_come_is_called_out_and_mended(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    witness, faults = Witness(sockets), sockets.faulty.everywhere
    listings = {witness.market.condition: witness.listing}
    faults.matching, faults.gap = '"event_type":"book"', 1
    async with watch(
        venue.dial("ws_market"),
        lambda: MarketFeed(listings, drift=Drift(), patience=0.1),
        [witness.instrument],
        per_connection=1,
    ) as updates:
        with anyio.fail_after(5):
            assert isinstance(await anext(updates), Connected)
            assert isinstance(await anext(updates), Stalled)
        sockets.faulty.clear()
        assert await witness.until_right(updates) == [Resynced]


async def test_hashes_of_the_simulated_venue_are_checked(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    witness = Witness(sockets)
    feeds: list[MarketFeed] = []

    def feed() -> MarketFeed:
        listings = {witness.market.condition: witness.listing}
        feeds.append(MarketFeed(listings, drift=Drift()))
        return feeds[-1]

    async with watch(
        venue.dial("ws_market"), feed, [witness.instrument], per_connection=1
    ) as updates:
        await witness.until_right(updates)
        assert feeds[0].hashes_checked is True
        await sockets.day.eoa.placed(witness.market, Side.BUY, "0.9", "5")
        assert await witness.until_right(updates) == []


async def test_a_new_tick_is_told_and_the_book_starts_again(
    sockets: Sockets, venue: PolymarketVenue
) -> None:
    witness = Witness(sockets)
    async with venue.watch(witness.instrument) as updates:
        await witness.until_right(updates)
        sockets.floor.change_tick(witness.market.condition, Decimal("0.001"))
        told = await witness.until_right(updates)
        assert [kind.__name__ for kind in told] == ["LadderUpdate", "Gap", "Resynced"]
        sockets.place(witness.market.condition, Side.BUY, "0.301")
        assert await witness.until_right(updates) == []


# -- accounts -----------------------------------------------------------------------


async def heard(
    updates: AsyncIterator[Update], kind: type[U], count: int = 1
) -> list[U]:
    found: list[U] = []
    with anyio.fail_after(20):
        while len(found) < count:
            update = await anext(updates)
            if isinstance(update, kind):
                found.append(update)
    return found


def steps(told: list[FillUpdate]) -> list[tuple[str, Finality]]:
    return [(update.fill.order_id, update.fill.finality) for update in told]


@pytest.fixture
async def trading(sockets: Sockets) -> AsyncGenerator[Trading]:
    wallet = sockets.day.eoa.wallet
    async with sockets.venue(wallet) as venue, venue.watch_account() as updates:
        assert isinstance(await anext(updates), Connected)
        trading = Trading(sockets, updates)
        await trading.ready()
        yield trading


class Trading:
    """Somebody who trades, and hears of it."""

    def __init__(self, sockets: Sockets, updates: AsyncIterator[Update]) -> None:
        self.sockets, self.updates = sockets, updates
        self.faults = sockets.faulty.everywhere
        self.market = sockets.day.single

    async def ready(self) -> None:
        """Until orders are heard of."""
        desk = self.sockets.day.eoa
        with anyio.fail_after(20):
            while True:
                await desk.placed(self.market, Side.BUY, "0.01", "500")
                with anyio.move_on_after(1):
                    await heard(self.updates, OrderUpdate)
                    break
        await desk.send("DELETE", "/cancel-all")
        with anyio.fail_after(20):
            while True:
                (told,) = await heard(self.updates, OrderUpdate)
                if told.order.status is OrderStatus.CANCELLED:
                    return

    async def buy(self) -> Any:
        """Take what is offered."""
        best = self.sockets.floor.exchange.book(self.market.condition).asks[0].price
        return await self.sockets.day.eoa.placed(self.market, Side.BUY, str(best), "5")


async def test_a_trade_is_told_on_its_way_to_the_chain(trading: Trading) -> None:
    answer = await trading.buy()
    first = await heard(trading.updates, FillUpdate)
    (position,) = await heard(trading.updates, PositionUpdate)
    assert position.position.size == first[0].fill.size
    trading.sockets.day.pass_time(60)
    later = await heard(trading.updates, FillUpdate, 2)
    assert steps([*first, *later]) == [
        (answer["orderID"], Finality.MATCHED),
        (answer["orderID"], Finality.SETTLING),
        (answer["orderID"], Finality.FINAL),
    ]


async def test_a_trade_that_fails_is_undone(trading: Trading) -> None:
    trading.sockets.floor.modes.failing = 1
    await trading.buy()
    trading.sockets.day.pass_time(60)
    told = await heard(trading.updates, FillUpdate, 3)
    assert [update.fill.finality for update in told] == [
        Finality.MATCHED,
        Finality.RETRYING,
        Finality.FAILED,
    ]
    (position,) = await heard(trading.updates, PositionUpdate)
    assert position.position.size == 0


@pytest.mark.parametrize("fault", ["duplicate", "reorder", "gap"])
async def test_a_fill_is_counted_once_whatever_becomes_of_its_messages(
    trading: Trading, fault: str
) -> None:
    """A step that was lost is made up for by the next; a late one is no step back."""
    trading.faults.matching, trading.faults.times = TRADE, 1
    trading.faults.put(fault, 1)
    answer = await trading.buy()
    trading.sockets.day.pass_time(60)
    fills: list[Fill] = []
    sizes: list[Decimal] = []
    with anyio.fail_after(20):
        while not fills or fills[-1].finality is not Finality.FINAL:
            update = await anext(trading.updates)
            if isinstance(update, FillUpdate):
                fills.append(update.fill)
            elif isinstance(update, PositionUpdate):
                sizes.append(update.position.size)
    assert {fill.order_id for fill in fills} == {answer["orderID"]}
    finalities = [fill.finality for fill in fills]
    assert len(set(finalities)) == len(finalities)
    assert len(finalities) == (3 if fault == "duplicate" else 2)
    await trading.buy()
    while len(sizes) < 2:
        (held,) = await heard(trading.updates, PositionUpdate)
        sizes.append(held.position.size)
    assert sizes == [5, 10]


@pytest.mark.parametrize("fault", ["malformed", "disconnect"])
async def test_what_was_lost_with_a_connection_is_read(
    trading: Trading, fault: str
) -> None:
    trading.faults.matching, trading.faults.times = TRADE, 1
    trading.faults.put(fault, 1)
    answer = await trading.buy()
    told: list[Update] = []
    with anyio.fail_after(20):
        while not any(isinstance(update, PositionUpdate) for update in told):
            told.append(await anext(trading.updates))
    kinds = [type(update) for update in told]
    assert kinds.index(Connected) < kinds.index(FillUpdate)
    (fill,) = (update.fill for update in told if isinstance(update, FillUpdate))
    assert fill.order_id == answer["orderID"]
    assert isinstance(told[-1], PositionUpdate)
    assert told[-1].position.size == 5
