"""The dead man's switch beats while its block runs, and says when it may have gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import anyio
import httpx
import pytest

from polymarket_desk import NOW, Trader
from polymarket_wire import URLS, Wire
from predcore import OutcomeUnknown, PermissionDenied, VenueError
from predcore_polymarket import Polymarket
from predcore_polymarket._heartbeat import heartbeat

BEATS = "clob/v1/heartbeats"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


class Pulse:
    """Sleeps only as often as it is told to."""

    def __init__(self, trader: Trader) -> None:
        self._trader = trader
        self._turns = anyio.Semaphore(0)
        self.waiting = anyio.Event()

    async def sleep(self, seconds: float) -> None:
        self.waiting.set()
        await self._turns.acquire()
        self.waiting = anyio.Event()
        await self._trader.sleep(seconds)

    async def pass_on(self) -> None:
        """Let one sleep end, and wait for the next."""
        await self.waiting.wait()
        self._turns.release()
        await anyio.wait_all_tasks_blocked()


def numbered() -> Callable[[httpx.Request], dict[str, Any]]:
    ids = iter(range(1, 100))
    return lambda _: {"heartbeat_id": f"h{next(ids)}"}


async def test_each_beat_carries_what_the_last_one_was_told(trader: Trader) -> None:
    trader.wire.ask(BEATS, numbered())
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        assert (beat.id, beat.lost) == ("h1", False)
        await pulse.pass_on()
        await pulse.pass_on()
    assert [trader.body(number)["heartbeat_id"] for number in range(3)] == [
        "",
        "h1",
        "h2",
    ]


async def test_beats_end_with_the_block(trader: Trader) -> None:
    trader.wire.ask(BEATS, numbered())
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep):
        pass
    assert len(trader.writes) == 1


async def test_an_id_that_the_venue_does_not_expect_is_corrected_at_once(
    trader: Trader,
) -> None:
    wrong = {"error_msg": "Invalid Heartbeat ID", "heartbeat_id": "h7"}
    trader.wire.on(
        BEATS,
        httpx.Response(400, json=wrong),
        httpx.Response(200, json={"heartbeat_id": "h8"}),
    )
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        assert (beat.id, beat.lost) == ("h8", False)
    assert trader.body(1) == {"heartbeat_id": "h7"}


async def test_a_first_beat_that_is_refused_raises(trader: Trader) -> None:
    trader.wire.on(BEATS, httpx.Response(403, html="<html>blocked</html>"))
    with pytest.raises(PermissionDenied):
        async with trader.venue.heartbeat():
            pytest.fail("nothing may run without the switch")


async def test_one_beat_that_goes_missing_is_not_yet_silence(trader: Trader) -> None:
    answers: list[Any] = [
        {"heartbeat_id": "h1"},
        httpx.Response(503),
        {"heartbeat_id": "h2"},
    ]
    trader.wire.ask(BEATS, lambda _: answers.pop(0))
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        await pulse.pass_on()
        assert isinstance(beat.error, OutcomeUnknown)
        assert not beat.lost
    assert beat.beaten_at is not None


async def test_a_beat_that_was_not_taken_is_tried_again_after_a_second(
    trader: Trader,
) -> None:
    answers: list[Any] = [
        {"heartbeat_id": "h1"},
        httpx.Response(503),
        {"heartbeat_id": "h2"},
        {"heartbeat_id": "h3"},
    ]
    trader.wire.ask(BEATS, lambda _: answers.pop(0))
    pulse = Pulse(trader)
    beaten: list[float] = []
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        for _ in range(3):
            await pulse.pass_on()
            beaten.append((trader.now - NOW).total_seconds())
    assert beaten == [5, 6, 11]
    assert not beat.lost


async def test_ten_seconds_without_a_beat_are_told(trader: Trader) -> None:
    answers: list[Any] = [{"heartbeat_id": "h1"}, *[httpx.Response(503)] * 9]
    trader.wire.ask(BEATS, lambda _: answers.pop(0))
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        for _ in range(6):
            assert not beat.lost
            await pulse.pass_on()
        with anyio.fail_after(5):
            await beat.until_lost()
        assert beat.lost
        assert beat.beaten_at is not None
        assert beat.lost_at == beat.beaten_at + timedelta(seconds=10)


class Hung(Wire):
    """Takes requests of which all but the first are never answered."""

    def polymarket(self, **options: Any) -> Polymarket:
        async def hang(request: httpx.Request) -> httpx.Response:
            response = self.answer(request)
            if len(self.sent) > 1:
                await anyio.sleep_forever()
            return response

        transport = httpx.MockTransport(hang)
        return Polymarket(transport=transport, urls=URLS, **options)


async def test_a_beat_that_hangs_keeps_no_other_back_and_ten_seconds_are_told() -> None:
    wire = Hung()
    trader = Trader(wire)
    wire.ask(BEATS, numbered())
    pulse = Pulse(trader)
    async with heartbeat(trader.desk, sleep=pulse.sleep) as beat:
        for seconds in (5, 8, 9):
            await pulse.pass_on()
            assert (trader.now - NOW).total_seconds() == seconds
            assert not beat.lost
        await pulse.pass_on()
        assert beat.lost_at == NOW + timedelta(seconds=10)
        assert isinstance(beat.error, OutcomeUnknown)
    assert len(trader.writes) == 3


async def test_what_the_block_raises_comes_out_as_itself(trader: Trader) -> None:
    trader.wire.ask(BEATS, numbered())
    with pytest.raises(VenueError, match="mine"):
        async with trader.venue.heartbeat():
            raise VenueError("mine")
