"""What a private stream missed is read and told before anything live."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

import anyio
import pytest

from kit.sockets import LOST, Dialling, ScriptedSocket
from predcore import (
    AuthenticationFailed,
    Connected,
    Disconnected,
    Fill,
    FillUpdate,
    Finality,
    Instrument,
    Lagged,
    Order,
    OrderStatus,
    OrderUpdate,
    Position,
    PositionUpdate,
    Side,
    TransportError,
    Update,
)
from predcore.kit import (
    Backoff,
    Ready,
    Seen,
    Send,
    Step,
    note_latest,
    reread,
    stream,
)
from predcore.kit.reconciling import Reconciler

RAIN = Instrument("acme", "rain", "yes")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF = Decimal("0.5")


def order(
    name: str,
    filled: int = 0,
    status: OrderStatus = OrderStatus.RESTING,
    minute: int | None = None,
) -> OrderUpdate:
    at = None if minute is None else NOON + timedelta(minutes=minute)
    return OrderUpdate(
        Order(
            id=name,
            instrument=RAIN,
            side=Side.BUY,
            price=HALF,
            size=Decimal(9),
            filled=Decimal(filled),
            remaining=Decimal(9 - filled),
            status=status,
            updated_at=at,
        )
    )


def fill(name: str, minute: int = 0) -> FillUpdate:
    return FillUpdate(
        Fill(
            id=name,
            order_id="o",
            instrument=RAIN,
            side=Side.BUY,
            price=HALF,
            size=Decimal(1),
            at=NOON + timedelta(minutes=minute),
        )
    )


def held(size: int) -> PositionUpdate:
    return PositionUpdate(Position(instrument=RAIN, size=Decimal(size)))


class Account:
    """Somebody's updates, before and while it is read."""

    def __init__(self, *found: Update, capacity: int = 100) -> None:
        self.told: list[Update] = []
        self.found = found
        self.meanwhile: list[Update] = []
        self.seen: Seen | None = None
        self.reconciler = Reconciler(self.read, self.told.append, capacity)

    async def read(self, seen: Seen) -> Sequence[Update]:
        self.seen = seen
        for update in self.meanwhile:
            self.reconciler.put(update)
        return self.found

    async def live(self, *updates: Update) -> None:
        """Tell updates on a first connection."""
        self.reconciler.put(Connected(0))
        await self.reconciler.reconcile()
        for update in updates:
            self.reconciler.put(update)

    async def again(self, *meanwhile: Update) -> list[Update]:
        """Lose the connection and reconcile the next; what was told of it."""
        self.reconciler.put(Disconnected("cut", 0.0))
        self.told.clear()
        self.meanwhile = list(meanwhile)
        self.reconciler.put(Connected(1))
        await self.reconciler.reconcile()
        assert self.told.pop(0) == Connected(1)
        return self.told


async def test_a_first_connection_is_not_read_for() -> None:
    account = Account(fill("f"))
    await account.live(order("a"))
    assert account.told == [Connected(0), order("a")]
    assert account.seen is None


async def test_what_was_missed_is_told_before_what_is_live() -> None:
    account = Account(fill("f"), order("a", 1), held(1))
    await account.live(order("a"))
    told = await account.again(fill("g"))
    assert told == [fill("f"), order("a", 1), held(1), fill("g")]


async def test_what_was_told_before_is_not_told_again() -> None:
    account = Account(fill("f"), order("a", 1), held(1))
    await account.live(fill("f"), order("a", 1), held(1))
    assert await account.again() == []
    account.reconciler.put(fill("f"))
    assert account.told == []


async def test_what_was_told_while_it_was_read_is_told_once() -> None:
    account = Account(fill("f"), order("a", 1), held(1))
    await account.live()
    told = await account.again(order("a", 1), fill("f"), held(1))
    assert told == [fill("f"), order("a", 1), held(1)]


async def test_of_an_order_and_a_position_the_live_word_counts() -> None:
    account = Account(order("a", 1), held(1))
    await account.live(order("a"))
    assert await account.again(order("a", 2), held(2)) == [order("a", 2), held(2)]


async def test_an_order_is_not_told_as_it_was_before() -> None:
    account = Account(order("a", 2, minute=5))
    await account.live(order("a", 1, minute=1))
    assert await account.again() == [order("a", 2, minute=5)]
    account.reconciler.put(order("a", 1, minute=3))
    account.reconciler.put(order("a", 3, minute=6))
    assert account.told == [order("a", 2, minute=5), order("a", 3, minute=6)]


async def test_an_order_that_is_over_stays_over() -> None:
    account = Account()
    await account.live(order("a"), order("a", 9, OrderStatus.FILLED), order("a", 3))
    assert account.told[1:] == [order("a"), order("a", 9, OrderStatus.FILLED)]


async def test_whoever_reads_learns_what_was_seen() -> None:
    account = Account()
    await account.live(order("a"), order("b"), fill("f", 3), fill("e", 1), held(2))
    account.reconciler.put(order("b", status=OrderStatus.CANCELLED))
    await account.again()
    assert account.seen is not None
    assert account.seen.open_orders == {"a": order("a").order}
    assert account.seen.positions == {RAIN: held(2).position}
    assert account.seen.last_fill_at == NOON + timedelta(minutes=3)


async def test_so_much_is_held_and_the_rest_is_announced_as_lost() -> None:
    account = Account(order("a", 1), capacity=2)
    await account.live(order("a"))
    told = await account.again(fill("f"), fill("g"), fill("h"))
    assert told == [Lagged(1), order("a", 1), fill("g"), fill("h")]


async def test_what_was_held_is_told_when_the_connection_breaks_first() -> None:
    account = Account()
    await account.live()
    account.reconciler.put(Connected(1))
    account.reconciler.put(fill("f"))
    account.reconciler.put(Disconnected("cut", 0.0))
    assert account.told[1:] == [Connected(1), fill("f"), Disconnected("cut", 0.0)]


class Private:
    """Says that it is ready, and tells a fill for each other frame."""

    def opened(self, now: float) -> Iterable[Send]:
        return [Send("hello")]

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        return [Ready() if frame == "ready" else fill(str(frame))]

    def lost(self) -> None:
        pass

    def due(self) -> float | None:
        return None

    def expired(self, now: float) -> Iterable[Step]:
        return ()


async def test_live_updates_wait_for_the_reads_of_a_new_connection() -> None:
    asked = anyio.Event()
    answer = anyio.Event()

    async def read(seen: Seen) -> Sequence[Update]:
        asked.set()
        await answer.wait()
        return [fill("missed")]

    dial = Dialling(ScriptedSocket("ready", "1", LOST), ScriptedSocket("2", "ready"))
    eager = Backoff(base=0.0)
    async with stream(dial, Private(), reconcile=read, backoff=eager) as updates:
        with anyio.fail_after(10):
            told = [await anext(updates) for _ in range(4)]
            await asked.wait()
            answer.set()
            told += [await anext(updates) for _ in range(2)]
    assert told[1:] == [
        fill("1"),
        Disconnected(str(LOST), 0.0),
        Connected(1),
        fill("missed"),
        fill("2"),
    ]


async def test_reads_that_fail_are_a_new_connection() -> None:
    answers: list[Sequence[Update] | Exception] = [TransportError("no"), [fill("f")]]

    async def read(seen: Seen) -> Sequence[Update]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    lines = (["ready", "0", LOST], ["ready"], ["ready"])
    async with stream(
        Dialling(*(ScriptedSocket(*plays) for plays in lines)),
        Private(),
        reconcile=read,
        backoff=Backoff(base=0.0),
    ) as updates:
        with anyio.fail_after(10):
            told = [await anext(updates) for _ in range(7)]
    assert [type(one) for one in told[4:]] == [Disconnected, Connected, FillUpdate]


async def test_what_was_held_is_told_before_the_end() -> None:
    telling = anyio.Event()

    async def read(seen: Seen) -> Sequence[Update]:
        await telling.wait()
        raise AuthenticationFailed("revoked")

    lines = ScriptedSocket("ready", "1", LOST), ScriptedSocket("ready", "2")
    eager = Backoff(base=0.0)
    told: list[Update] = []
    async with stream(
        Dialling(*lines), Private(), reconcile=read, backoff=eager
    ) as updates:
        await anyio.wait_all_tasks_blocked()
        telling.set()
        with anyio.fail_after(10):
            while fill("2") not in told:
                told.append(await anext(updates))
            with pytest.raises(AuthenticationFailed):
                await anext(updates)
    assert told[-2:] == [Connected(1), fill("2")]


class Listings:
    """A venue that can be asked for orders, fills and positions."""

    def __init__(self) -> None:
        self.since: datetime | None = None

    async def fills(self, *, since: datetime | None = None) -> AsyncIterator[Fill]:
        self.since = since
        for name in ("second", "first"):
            yield fill(name).fill

    async def orders(
        self, *, status: OrderStatus | None = None
    ) -> AsyncIterator[Order]:
        assert status is OrderStatus.RESTING
        yield order("a", 1).order

    async def order(self, order_id: str) -> Order:
        return order(order_id, 9, OrderStatus.FILLED).order

    async def positions(self) -> AsyncIterator[Position]:
        yield held(3).position


@pytest.mark.parametrize("last", [None, NOON])
async def test_an_account_is_read_by_its_listings(last: datetime | None) -> None:
    listings, seen = Listings(), Seen(began_at=NOON - timedelta(days=1))
    other = Instrument("acme", "snow", "yes")
    seen.last_fill_at = last
    seen.open_orders = {"a": order("a").order, "gone": order("gone").order}
    seen.positions[other] = Position(instrument=other, size=Decimal(1))
    found = await reread(listings, seen)  # type: ignore[arg-type]
    assert found == [
        fill("first"),
        fill("second"),
        order("a", 1),
        order("gone", 9, OrderStatus.FILLED),
        PositionUpdate(Position(instrument=other, size=Decimal(0))),
        held(3),
    ]
    assert listings.since == (last or seen.began_at) - timedelta(seconds=5)


class Before:
    """A venue with fills from before the stream, newest first."""

    def __init__(self, *fills: FillUpdate) -> None:
        self.made = fills
        self.since: datetime | None = NOON
        self.read = 0

    async def fills(self, *, since: datetime | None = None) -> AsyncIterator[Fill]:
        self.since = since
        for told in self.made:
            self.read += 1
            yield told.fill


async def test_what_was_before_the_stream_is_noted_by_the_venues_clock() -> None:
    listings, seen = Before(fill("b", 9), fill("a", 9), fill("old", 1)), Seen()
    await note_latest(listings, seen)  # type: ignore[arg-type]
    assert seen.last_fill_at == NOON + timedelta(minutes=9)
    assert [seen.told(fill(name, 9)) for name in ("b", "a", "c")] == [
        False,
        False,
        True,
    ]
    assert seen.told(come(fill("b", 9), Finality.FAILED)) is False
    assert seen.precedes(fill("a").fill)
    assert listings.read == 3


async def test_what_becomes_of_a_fill_from_before_is_told() -> None:
    matched, seen = come(fill("a", 9), Finality.MATCHED), Seen()
    await note_latest(Before(matched), seen)  # type: ignore[arg-type]
    failed = come(matched, Finality.FAILED)
    assert [seen.told(one) for one in (matched, failed)] == [False, True]
    assert seen.precedes(failed.fill)


async def test_an_account_without_fills_is_read_from_its_beginning() -> None:
    listings, seen = Listings(), Seen()
    await note_latest(Before(), seen)  # type: ignore[arg-type]
    listings.since = NOON
    await reread(listings, seen)  # type: ignore[arg-type]
    assert listings.since is None


async def test_what_was_before_is_noted_before_dialling_and_once() -> None:
    failing: list[Exception] = [TransportError("no answer")]
    begun: list[int] = []

    async def begin(seen: Seen) -> None:
        begun.append(len(dial.opened))
        if failing:
            raise failing.pop()

    async def read(seen: Seen) -> Sequence[Update]:
        return [fill("missed")]

    dial = Dialling(ScriptedSocket("ready"))
    eager = Backoff(base=0.0)
    async with stream(
        dial, Private(), reconcile=read, begin=begin, backoff=eager
    ) as updates:
        with anyio.fail_after(10):
            told = [await anext(updates) for _ in range(3)]
    assert begun == [0, 0]
    assert told == [
        Disconnected("no answer", 0.0),
        Connected(1),
        fill("missed"),
    ]


async def test_what_was_before_is_refused_for_good_ends_the_stream() -> None:
    async def begin(seen: Seen) -> None:
        raise AuthenticationFailed("revoked")

    dial = Dialling()
    async with stream(dial, Private(), reconcile=begin, begin=begin) as updates:  # type: ignore[arg-type]
        with anyio.fail_after(10), pytest.raises(AuthenticationFailed):
            await anext(updates)
    assert not dial.opened


async def test_whoever_leaves_does_not_wait_for_what_was_before() -> None:
    asked = anyio.Event()

    async def begin(seen: Seen) -> None:
        asked.set()
        await anyio.sleep_forever()

    with anyio.fail_after(10):
        async with stream(Dialling(), Private(), reconcile=begin, begin=begin):  # type: ignore[arg-type]
            await asked.wait()


async def test_of_a_first_connection_only_fills_are_read() -> None:
    listings, read = Listings(), list[Sequence[Update]]()

    async def reconcile(seen: Seen) -> Sequence[Update]:
        read.append(await reread(listings, seen))  # type: ignore[arg-type]
        return read[-1]

    account = Account()
    begin = partial(note_latest, Before())  # type: ignore[arg-type]
    account.reconciler = Reconciler(reconcile, account.told.append, 100, begin=begin)
    await account.reconciler.begin()
    await account.live()
    assert read == [[fill("first"), fill("second")]]
    assert await account.again() == [order("a", 1), held(3)]


async def test_a_stream_that_never_was_has_missed_nothing() -> None:
    account = Account(fill("f"))
    account.reconciler.put(Disconnected("refused", 0.0))
    account.reconciler.put(Connected(1))
    await account.reconciler.reconcile()
    assert account.told[-1] == Connected(1)


def come(told: FillUpdate, finality: Finality) -> FillUpdate:
    """The same fill, so far."""
    return FillUpdate(replace(told.fill, finality=finality))


async def test_reads_that_were_cut_short_are_made_from_where_they_were_due() -> None:
    account = Account(fill("missed", 2))
    await account.live(fill("f", 1))
    account.reconciler.put(Disconnected("cut", 0.0))
    account.reconciler.put(Connected(1))
    account.reconciler.put(fill("g", 9))
    assert await account.again() == [fill("missed", 2)]
    listings = Listings()
    assert account.seen is not None
    assert account.seen.last_fill_at == NOON + timedelta(minutes=2)
    await reread(listings, account.seen)  # type: ignore[arg-type]
    assert listings.since == NOON + timedelta(minutes=2, seconds=-5)


async def test_of_before_only_what_became_of_unsettled_fills_is_read() -> None:
    matched = come(fill("early", 1), Finality.MATCHED)
    account = Account()
    await account.live(matched, fill("late", 9))
    seen = account.reconciler.seen
    failed, strange = come(matched, Finality.FAILED), fill("strange", 2)
    listings = Before(fill("new", 10), fill("late", 9), strange, failed)
    told = await reread(Read(listings), seen)  # type: ignore[arg-type]
    assert listings.since == NOON + timedelta(minutes=1, seconds=-5)
    assert told[:3] == [failed, fill("late", 9), fill("new", 10)]
    account.found = tuple(told[:3])
    assert await account.again() == [failed, fill("new", 10)]
    await reread(Read(listings), seen)  # type: ignore[arg-type]
    assert listings.since == NOON + timedelta(minutes=10, seconds=-5)


async def test_a_fill_never_goes_back() -> None:
    account = Account()
    stages = [Finality.MATCHED, Finality.RETRYING, Finality.SETTLING, Finality.FINAL]
    forth = [come(fill("f"), stage) for stage in stages]
    await account.live(*forth)
    assert account.told[1:] == forth
    for late in (*forth, come(fill("f"), Finality.FAILED)):
        account.reconciler.put(late)
    assert account.told[1:] == forth


class Read(Listings):
    """Nothing but fills."""

    def __init__(self, listed: Before) -> None:
        super().__init__()
        self.fills = listed.fills  # type: ignore[method-assign]
