"""Hear one connection in the venue's own words, with its keep-alive taken care of."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Generic, TypeVar

import anyio
from msgspec.json import encode

from predcore import PredcoreError, StreamError, TransportError
from predcore.kit import Dial, Socket

__all__ = ["Channel", "Listening", "listen"]

E = TypeVar("E")

_CAPACITY = 1 << 16
"""Events that may wait to be read."""


def _nothing(_: Any) -> Sequence[str]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Channel(Generic[E]):
    """What is said on a connection, by whom and how often.

    Attributes:
        decode: a frame as events; raises ``BadResponse``.
        hello: frames to begin with; they may hold secrets, and are never shown.
        ping: what to send ``every`` so many seconds.
        pong: frames that are no events: the answers to ``ping``.
        answers: frames that want an answer at once, and it.
        patience: seconds without a sign of life after which the connection is dead.
        lively: any frame is a sign of life, and not only what keeps it alive.
        react: what an event makes it necessary to say; may raise.
    """

    decode: Callable[[str | bytes], Sequence[E]]
    hello: Sequence[str] = field(default=(), repr=False)
    ping: str | None = None
    every: float = 10.0
    pong: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict[str, str])
    patience: float = 30.0
    lively: bool = False
    react: Callable[[E], Sequence[str]] = _nothing


class Listening(AsyncIterator[E]):
    """Events as they come, until the connection is lost.

    Iteration raises ``TransportError`` when that happens, or when the venue falls
    silent; ``StreamError`` when more events wait to be read than there is room for,
    as none is left out; and ``BadResponse`` for a frame that makes no sense.
    """

    def __init__(self, socket: Socket, channel: Channel[E], capacity: int) -> None:
        self._socket = socket
        self._channel = channel
        self._capacity = capacity
        self._events: deque[E] = deque()
        self._error: PredcoreError | None = None
        self._wake = anyio.Event()
        self._alive_at = monotonic()

    async def send(self, request: Mapping[str, object]) -> None:
        """Say something else, as the venue documents it."""
        await self._socket.send(encode(request).decode())

    async def __anext__(self) -> E:
        """The next event; waits for one."""
        while not self._events:
            if self._error is not None:
                raise self._error
            self._wake = anyio.Event()
            await self._wake.wait()
        return self._events.popleft()


class _Hearing(Listening[E]):
    """What happens to it meanwhile."""

    async def begin(self) -> None:
        for frame in self._channel.hello:
            await self._socket.send(frame)

    async def _read(self) -> None:
        channel = self._channel
        while self._error is None:
            frame = await self._socket.receive()
            text = frame if isinstance(frame, str) else frame.decode(errors="replace")
            answer = channel.answers.get(text)
            kept = answer is not None or text in channel.pong
            if kept or channel.lively:
                self._alive_at = monotonic()
            if answer is not None:
                await self._socket.send(answer)
            if kept or not text:
                continue
            for event in channel.decode(frame):
                for reply in channel.react(event):
                    await self._socket.send(reply)
                self._put(event)

    def _put(self, event: E) -> None:
        if len(self._events) >= self._capacity:
            raise StreamError(f"{self._capacity} events were not read in time")
        self._events.append(event)
        self._wake.set()

    async def _beat(self) -> None:
        channel = self._channel
        pinged_at = monotonic()
        while True:
            now = monotonic()
            silence = now - self._alive_at
            if silence >= channel.patience:
                raise TransportError(f"stream: no sign of life in {silence:.1f} s")
            wait = self._alive_at + channel.patience - now
            if channel.ping is not None:
                if now >= pinged_at + channel.every:
                    pinged_at = now
                    await self._socket.send(channel.ping)
                wait = min(wait, pinged_at + channel.every - now)
            await anyio.sleep(wait)

    async def _until(self, work: Callable[[], Any], scope: anyio.CancelScope) -> None:
        try:
            await work()
        except PredcoreError as error:
            if self._error is None:
                self._error = error
            self._wake.set()
            scope.cancel()

    async def run(self) -> None:
        async with anyio.create_task_group() as tasks:
            for work in (self._read, self._beat):
                tasks.start_soon(self._until, work, tasks.cancel_scope)


@asynccontextmanager
async def listen(
    dial: Dial, channel: Channel[E], capacity: int = _CAPACITY
) -> AsyncGenerator[Listening[E]]:
    """Connect and listen for as long as the block runs; raises as ``dial`` does.

    Args:
        dial: opens the connection.
        channel: what is said on it.
        capacity: events that may wait to be read.
    """
    failure: Exception | None = None
    async with dial() as socket, anyio.create_task_group() as tasks:
        hearing = _Hearing(socket, channel, capacity)
        try:
            await hearing.begin()
            tasks.start_soon(hearing.run)
            yield hearing
        except Exception as error:  # noqa: BLE001 - it comes out as itself, below
            failure = error
        tasks.cancel_scope.cancel()
    if failure is not None:
        raise failure
