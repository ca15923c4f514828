"""Trouble at the door, in the market and at home: each has its answer in-band."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from functools import partial
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from kalshi.socket_desk import SocketDesk
from kalshi.test_venue_stream_faults import CENT, Witness
from predcore import (
    AuthenticationFailed,
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Ended,
    Hub,
    Instrument,
    LadderUpdate,
    Lagged,
    MarketRef,
    PermissionDenied,
    PredcoreError,
    PriceLadder,
    Resynced,
    Side,
    Stalled,
    TradeUpdate,
    Update,
    Watch,
)
from predcore.kit import Backoff, Drift, watch
from predcore_kalshi import Credentials, Kalshi, KalshiVenue
from predcore_kalshi._stream.market_feed import MarketFeed


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


def following(
    venue: KalshiVenue,
    *instruments: Instrument,
    first: float = 5.0,
    trades: bool = False,
    **options: Any,
) -> AbstractAsyncContextManager[Watch]:
    """As the venue's ``watch``, with other patience or room."""
    feed = partial(MarketFeed, drift=Drift(), first=first, quiet=first, trades=trades)
    return watch(
        venue.dial(),
        feed,
        instruments,
        per_connection=10,
        backoff=Backoff(base=0.05),
        **options,
    )


@pytest.mark.parametrize(
    ("fault", "value"), [("status", 503), ("rate_limited", True), ("status", 500)]
)
async def test_a_door_that_is_closed_for_now_is_tried_again(
    desk: SocketDesk, venue: KalshiVenue, fault: str, value: object
) -> None:
    witness, faults = Witness(desk), desk.faulty.everywhere
    faults.put(fault, value)
    faults.times = 2
    async with venue.watch(witness.instrument) as updates:
        told = await witness.until_right(updates)
    assert told == [Disconnected, Disconnected, Connected]


async def test_a_slow_door_is_waited_for(desk: SocketDesk, venue: KalshiVenue) -> None:
    witness = Witness(desk)
    desk.faulty.everywhere.latency = 0.2
    async with venue.watch(witness.instrument) as updates:
        assert await witness.until_right(updates) == [Connected]


@pytest.mark.parametrize(
    ("fault", "value", "error"),
    [("html", True, PermissionDenied), ("status", 401, AuthenticationFailed)],
)
async def test_a_door_that_stays_closed_ends_this_stream_and_no_other(
    desk: SocketDesk,
    venue: KalshiVenue,
    fault: str,
    value: object,
    error: type[PredcoreError],
) -> None:
    witness = Witness(desk)
    desk.faulty.everywhere.put(fault, value)
    async with venue.watch(witness.instrument) as updates:
        with pytest.raises(error):
            await witness.until_right(updates)
    async with Hub({"kalshi": venue}).watch(witness.instrument) as told:
        with anyio.fail_after(20):
            ended = await anext(told)
        assert isinstance(ended, Ended)
        assert isinstance(ended.error, error)
        assert ended.instruments == (witness.instrument,)
        desk.faulty.clear()
        await told.add(witness.instrument)
        await witness.until_right(told)


async def test_a_clock_that_is_wrong_is_told_as_what_it_is(
    desk: SocketDesk, venue: KalshiVenue
) -> None:
    witness = Witness(desk)
    desk.faulty.everywhere.clock_skew = 3600.0
    async with venue.watch(witness.instrument) as updates:
        with pytest.raises(AuthenticationFailed):
            await witness.until_right(updates)


async def test_a_subscription_that_is_put_off_is_called_out_and_tried_again(
    desk: SocketDesk, venue: KalshiVenue
) -> None:
    witness, faults = Witness(desk), desk.faulty.everywhere
    faults.refuse, faults.times = 27, 1
    async with following(venue, witness.instrument, first=0.2) as updates:
        told = await witness.until_right(updates)
    assert told == [Connected, Stalled, Disconnected, Connected, Resynced]


async def test_another_grid_of_prices_is_told_and_the_book_stays_right(
    desk: SocketDesk, venue: KalshiVenue
) -> None:
    witness = Witness(desk)
    finer = PriceLadder.uniform(Decimal("0.001"))
    async with venue.watch(witness.instrument) as updates:
        await witness.until_right(updates)
        desk.exchange.lifecycle.change_ladder(witness.market, finer)
        desk.place(witness.market, Side.BUY, Decimal("0.005"), "2")
        told = [LadderUpdate] if await ladder(updates, witness, finer) else []
    assert told == [LadderUpdate]


async def ladder(
    updates: AsyncIterator[Update], witness: Witness, wanted: PriceLadder
) -> bool:
    """Read until the book is right; whether the ladder was told of."""
    told = False
    with anyio.fail_after(20):
        async for update in updates:
            if isinstance(update, LadderUpdate):
                assert update.market == MarketRef("kalshi", witness.market)
                told = update.ladder == wanted
            elif isinstance(update, BookUpdate):
                book = update.book.snapshot()
                if told and (book.bids, book.asks) == witness.now():
                    return True
    raise AssertionError("the stream ended")


async def test_a_slow_consumer_loses_prints_that_are_announced_and_no_book(
    desk: SocketDesk, venue: KalshiVenue
) -> None:
    witness, prints = Witness(desk), 40
    async with (
        following(venue, witness.instrument) as other,
        following(venue, witness.instrument, trades=True, capacity=5) as updates,
    ):
        await witness.until_right(other)
        await witness.until_right(updates)
        for number in range(prints):
            desk.place(witness.market, Side.BUY, CENT * 99, "1")
            if not number % 10:
                witness.stir()
        await witness.until_right(other)
        book = updates.books[witness.instrument]
        with anyio.fail_after(20):
            while True:
                found = book.snapshot()
                if (found.bids, found.asks) == witness.now():
                    break
                await anyio.lowlevel.checkpoint()
        told = [await anext(updates) for _ in range(7)]
        assert book.state is DataState.LIVE
    lost = sum(update.dropped for update in told if isinstance(update, Lagged))
    read = sum(isinstance(update, TradeUpdate) for update in told)
    assert told[0] == Lagged(lost)
    assert read == 5
    assert lost + read >= prints
    assert sum(isinstance(update, BookUpdate) for update in told) == 1
