"""Rate budgets that change while requests wait."""

from __future__ import annotations

from functools import partial

import anyio
import pytest
import trio
from trio.testing import MockClock

from kit.desk import Desk, jumping_clock
from predcore import BudgetExceeded, TransportError
from predcore.kit import Budget


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, MockClock]]:
    return jumping_clock()


async def test_a_request_that_would_be_too_late_is_refused_at_once(desk: Desk) -> None:
    await desk.drain()
    with pytest.raises(BudgetExceeded, match="nothing was sent") as caught:
        await desk.limiter.acquire("read", 2, patience=0.9)
    assert desk.now == 0
    assert isinstance(caught.value, TransportError)


async def test_a_pause_holds_everything_back_the_priority_lane_too(desk: Desk) -> None:
    desk.limiter.pause("read", 10)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(desk.request, "read")
        await trio.testing.wait_all_tasks_blocked()
        tasks.start_soon(partial(desk.request, "cancel", priority=True))
    assert desk.passed == [("cancel", 10.0), ("read", 10.0)]


async def test_a_shorter_pause_does_not_end_a_longer_one(desk: Desk) -> None:
    desk.limiter.pause("read", 10)
    desk.limiter.pause("read", 1)
    await desk.request("read")
    assert desk.passed == [("read", 10.0)]


async def test_a_pause_spends_what_was_saved_up(desk: Desk) -> None:
    desk.limiter.pause("read", 0.5)
    await desk.request("first")
    await desk.request("second")
    assert desk.passed == [("first", 0.5), ("second", 1.0)]


async def test_a_pause_reaches_those_already_waiting(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(desk.request, "waiting")
        await trio.testing.wait_all_tasks_blocked()
        desk.limiter.pause("read", 3)
    assert desk.passed == [("waiting", 3.0)]


async def test_a_waiting_request_that_a_pause_makes_late_is_refused(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(partial(desk.request, "head", patience=1))
        await trio.testing.wait_all_tasks_blocked()
        tasks.start_soon(partial(desk.request, "behind", patience=2))
        await trio.testing.wait_all_tasks_blocked()
        desk.limiter.pause("read", 60)
    assert desk.passed == []
    assert [name for name, _ in desk.refused] == ["head", "behind"]
    assert desk.now <= 2


async def test_a_waiting_request_that_others_overtake_is_refused_when_late(
    desk: Desk,
) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(partial(desk.request, "read", patience=1))
        await trio.testing.wait_all_tasks_blocked()
        for number in range(4):
            tasks.start_soon(partial(desk.request, f"c{number}", priority=True))
    [(name, at)] = desk.refused
    assert name == "read"
    assert at <= 1.0
    assert [at for _, at in desk.passed] == [0.5, 1.0, 1.5, 2.0]


async def test_a_cancelled_request_gives_up_its_place_and_takes_nothing(
    desk: Desk,
) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        with anyio.move_on_after(0.25):
            await desk.request("impatient", 4)
        tasks.start_soon(desk.request, "next")
    assert desk.passed == [("next", 0.5)]


async def test_the_next_moves_up_when_the_head_is_cancelled(desk: Desk) -> None:
    await desk.drain()
    head = anyio.CancelScope()

    async def impatient() -> None:
        with head:
            await desk.request("impatient", 4)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(impatient)
        await trio.testing.wait_all_tasks_blocked()
        tasks.start_soon(desk.request, "next")
        await trio.testing.wait_all_tasks_blocked()
        head.cancel()
    assert desk.passed == [("next", 0.5)]


async def test_a_learned_budget_holds_at_once(desk: Desk) -> None:
    await desk.drain()
    desk.limiter.set("read", Budget(rate=4, capacity=8))
    await desk.request("read")
    desk.limiter.set("new", Budget(rate=1, capacity=1))
    await desk.limiter.acquire("new")
    await desk.limiter.acquire("new")
    assert desk.passed == [("read", 0.25)]
    assert desk.now == 1.25


async def test_a_learned_budget_reaches_those_already_waiting(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(desk.request, "waiting", 4)
        await trio.testing.wait_all_tasks_blocked()
        desk.limiter.set("read", Budget(rate=8, capacity=4))
    assert desk.passed == [("waiting", 0.5)]


async def test_a_budget_that_shrinks_below_a_waiting_request_refuses_it(
    desk: Desk,
) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(partial(desk.request, "waiting", 4, patience=30))
        await trio.testing.wait_all_tasks_blocked()
        desk.limiter.set("read", Budget(rate=2, capacity=3))
    assert desk.refused == [("waiting", 30.0)]
