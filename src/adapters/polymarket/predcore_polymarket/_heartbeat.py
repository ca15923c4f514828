"""A dead man's switch: fall silent, and the venue cancels your orders."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import anyio

from predcore import OutcomeUnknown, PredcoreError

from ._explain import WrongHeartbeat

if TYPE_CHECKING:
    from ._desk import Desk

__all__ = ["Heartbeat", "heartbeat"]

_EVERY = 5.0
"""Seconds; the venue wants a beat in ten."""
_AGAIN = 1.0
"""Seconds after a beat that was not taken."""
_WITHIN = 3.0
"""Seconds that a beat may take, so that there is time for another."""
_AT_MOST = timedelta(seconds=10)

Sleep = Callable[[float], Awaitable[None]]


class Heartbeat:
    """What the venue has heard of you.

    Attributes:
        id: what the next beat carries.
        beaten_at: when the venue last took one.
        error: why the last one was not taken; ``None`` while they are.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._ended = anyio.Event()
        self.id = ""
        self.beaten_at: datetime | None = None
        self.error: PredcoreError | None = None
        self.lost_at: datetime | None = None
        """When the venue had heard nothing for ten seconds; orders may be gone."""

    @property
    def lost(self) -> bool:
        """Whether the venue has cancelled the orders, or may have."""
        return self.lost_at is not None

    async def until_lost(self) -> None:
        """Wait for that; a later beat starts the switch anew and brings none back."""
        await self._ended.wait()

    @property
    def patience(self) -> float:
        """Seconds that the next beat may take: not past the venue's ten."""
        if self.lost or self.beaten_at is None:
            return _WITHIN
        left = self.beaten_at + _AT_MOST - self._clock()
        return max(0.0, min(_WITHIN, left.total_seconds()))

    def taken(self, heartbeat_id: str) -> None:
        """The venue took a beat, and says what to send next."""
        self._overdue()
        self.id, self.error = heartbeat_id, None
        self.beaten_at = self._clock()

    def missed(self, error: PredcoreError) -> None:
        """The venue did not take one, or nobody knows."""
        self.error = error
        self._overdue()

    def _overdue(self) -> None:
        now, last = self._clock(), self.beaten_at
        if self.lost_at is None and last is not None and now - last >= _AT_MOST:
            self.lost_at = now
            self._ended.set()


@asynccontextmanager
async def heartbeat(
    desk: Desk, *, sleep: Sleep = anyio.sleep
) -> AsyncGenerator[Heartbeat]:
    """Beat for as long as the block runs; the first beat is taken before it begins.

    Raises what the venue says to the first. When the block ends beats end, and the
    venue cancels what rests within 15 seconds.
    """
    beat = Heartbeat(desk.clock)
    await _first(desk, beat)
    try:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_keep_on, desk, beat, sleep)
            try:
                yield beat
            finally:
                tasks.cancel_scope.cancel()
    except BaseExceptionGroup as failures:
        # What the block raises comes out as itself, not as a group of one.
        first, *rest = failures.exceptions
        if rest:
            raise
        raise first from first.__cause__


async def _first(desk: Desk, beat: Heartbeat) -> None:
    await _beat(desk, beat)
    if beat.error is not None:
        raise beat.error


async def _keep_on(desk: Desk, beat: Heartbeat, sleep: Sleep) -> None:
    while True:
        await sleep(_EVERY if beat.error is None else _AGAIN)
        await _beat_in_time(desk, beat, sleep)


async def _beat_in_time(desk: Desk, beat: Heartbeat, sleep: Sleep) -> None:
    """One beat, which is missed if it takes too long: a hung request may not keep the
    next one back until the venue has cancelled everything."""

    async def give_up() -> None:
        await sleep(beat.patience)
        tasks.cancel_scope.cancel()
        beat.missed(OutcomeUnknown("the venue did not answer a heartbeat in time"))

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(give_up)
        await _beat(desk, beat)
        tasks.cancel_scope.cancel()


async def _beat(desk: Desk, beat: Heartbeat) -> None:
    """One beat, sent again at once where the venue expects another id."""
    beats = desk.native.clob.v1.heartbeats
    try:
        try:
            answer = await beats.create(beat.id)
        except WrongHeartbeat as wrong:
            if wrong.heartbeat_id is None:
                raise
            answer = await beats.create(wrong.heartbeat_id)
    except PredcoreError as error:
        beat.missed(error)
    else:
        beat.taken(answer.heartbeat_id)
