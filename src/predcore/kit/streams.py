"""Run a venue's streaming protocol over a connection that will not stay open.

The venue's half is a :class:`~predcore.kit.StreamProtocol`. The half here owns the
connection, the reconnects and the mailbox, and knows nothing about any venue.
"""

from __future__ import annotations

import random
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
)
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

import anyio
from anyio.abc import TaskGroup

from .._errors import BadResponse, RateLimited, TransportError, Unavailable
from .._updates import Connected, Disconnected, Update
from .mailbox import Mailbox
from .protocols import Reconnect, Send, StreamProtocol
from .sockets import Dial, Socket

__all__ = ["Backoff", "stream"]

_RECOVERABLE = (TransportError, BadResponse, RateLimited, Unavailable)
_GRAIN = 0.25
"""Seconds, at most, between two looks at a protocol's deadlines."""

_SHORTEST = 0.005


@dataclass(frozen=True, slots=True)
class Backoff:
    """Full-jitter exponential delays between reconnects, in seconds.

    Attributes:
        settled: a connection that lasted so long was a good one, and the next delay
            is a short one again.
    """

    base: float = 0.5
    cap: float = 30.0
    settled: float = 10.0

    def delay(self, attempt: int) -> float:
        """How long to wait before reconnecting for the ``attempt``-th time from 0."""
        return random.uniform(0.0, min(self.cap, self.base * 2 ** min(attempt, 32)))


@asynccontextmanager
async def stream(
    dial: Dial,
    protocol: StreamProtocol,
    *,
    capacity: int = 4096,
    backoff: Backoff | None = None,
) -> AsyncGenerator[AsyncIterator[Update]]:
    """Keep ``protocol`` connected for as long as the block runs.

    Frames are applied where they are read. What cannot be recovered from is raised
    by the iteration: ``StreamError``, or the venue's refusal of the handshake.

    Args:
        dial: opens a connection.
        protocol: what to say on it.
        capacity: updates other than books that may wait to be read.
        backoff: delays between reconnects.
    """
    mailbox = Mailbox(capacity)
    line = _Line(dial, protocol, mailbox, backoff or Backoff())
    async with _alone(anyio.create_task_group()) as tasks:
        tasks.start_soon(line.run)
        try:
            yield mailbox
        finally:
            tasks.cancel_scope.cancel()


class _Line:
    def __init__(
        self, dial: Dial, protocol: StreamProtocol, mailbox: Mailbox, backoff: Backoff
    ) -> None:
        self._dial = dial
        self._protocol = protocol
        self._mailbox = mailbox
        self._backoff = backoff

    async def run(self) -> None:
        attempt = reconnects = 0
        while True:
            started = monotonic()
            error = await self._connection(reconnects)
            self._protocol.lost()
            if not isinstance(error, _RECOVERABLE):
                self._mailbox.close(error)
                return
            if monotonic() - started >= self._backoff.settled:
                attempt = 0
            delay = self._backoff.delay(attempt)
            self._mailbox.put(Disconnected(reason=str(error), retry_in=delay))
            attempt += 1
            reconnects += 1
            await anyio.sleep(delay)

    async def _connection(self, reconnects: int) -> Exception:
        """Keep one connection for as long as it holds; return what ended it."""
        failed: list[Exception] = []
        try:
            async with self._dial() as socket:
                for hello in self._protocol.opened(monotonic()):
                    await socket.send(hello.frame)
                self._mailbox.put(Connected(attempt=reconnects))
                async with anyio.create_task_group() as tasks:
                    for work in (self._read, self._watch):
                        tasks.start_soon(
                            _until, work, socket, failed, tasks.cancel_scope
                        )
        except Exception as error:  # noqa: BLE001 - the consumer must hear of it
            failed.append(error)
        return failed[0]

    async def _read(self, socket: Socket) -> None:
        receive, apply = socket.receive, self._protocol.received
        put = self._mailbox.put
        while True:
            frame = await receive()
            for step in apply(frame, monotonic()):
                if isinstance(step, (Send, Reconnect)):
                    await _act(step, socket)
                else:
                    put(step)

    async def _watch(self, socket: Socket) -> None:
        while True:
            due, now = self._protocol.due(), monotonic()
            if due is not None and due <= now:
                for step in self._protocol.expired(now):
                    if isinstance(step, (Send, Reconnect)):
                        await _act(step, socket)
                    else:
                        self._mailbox.put(step)
                due = self._protocol.due()
            wait = _GRAIN if due is None else max(due - monotonic(), _SHORTEST)
            await anyio.sleep(min(wait, _GRAIN))


async def _act(step: Send | Reconnect, socket: Socket) -> None:
    if isinstance(step, Reconnect):
        raise TransportError(step.reason)
    await socket.send(step.frame)


async def _until(
    work: Callable[[Socket], Awaitable[None]],
    socket: Socket,
    failed: list[Exception],
    scope: anyio.CancelScope,
) -> None:
    try:
        await work(socket)
    except Exception as error:  # noqa: BLE001 - sorted out by who started it
        failed.append(error)
        scope.cancel()


@asynccontextmanager
async def _alone(group: TaskGroup) -> AsyncGenerator[TaskGroup]:
    """What the block raises comes out as itself, not as a group of one."""
    try:
        async with group:
            yield group
    except BaseExceptionGroup as failures:
        first, *rest = failures.exceptions
        if rest:
            raise
        raise first from first.__cause__
