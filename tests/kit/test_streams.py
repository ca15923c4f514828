"""The runner, on scripted connections, on asyncio and trio."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from time import monotonic

import anyio
import pytest

from kit.sockets import LOST, Dialling, ScriptedSocket
from predcore import (
    AuthenticationFailed,
    BadResponse,
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Instrument,
    Lagged,
    Stalled,
    StreamError,
    Trade,
    TradeUpdate,
    Unavailable,
    Update,
)
from predcore.kit import Backoff, LocalBook, Reconnect, Scale, Send, Step, stream

RAIN = Instrument("acme", "rain", "yes")
AT_ONCE = Backoff(base=0.0)


class Parrot:
    """Hands over a print for each number, and does what other frames say."""

    def __init__(self, patience: float | None = None) -> None:
        self.patience = patience
        self.deadline: float | None = None
        self.losses = 0
        self.asked = False
        self.book = LocalBook(RAIN, Scale(4), Scale(2))

    def opened(self, now: float) -> Iterable[Send]:
        if self.patience is not None:
            self.deadline = now + self.patience
        return [Send("hello")]

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        match str(frame).split():
            case ["book"]:
                self.book.replace({4700: 100}, {}, now)
                return [BookUpdate(self.book)]
            case ["ask"]:
                return [Send("question")]
            case ["leave"]:
                return [Reconnect("had enough")]
            case ["garbage"]:
                raise BadResponse("garbage")
            case ["refuse"]:
                raise StreamError("refused for good")
            case [number]:
                return [said(int(number))]
            case _:
                return ()

    def lost(self) -> None:
        self.losses += 1
        self.deadline = None
        self.book.withhold(DataState.STALE)

    def due(self) -> float | None:
        return self.deadline

    def expired(self, now: float) -> Iterable[Step]:
        self.deadline = None if self.asked else now + 0.05
        if self.asked:
            return [Stalled((RAIN,), 99.0), Reconnect("too quiet")]
        self.asked = True
        return [Send("anyone?")]


def said(number: int) -> TradeUpdate:
    return TradeUpdate(
        Trade(
            instrument=RAIN,
            id=str(number),
            price=Decimal("0.5"),
            size=Decimal(1),
            at=datetime(2026, 11, 22, tzinfo=UTC),
        )
    )


async def take(updates: AsyncIterator[Update], count: int) -> list[Update]:
    with anyio.fail_after(10):
        return [await anext(updates) for _ in range(count)]


async def test_it_says_hello_and_hands_over_what_comes() -> None:
    dial = Dialling(ScriptedSocket("1", "ask", "2"))
    async with stream(dial, Parrot()) as updates:
        assert await take(updates, 3) == [Connected(0), said(1), said(2)]
        await anyio.wait_all_tasks_blocked()
    assert dial.opened[0].sent == ["hello", "question"]


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (LOST, "the connection broke off"),
        ("leave", "had enough"),
        ("garbage", "garbage"),
    ],
)
async def test_it_reconnects_and_says_so(end: str | Exception, why: str) -> None:
    protocol = Parrot()
    dial = Dialling(ScriptedSocket("1", end), ScriptedSocket("2"))
    async with stream(dial, protocol, backoff=AT_ONCE) as updates:
        assert await take(updates, 5) == [
            Connected(0),
            said(1),
            Disconnected(why, 0.0),
            Connected(1),
            said(2),
        ]
    assert protocol.losses == 2
    assert [line.sent for line in dial.opened] == [["hello"], ["hello"]]


async def test_a_connection_that_cannot_be_opened_is_tried_again() -> None:
    dial = Dialling(LOST, Unavailable("503"), ScriptedSocket("1"))
    async with stream(dial, Parrot(), backoff=AT_ONCE) as updates:
        kinds = [type(update) for update in await take(updates, 4)]
    assert kinds == [Disconnected, Disconnected, Connected, TradeUpdate]


@pytest.mark.parametrize(
    ("play", "error"),
    [("refuse", StreamError), (ZeroDivisionError(), ZeroDivisionError)],
)
async def test_what_cannot_be_recovered_from_is_raised_to_the_reader(
    play: str | Exception, error: type[Exception]
) -> None:
    async with stream(Dialling(ScriptedSocket(play)), Parrot()) as updates:
        with pytest.raises(error):
            await take(updates, 2)


async def test_a_handshake_refused_for_good_is_raised_to_the_reader() -> None:
    async with stream(Dialling(AuthenticationFailed("401")), Parrot()) as updates:
        with pytest.raises(AuthenticationFailed):
            await take(updates, 1)


async def test_silence_is_called_out_within_its_bound() -> None:
    dial = Dialling(ScriptedSocket())
    started = monotonic()
    async with stream(dial, Parrot(patience=0.05), backoff=AT_ONCE) as updates:
        assert await take(updates, 3) == [
            Connected(0),
            Stalled((RAIN,), 99.0),
            Disconnected("too quiet", 0.0),
        ]
    assert monotonic() - started >= 0.05
    assert dial.opened[0].sent == ["hello", "anyone?"]


async def test_the_reader_does_not_wait_for_a_slow_consumer() -> None:
    frames = [str(number) for number in range(50)]
    dial = Dialling(ScriptedSocket(*frames, "book"))
    async with stream(dial, Parrot(), capacity=10) as updates:
        await anyio.wait_all_tasks_blocked()
        assert await take(updates, 2) == [Lagged(41), Connected(0)]
        assert await take(updates, 9) == [said(n) for n in range(41, 50)]
        assert isinstance(await anext(updates), BookUpdate)


async def test_no_book_is_handed_over_after_its_connection_is_lost() -> None:
    protocol = Parrot()
    dial = Dialling(ScriptedSocket("book", LOST))
    async with stream(dial, protocol) as updates:
        await anyio.wait_all_tasks_blocked()
        kinds = [type(update) for update in await take(updates, 2)]
    assert kinds == [Connected, Disconnected]
    assert protocol.book.bid is None


async def test_a_book_is_stale_once_nobody_keeps_it() -> None:
    protocol = Parrot()
    async with stream(Dialling(ScriptedSocket("book")), protocol) as updates:
        await take(updates, 2)
        states = [protocol.book.state]
    assert [*states, protocol.book.state] == [DataState.LIVE, DataState.STALE]


async def test_what_the_block_raises_comes_out_as_itself() -> None:
    with pytest.raises(LookupError, match="mine"):
        async with stream(Dialling(ScriptedSocket()), Parrot()):
            raise LookupError("mine")


async def test_what_the_block_raises_is_itself_even_as_it_is_cancelled() -> None:
    async def fail(scope: anyio.CancelScope) -> None:
        async with stream(Dialling(ScriptedSocket()), Parrot()):
            await anyio.wait_all_tasks_blocked()
            scope.cancel()
            raise LookupError("mine")

    with anyio.CancelScope() as scope, pytest.raises(LookupError, match="mine"):
        await fail(scope)


def test_delays_are_spread_from_nothing_to_their_cap() -> None:
    backoff = Backoff(base=0.5, cap=8.0)
    for attempt, longest in [(0, 0.5), (2, 2.0), (4, 8.0), (5_000, 8.0)]:
        delays = [backoff.delay(attempt) for _ in range(200)]
        assert 0.0 <= min(delays) < longest / 2 < max(delays) <= longest


async def test_delays_grow_while_connections_are_short() -> None:
    asked: list[int] = []

    class Counting(Backoff):
        def delay(self, attempt: int) -> float:
            asked.append(attempt)
            return 0.0

    dial = Dialling(*(ScriptedSocket("leave") for _ in range(3)))
    async with stream(dial, Parrot(), backoff=Counting()) as updates:
        await take(updates, 6)
    assert asked == [0, 1, 2]


async def test_delays_start_again_after_a_good_connection() -> None:
    asked: list[int] = []

    class Counting(Backoff):
        def delay(self, attempt: int) -> float:
            asked.append(attempt)
            return 0.0

    dial = Dialling(*(ScriptedSocket("leave") for _ in range(3)))
    async with stream(dial, Parrot(), backoff=Counting(settled=0.0)) as updates:
        await take(updates, 6)
    assert asked == [0, 0, 0]


class Deaf(ScriptedSocket):
    """A connection on which nothing can be written."""

    async def send(self, frame: str | bytes, /) -> None:
        await anyio.sleep_forever()


class Impatient:
    """Gives a connection up that says nothing."""

    def opened(self, now: float) -> Iterable[Send]:
        return [Send("hello")]

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        return ()

    def lost(self) -> None:
        pass

    def due(self) -> float | None:
        return 0.0

    def expired(self, now: float) -> Iterable[Step]:
        return [Stalled((), 1.0), Reconnect("nothing came")]


async def test_a_connection_on_which_nothing_can_be_said_is_given_up() -> None:
    dial = Dialling(Deaf(), Deaf())
    with anyio.fail_after(10):
        async with stream(dial, Impatient(), backoff=Backoff(base=0.0)) as updates:
            told = [await anext(updates) for _ in range(3)]
    kinds: list[type[Update]] = [type(update) for update in told]
    assert kinds == [Connected, Stalled, Disconnected]
