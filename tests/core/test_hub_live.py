"""A board of quotes that keeps itself, and never shows a wrong one."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal

import anyio
import pytest

from core.pits import PitVenue
from predcore import (
    BookView,
    DataState,
    Disconnected,
    Gap,
    Hub,
    Instrument,
    InvalidId,
    Quote,
    QuoteBoard,
    QuoteUpdate,
    Source,
    Stalled,
    StreamError,
    TransportError,
    Update,
    Watch,
)
from predcore.kit import LocalBook, Mailbox, Scale

AR, AS = (Instrument("acme", name, "yes") for name in ("RAIN", "SNOW"))


@pytest.fixture
def acme() -> PitVenue:
    return PitVenue("acme", "RAIN", "SNOW")


@pytest.fixture
def hub(acme: PitVenue) -> Hub:
    return Hub({"acme": acme}, {"shut": TransportError("cannot connect")})


async def until(board: QuoteBoard, bid: str, instrument: Instrument = AR) -> Quote:
    """Wait until the board shows a bid."""
    with anyio.fail_after(10):
        while board[instrument].bid != Decimal(bid):
            await board.changed()
    return board[instrument]


async def test_the_board_shows_the_latest_quote(hub: Hub, acme: PitVenue) -> None:
    async with hub.live(["acme:RAIN:yes", AS]) as board:
        assert board["acme:RAIN:yes"].state is DataState.REBUILDING
        assert board[AR].bid is None
        quote = await until(board, "0.4")
        assert (quote.state, quote.source) == (DataState.LIVE, Source.STREAM)
        assert (quote.bid_size, quote.ask) == (Decimal(1), None)
        acme.pit.change("RAIN", 44)
        assert (await until(board, "0.44")).instrument == AR


async def test_it_tells_what_changed_since_it_was_asked(
    hub: Hub, acme: PitVenue
) -> None:
    async with hub.live([AR, AS]) as board:
        for one in AR, AS:
            await until(board, "0.4", one)
        await anyio.wait_all_tasks_blocked()
        acme.pit.change("SNOW", 44)
        with anyio.fail_after(10):
            assert AS in await board.changed()
        for bid in 45, 46, 46:
            acme.pit.change("RAIN", bid)
        await anyio.wait_all_tasks_blocked()
        with anyio.fail_after(10):
            assert await board.changed() == {AR}
        assert board[AR].bid == Decimal("0.46")
        with anyio.move_on_after(0.05) as waiting:
            await board.changed()
        assert waiting.cancelled_caught


async def test_no_price_is_shown_while_the_connection_is_down(
    hub: Hub, acme: PitVenue
) -> None:
    async with hub.live([AR]) as board:
        await until(board, "0.4")
        await anyio.wait_all_tasks_blocked()
        acme.pit.change("RAIN", 41, told=False)
        acme.pit.cut(acme.pit.sockets[0])
        with anyio.fail_after(10):
            while board[AR].bid == Decimal("0.4"):
                await board.changed()
        assert (await until(board, "0.41")).state is DataState.LIVE


async def test_it_is_a_mapping_of_what_is_kept(hub: Hub) -> None:
    async with hub.live([AR]) as board:
        await board.add("acme:SNOW:yes", "acme:FOG")
        assert (set(board), len(board)) == ({AR, AS}, 2)
        asked: list[object] = ["acme:RAIN:yes", AR, "nonsense", 7]
        assert [one in board for one in asked] == [True, True, False, False]
        assert {quote.instrument for quote in board.values()} == {AR, AS}
        await board.remove(AR)
        assert AR not in board
        with pytest.raises(KeyError):
            board[AR]
        await until(board, "0.4", AS)


async def test_what_cannot_be_kept_raises_its_own_reason(
    hub: Hub, acme: PitVenue
) -> None:
    async with hub.live([AR, "shut:A:yes", "acme:RAIN:maybe"]) as board:
        with pytest.raises(TransportError):
            board["shut:A:yes"]
        with pytest.raises(InvalidId):
            board["acme:RAIN:maybe"]
        await until(board, "0.4")
        acme.pit.sockets[0].say(StreamError("no more"))
        with anyio.fail_after(10):
            while AR in board:
                assert AR in await board.changed()
        with pytest.raises(StreamError):
            board[AR]


@pytest.mark.parametrize("asked", ["acme:RAIN:yes", AR, "acme:RAIN"])
async def test_what_is_kept_no_longer_raises_why_by_whatever_name(
    hub: Hub, acme: PitVenue, asked: str | Instrument
) -> None:
    async with hub.live([asked]) as board:
        await until(board, "0.4")
        acme.pit.sockets[0].say(StreamError("no more"))
        with anyio.fail_after(10):
            while AR in board:
                assert AR in await board.changed()
        for name in AR, str(AR):
            with pytest.raises(StreamError):
                board[name]


async def test_one_id_is_enough(hub: Hub) -> None:
    async with hub.live("acme:RAIN:yes") as board:
        assert set(board) == {AR}


async def test_whoever_still_waits_when_the_block_ends_is_let_go(hub: Hub) -> None:
    told: list[str] = []

    async def wait(board: QuoteBoard) -> None:
        try:
            while True:
                await board.changed()
        except StreamError as error:
            told.append(str(error))

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks, hub.live([AR]) as board:
            await until(board, "0.4")
            tasks.start_soon(wait, board)
            tasks.start_soon(wait, board)
            await anyio.wait_all_tasks_blocked()
    assert told == ["the board is no longer kept: its block has ended"] * 2


class Teller(Watch):
    """Tells quotes and nothing of its books, which are never there."""

    def __init__(self) -> None:
        self.updates = Mailbox()
        self._books: dict[Instrument, BookView] = {}

    async def __anext__(self) -> Update:
        return await anext(self.updates)

    async def add(self, *instruments: Instrument) -> None:
        steps = Scale(2)
        self._books |= {one: LocalBook(one, steps, steps) for one in instruments}

    async def remove(self, *instruments: Instrument) -> None:
        for one in instruments:
            del self._books[one]

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        return self._books


class Ticker(PitVenue):
    """A venue that keeps no books."""

    def __init__(self) -> None:
        super().__init__("acme", "RAIN", "SNOW")
        self.teller = Teller()

    @asynccontextmanager
    async def watch(
        self, *instruments: Instrument, trades: bool = False, depth: int | None = None
    ) -> AsyncGenerator[Watch]:
        await self.teller.add(*instruments)
        yield self.teller


@pytest.mark.parametrize(
    "news", [Gap((AR,)), Stalled((AR,), 9.0), Disconnected("cut", 1.0)]
)
async def test_a_quote_that_was_told_is_shown_until_it_is_in_doubt(
    news: Update,
) -> None:
    ticker = Ticker()
    async with Hub({"acme": ticker}).live([AR]) as board:
        quote = replace(board[AR], bid=Decimal("0.4"), state=DataState.LIVE)
        ticker.teller.updates.put(QuoteUpdate(quote))
        await until(board, "0.4")
        ticker.teller.updates.put(news)
        with anyio.fail_after(10):
            while board[AR].bid is not None:
                await board.changed()
        ticker.teller.updates.put(QuoteUpdate(quote))
        await until(board, "0.4")
