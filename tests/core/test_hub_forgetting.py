"""A hub that follows ever other markets forgets those it has followed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from decimal import Decimal

import anyio
import anyio.lowlevel
import pytest

from core.pits import PitVenue
from held import held
from kit.pit import name_of
from predcore import BookView, DataState, Hub, Instrument, Quote

ROUNDS = 120
AT_ONCE = 10


@pytest.fixture
def acme() -> PitVenue:
    names = [f"gone-{n}" for n in range(ROUNDS * AT_ONCE)]
    return PitVenue("acme", "stays", *names)


@pytest.fixture
def hub(acme: PitVenue) -> Hub:
    return Hub({"acme": acme, "other": PitVenue("other", "rain")}, timeout=5.0)


def followed(turn: int) -> list[str]:
    """Whole markets, outcomes of them, and what cannot be followed."""
    names = [f"acme:gone-{turn * AT_ONCE + n}" for n in range(AT_ONCE)]
    return [names[0], *(f"{name}:yes" for name in names[:8]), f"{names[8]}:maybe"]


async def read(updates: AsyncIterator[object]) -> None:
    async for _ in updates:
        pass


async def live(state: Callable[[str], DataState], *ids: str) -> None:
    """Wait until books are there."""
    with anyio.fail_after(10):
        while any(state(one) is not DataState.LIVE for one in ids):
            await anyio.lowlevel.checkpoint()


async def come_and_go(
    add: Callable[..., Awaitable[None]],
    remove: Callable[..., Awaitable[None]],
    state: Callable[[str], DataState],
) -> None:
    """Follow 1200 markets beside those that stay, ten at a time."""
    await live(state, "acme:stays:yes", "other:rain:yes")
    for turn in range(ROUNDS):
        ids = followed(turn)
        await add(*ids)
        await live(state, *ids[1:-1])
        await remove(*ids)


async def another_frame(
    acme: PitVenue, seen: Mapping[Instrument, BookView] | Mapping[Instrument, Quote]
) -> None:
    """Have what is left of connections hear something: a reader has the last frame in
    its hands."""
    await acme.pit.left(1)
    ours = [one for one in seen if one.venue == "acme"]
    for one in ours:
        acme.pit.change(name_of(one), 77)
    with anyio.fail_after(10):
        while any(_bid(seen[one]) != Decimal("0.77") for one in ours):
            await anyio.lowlevel.checkpoint()
    await anyio.wait_all_tasks_blocked()


def _bid(told: BookView | Quote) -> Decimal | None:
    if isinstance(told, Quote):
        return told.bid
    return None if told.bid is None else told.bid.price


async def test_a_watch_forgets_what_is_removed(hub: Hub, acme: PitVenue) -> None:
    async with (
        hub.watch("acme:stays", "other:rain:yes") as updates,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(read, updates)
        await come_and_go(updates.add, updates.remove, updates.state)
        await another_frame(acme, updates.books)
        assert {one.market for one in updates.books} == {"stays", "rain"}
        assert not updates.errors
        assert held("gone-") == set()
        tasks.cancel_scope.cancel()


@pytest.mark.parametrize("looks", [True, False])
async def test_a_board_forgets_what_is_removed(
    hub: Hub, acme: PitVenue, looks: bool
) -> None:
    async with (
        hub.live(["acme:stays", "other:rain:yes"]) as board,
        anyio.create_task_group() as tasks,
    ):

        async def look() -> None:
            while True:
                await board.changed()

        if looks:
            tasks.start_soon(look)
        await come_and_go(board.add, board.remove, lambda one: board[one].state)
        await another_frame(acme, board)
        assert {one.market for one in board} == {"stays", "rain"}
        assert not board.errors
        if not looks:
            assert len(await board.changed()) < 50
        assert held("gone-") == set()
        tasks.cancel_scope.cancel()
