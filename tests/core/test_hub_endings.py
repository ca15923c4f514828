"""However a venue's stream ends, and whatever is asked meanwhile, it is said."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
import pytest

from core.pits import PitVenue
from predcore import (
    AuthenticationFailed,
    BookUpdate,
    DataState,
    Ended,
    Hub,
    Instrument,
    PredcoreError,
    StreamError,
    Unavailable,
    Update,
    Watch,
)

U = TypeVar("U")
RAIN, SNOW = (Instrument("acme", name, "yes") for name in ("RAIN", "SNOW"))
NONE = Instrument("acme", "RAIN", "maybe")


class Slow(PitVenue):
    """Looks up what is to be followed for as long as ``gate`` is shut.

    Attributes:
        refusal: what looking up raises in the end.
        farewell: what leaving a stream raises.
    """

    def __init__(self) -> None:
        super().__init__("acme", "RAIN", "SNOW")
        self.gate = anyio.Event()
        self.gate.set()
        self.refusal: Exception | None = None
        self.farewell: Exception | None = None

    @asynccontextmanager
    async def watch(
        self, *instruments: Instrument, trades: bool = False, depth: int | None = None
    ) -> AsyncGenerator[Watch]:
        try:
            async with super().watch(*instruments, trades=trades, depth=depth) as found:
                yield found
        finally:
            if (farewell := self.farewell) is not None:
                gate = self.gate
                with anyio.CancelScope(shield=True):
                    await gate.wait()
                raise farewell

    async def _checked(self, instruments: Sequence[Instrument]) -> None:
        await super()._checked(instruments)
        await self.gate.wait()
        if (refusal := self.refusal) is not None:
            self.refusal = None
            raise refusal


@pytest.fixture
def acme() -> Slow:
    return Slow()


@pytest.fixture
def hub(acme: Slow) -> Hub:
    return Hub({"acme": acme})


async def heard(
    updates: AsyncIterator[Update],
    kind: type[U],
    wanted: Callable[[U], bool] = lambda _: True,
) -> U:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, kind) and wanted(update):
                return update
    raise AssertionError("the stream ended")


async def test_a_venue_that_took_nothing_at_first_takes_what_is_added(hub: Hub) -> None:
    async with hub.watch(NONE) as updates:
        assert set(updates.errors) == {NONE}
        await updates.add(RAIN)
        assert set(updates.books) == {RAIN}
        assert set(updates.errors) == {NONE}


async def test_what_is_added_while_the_stream_ends_is_told_to_have_ended(
    hub: Hub, acme: Slow
) -> None:
    async with hub.watch(RAIN) as updates, anyio.create_task_group() as tasks:
        await acme.pit.left(1)
        acme.gate = anyio.Event()
        tasks.start_soon(updates.add, SNOW)
        await anyio.wait_all_tasks_blocked()
        acme.pit.sockets[0].say(AuthenticationFailed("401"))
        ended = await heard(updates, Ended)
        assert ended.instruments == (RAIN,)
        acme.gate.set()
        ended = await heard(updates, Ended)
        assert ended.instruments == (SNOW,)
        assert isinstance(ended.error, StreamError)
        assert set(updates.errors) == {RAIN, SNOW}
        assert not updates.books


async def test_an_addition_that_was_cancelled_can_be_made_again(
    hub: Hub, acme: Slow
) -> None:
    async with hub.watch(RAIN) as updates:
        acme.gate = anyio.Event()
        with anyio.move_on_after(0.01):
            await updates.add(SNOW)
        acme.gate.set()
        await updates.add(SNOW)
        assert set(updates.books) == {RAIN, SNOW}


async def test_an_opening_that_was_cancelled_goes_on(hub: Hub, acme: Slow) -> None:
    async with hub.watch() as updates:
        acme.gate = anyio.Event()
        with anyio.move_on_after(0.01):
            await updates.add(RAIN)
        acme.gate.set()
        await updates.add(SNOW)
        assert set(updates.books) == {RAIN, SNOW}
        await updates.remove(RAIN, SNOW)
        await acme.pit.left(0)


async def test_what_has_ended_while_it_was_asked_for_again_is_not_followed(
    hub: Hub, acme: Slow
) -> None:
    async with hub.watch() as updates, anyio.create_task_group() as tasks:
        acme.gate = anyio.Event()
        acme.refusal = Unavailable("not now")
        with anyio.move_on_after(0.01):
            await updates.add(RAIN)
        tasks.start_soon(updates.add, RAIN, SNOW)
        await anyio.wait_all_tasks_blocked()
        acme.gate.set()
        assert (await heard(updates, Ended)).instruments == (RAIN,)
        assert (await heard(updates, BookUpdate)).book.instrument == SNOW
        assert set(updates.books) == {SNOW}
        assert set(updates.errors) == {RAIN}
        await updates.add(RAIN)
        assert set(updates.books) == {RAIN, SNOW}
        assert not updates.errors


async def test_a_removal_that_was_cancelled_can_be_made_again(
    hub: Hub, acme: Slow
) -> None:
    async with hub.watch() as updates:
        acme.gate = anyio.Event()
        for change in updates.add, updates.remove:
            with anyio.move_on_after(0.01):
                await change(RAIN)
        acme.gate.set()
        await heard(updates, BookUpdate)
        await updates.remove(RAIN)
        assert not updates.books
        await acme.pit.left(0)


async def test_a_stream_that_fails_when_it_is_left_takes_no_other_with_it(
    hub: Hub, acme: Slow
) -> None:
    async with hub.watch(RAIN) as updates:
        acme.farewell = StreamError("mine")
        gate = acme.gate = anyio.Event()
        await updates.remove(RAIN)
        await anyio.wait_all_tasks_blocked()
        acme.farewell = None
        acme.gate = anyio.Event()
        acme.gate.set()
        await updates.add(RAIN)
        await anyio.wait_all_tasks_blocked()
        gate.set()
        await anyio.wait_all_tasks_blocked()
        assert updates.state(RAIN) is DataState.LIVE
        assert not updates.errors


class Brief(PitVenue):
    """An account that has nothing more to tell."""

    @asynccontextmanager
    async def watch_account(self) -> AsyncGenerator[AsyncIterator[Update]]:
        self.account.close()
        yield self.account


async def test_an_account_that_just_ends_is_told_to_have_ended() -> None:
    async with Hub({"acme": Brief("acme")}).watch_account() as updates:
        ended = await heard(updates, Ended)
        assert ended.venue == "acme"
        assert isinstance(ended.error, Unavailable)
        errors: list[PredcoreError] = list(updates.errors.values())
        assert errors == [ended.error]


async def test_no_venue_waits_for_another_to_be_ready(acme: Slow) -> None:
    other = Instrument("other", "rain", "yes")
    hub = Hub({"acme": acme, "other": PitVenue("other", "rain")})
    acme.gate = anyio.Event()
    async with hub.watch() as updates, anyio.create_task_group() as tasks:
        tasks.start_soon(updates.add, RAIN, other)
        update = await heard(updates, BookUpdate)
        assert update.book.instrument == other
        assert set(updates.books) == {other}
        acme.gate.set()


async def test_an_opening_that_nobody_waited_for_has_its_time_too(acme: Slow) -> None:
    acme.gate = anyio.Event()
    async with Hub({"acme": acme}, timeout=0.1).watch() as updates:
        with anyio.move_on_after(0.01):
            await updates.add(RAIN)
        await updates.add(SNOW)
        assert set(updates.errors) == {SNOW}
        assert (await heard(updates, Ended)).instruments == (SNOW,)
        assert not updates.books
        acme.gate.set()
        await updates.add(RAIN, SNOW)
        assert set(updates.books) == {RAIN, SNOW}
