"""The guide's stream is what it says: right or withheld, and told again the same."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import anyio
import pytest

from acme_predcore._plugin import predcore_adapter
from acme_predcore._simulator import AcmeSimulator
from acme_predcore._stream import AcmeFeed
from predcore import (
    BadResponse,
    BookUpdate,
    BookView,
    Connected,
    DataState,
    Gap,
    Hub,
    Instrument,
    InvalidId,
    MarketStatus,
    NotFound,
    Resynced,
    Stalled,
    Unsupported,
    Update,
    kit,
)
from predcore.plugins import Settings
from predcore.recording import Store, record, replay
from predcore.sim import Faulty, serve

U = TypeVar("U")
on_asyncio = pytest.mark.parametrize("anyio_backend", ["asyncio"])
RAIN, SNOW = (Instrument("acme", name, "yes") for name in ("RAIN", "SNOW"))


def whole(number: int, name: str, bid: str = "0.40") -> str:
    book = {"number": number, "id": name, "whole": True}
    return json.dumps({**book, "bids": [[bid, "10"]], "asks": [["0.45", "5"]]})


def level(number: int, name: str, bid: str) -> str:
    change = {"number": number, "id": name, "whole": False}
    return json.dumps({**change, "bids": [[bid, "7"]], "asks": []})


def told(feed: AcmeFeed, *frames: str) -> list[kit.Step]:
    return [step for frame in frames for step in feed.received(frame, 1.0)]


@pytest.fixture
def feed() -> AcmeFeed:
    made = AcmeFeed()
    made.add([RAIN, SNOW], 0.0)
    list(made.opened(0.0))
    told(made, whole(1, "RAIN"), whole(2, "SNOW"))
    return made


def test_a_lost_message_withholds_every_book(feed: AcmeFeed) -> None:
    gap, ask = told(feed, level(4, "RAIN", "0.41"))
    assert gap == Gap((RAIN, SNOW))
    assert ask == kit.Send('{"follow": ["RAIN", "SNOW"]}')
    assert {book.bid for book in feed.books.values()} == {None}
    resynced, update = told(feed, whole(5, "RAIN", "0.39"))
    assert resynced == Resynced((RAIN,))
    assert isinstance(update, BookUpdate)
    assert update.book.bid is not None
    assert feed.books[SNOW].bid is None


def test_silence_is_asked_about_and_then_called_out(feed: AcmeFeed) -> None:
    assert feed.due() == 31.0
    assert feed.expired(31.0) == [kit.Send('{"ping": true}')]
    stalled, left = feed.expired(36.0)
    assert stalled == Stalled((RAIN, SNOW), 35.0)
    assert isinstance(left, kit.Reconnect)


def test_what_is_removed_is_left_and_stale(feed: AcmeFeed) -> None:
    book = feed.books[SNOW]
    assert feed.remove([SNOW], 1.0) == [kit.Send('{"leave": ["SNOW"]}')]
    assert (set(feed.books), book.state) == ({RAIN}, DataState.STALE)


def test_without_a_connection_there_is_nobody_to_ask(feed: AcmeFeed) -> None:
    feed.lost()
    assert feed.remove([SNOW], 1.0) == []
    assert feed.books[RAIN].state is DataState.STALE


@pytest.mark.parametrize("frame", ["{", "[]", "{}", whole(3, "RAIN", "0.4005")])
def test_a_message_that_makes_no_sense_is_a_bad_response(
    feed: AcmeFeed, frame: str
) -> None:
    with pytest.raises(BadResponse):
        feed.received(frame, 1.0)


def test_both_outcomes_are_one_book_and_one_question(feed: AcmeFeed) -> None:
    no = Instrument("acme", "RAIN", "no")
    assert feed.add([no], 1.0) == [kit.Send('{"follow": ["RAIN"]}')]
    updates = told(feed, whole(3, "RAIN", "0.41"))
    books = [one.book for one in updates if isinstance(one, BookUpdate)]
    assert [book.instrument for book in books] == [RAIN, no]
    asks = [level.price for level in feed.books[no].ask_levels()]
    assert asks == [Decimal("0.59")]
    assert feed.remove([RAIN], 2.0) == []
    assert feed.books[no].state is DataState.LIVE
    assert feed.remove([no], 2.0) == [kit.Send('{"leave": ["RAIN"]}')]


class Served:
    """The hub over Acme's simulator, whose frames can be lost."""

    def __init__(self, hub: Hub, simulator: AcmeSimulator, faulty: Faulty) -> None:
        self.hub = hub
        self.simulator = simulator
        self.faulty = faulty

    async def rain(self) -> Instrument:
        """Something with a bid."""
        found = await self.hub.markets(status=MarketStatus.OPEN, limit=20)
        for market in found:
            book = await self.hub.orderbook(market.instruments[0])
            if book.bids:
                return book.instrument
        raise AssertionError


@pytest.fixture
async def served() -> AsyncGenerator[Served]:
    simulator = AcmeSimulator()
    faulty = Faulty(simulator.app)
    async with serve({"acme": faulty}) as origins:
        urls = simulator.urls(origins["acme"])
        settings = Settings(environment="sandbox", urls=urls)
        async with predcore_adapter().open(settings) as venue:
            yield Served(Hub({"acme": venue}), simulator, faulty)


async def heard(updates: AsyncIterator[Update], kind: type[U]) -> U:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, kind):
                return update
    raise AssertionError("the stream ended")


@on_asyncio
async def test_the_hub_mends_a_message_that_was_lost(served: Served) -> None:
    rain = await served.rain()
    async with served.hub.watch(rain) as updates:
        await heard(updates, BookUpdate)
        served.faulty.everywhere.gap = served.faulty.everywhere.times = 1
        for _ in range(2):
            await served.simulator.outbid(rain.market)
        assert (await heard(updates, Gap)).instruments == (rain,)
        await heard(updates, Resynced)
        book = (await heard(updates, BookUpdate)).book
        assert book.snapshot().bids == (await served.hub.orderbook(rain)).bids


@on_asyncio
async def test_the_hub_keeps_a_board_of_it(served: Served) -> None:
    rain = await served.rain()
    asked = await served.hub.quote(rain)
    async with served.hub.live([rain]) as board:
        with anyio.fail_after(10):
            while board[rain].state is not DataState.LIVE:
                await board.changed()
        assert (board[rain].bid, board[rain].ask) == (asked.bid, asked.ask)


@on_asyncio
async def test_prints_it_does_not_stream_are_not_promised(served: Served) -> None:
    rain = await served.rain()
    async with served.hub.watch(rain, trades=True) as updates:
        assert isinstance(updates.errors[rain], Unsupported)


@on_asyncio
async def test_what_is_no_question_of_acmes_is_said(served: Served) -> None:
    async with served.hub.watch("acme:NONE:yes", "acme:RAIN:maybe") as updates:
        kinds = {str(one): type(error) for one, error in updates.errors.items()}
        assert kinds == {"acme:NONE:yes": NotFound, "acme:RAIN:maybe": InvalidId}


@on_asyncio
async def test_what_was_recorded_of_it_is_told_again(
    tmp_path: Path, served: Served
) -> None:
    rain, heard = await served.rain(), list[object]()
    async with record(Store(tmp_path)) as store, served.hub.watch(rain) as updates:
        with anyio.fail_after(10):
            async for update in updates:
                store.update(update)
                heard.append(seen(update))
                if len(heard) == 3:
                    break
                if isinstance(update, BookUpdate):
                    await served.simulator.outbid(rain.market)
    replayer = predcore_adapter().replay
    assert replayer is not None
    again = replay(tmp_path, {"acme": replayer})
    assert [seen(update) async for update in again] == heard


def seen(update: object) -> object:
    if isinstance(update, BookUpdate):
        book: BookView = update.book
        return book.instrument, book.bid, book.ask
    return isinstance(update, Connected)
