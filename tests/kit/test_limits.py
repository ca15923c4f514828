"""Rate budgets: what passes when, and what is refused at once."""

from __future__ import annotations

from functools import partial

import anyio
import pytest
import trio
from hypothesis import given
from hypothesis import strategies as st
from trio.testing import MockClock

from kit.desk import Desk, jumping_clock
from predcore import InvalidRequest
from predcore.kit import Budget, Limiter


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, MockClock]]:
    return jumping_clock()


async def test_what_is_saved_up_is_spent_at_once(desk: Desk) -> None:
    for name in "abcd":
        await desk.request(name)
    assert desk.passed == [("a", 0), ("b", 0), ("c", 0), ("d", 0)]


async def test_after_that_requests_pass_at_the_rate(desk: Desk) -> None:
    for name in "abcdefg":
        await desk.request(name)
    assert desk.passed[4:] == [("e", 0.5), ("f", 1.0), ("g", 1.5)]


async def test_a_heavy_request_waits_for_all_of_its_tokens(desk: Desk) -> None:
    await desk.request("heavy", 4)
    await desk.request("heavier", 3)
    assert desk.passed == [("heavy", 0), ("heavier", 1.5)]


async def test_no_more_is_saved_up_than_the_bucket_holds(desk: Desk) -> None:
    await desk.drain()
    await trio.sleep(3600)
    for name in "abcde":
        await desk.request(name)
    assert desk.passed[3:] == [("d", 3600), ("e", 3600.5)]


async def test_requests_pass_in_the_order_they_came(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        for name, cost in [("heavy", 3), ("light", 1), ("last", 1)]:
            tasks.start_soon(desk.request, name, cost)
            await trio.testing.wait_all_tasks_blocked()
    assert desk.passed == [("heavy", 1.5), ("light", 2.0), ("last", 2.5)]


async def test_the_priority_lane_overtakes(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        for name in ("read 1", "read 2"):
            tasks.start_soon(desk.request, name)
            await trio.testing.wait_all_tasks_blocked()
        for name in ("cancel 1", "cancel 2"):
            tasks.start_soon(partial(desk.request, name, priority=True))
            await trio.testing.wait_all_tasks_blocked()
    assert desk.passed == [
        ("cancel 1", 0.5),
        ("cancel 2", 1.0),
        ("read 1", 1.5),
        ("read 2", 2.0),
    ]


async def test_a_light_request_does_not_slip_past_a_waiting_heavy_one(
    desk: Desk,
) -> None:
    await desk.limiter.acquire("read", 3)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(desk.request, "heavy", 4)
        await trio.testing.wait_all_tasks_blocked()
        tasks.start_soon(desk.request, "light", 1)
    assert desk.passed == [("heavy", 1.5), ("light", 2.0)]


async def test_a_refused_request_takes_nothing(desk: Desk) -> None:
    await desk.drain()
    await desk.request("refused", 4, patience=1)
    await desk.request("next")
    assert desk.passed == [("next", 0.5)]


async def test_patience_reckons_with_those_ahead(desk: Desk) -> None:
    await desk.drain()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(desk.request, "first", 3)
        await trio.testing.wait_all_tasks_blocked()
        tasks.start_soon(partial(desk.request, "second", patience=1.9))
        tasks.start_soon(partial(desk.request, "third", patience=2.0))
    assert desk.refused == [("second", 0)]
    assert desk.passed == [("first", 1.5), ("third", 2.0)]


async def test_patience_is_enough_when_it_is_exactly_enough(desk: Desk) -> None:
    await desk.drain()
    await desk.request("just", patience=0.5)
    assert desk.passed == [("just", 0.5)]


async def test_buckets_do_not_share_tokens() -> None:
    limiter = Limiter(
        {"read": Budget(1, 1), "write": Budget(1, 1)}, clock=trio.current_time
    )
    started = trio.current_time()
    await limiter.acquire("read")
    limiter.pause("read", 100)
    await limiter.acquire("write")
    assert trio.current_time() == started


async def test_a_bucket_without_a_budget_is_not_limited(desk: Desk) -> None:
    desk.limiter.pause("other", 100)
    for _ in range(1000):
        await desk.limiter.acquire("other", 10)
    assert desk.now == 0


async def test_what_the_bucket_can_never_hold_is_an_invalid_request(desk: Desk) -> None:
    with pytest.raises(InvalidRequest, match="smaller parts"):
        await desk.limiter.acquire("read", 5)


@pytest.mark.parametrize("rate", [3, 7, 10, 0.3, 1 / 3])
async def test_a_rate_that_is_no_binary_fraction_does_not_spin(rate: float) -> None:
    desk = Desk(rate=rate, capacity=1)
    for number in range(50):
        await desk.request(str(number), patience=1000)
    assert desk.now == pytest.approx(49 / rate)


async def test_a_thousand_waiting_requests_pass_at_the_rate() -> None:
    desk = Desk(rate=100, capacity=1)
    async with anyio.create_task_group() as tasks:
        for number in range(1000):
            tasks.start_soon(desk.request, str(number))
    assert desk.now == pytest.approx(9.99)
    assert len(desk.passed) == 1000


@given(
    st.lists(
        st.tuples(st.integers(0, 30).map(lambda n: n / 8), st.integers(1, 4)),
        min_size=1,
        max_size=25,
    )
)
async def test_no_window_holds_more_than_capacity_and_rate_allow(
    arrivals: list[tuple[float, int]],
) -> None:
    desk = Desk(rate=2, capacity=4)
    spent: list[tuple[float, int]] = []

    async def one(at: float, cost: int) -> None:
        await trio.sleep(at)
        await desk.limiter.acquire("read", cost, patience=1000)
        spent.append((desk.now, cost))

    async with anyio.create_task_group() as tasks:
        for at, cost in arrivals:
            tasks.start_soon(one, at, cost)
    for start, _ in spent:
        for end, _ in spent:
            inside = sum(cost for at, cost in spent if start <= at <= end)
            assert inside <= 4 + 2 * (end - start) + 1e-3 or end < start
