"""One connection that is kept: dialled, read, watched, and dialled again."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic

import anyio

from .._errors import (
    BadResponse,
    RateLimited,
    StreamError,
    TransportError,
    Unavailable,
)
from .._ids import Instrument
from .._updates import BookUpdate, Connected, Disconnected, Update
from .protocols import Full, Ready, Reconnect, Send, Step, StreamProtocol
from .sockets import Dial, Socket

__all__ = ["Backoff", "Line", "Outlet"]

_RECOVERABLE = (TransportError, BadResponse, RateLimited, Unavailable)
_ORDERS = (Send, Reconnect, Ready, Full)

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


@dataclass(slots=True)
class Outlet:
    """Where updates go; that may change at any time. ``put`` never waits."""

    put: Callable[[Update], None]


def _nothing() -> tuple[Instrument, ...]:
    return ()


def _nowhere(instruments: Sequence[Instrument]) -> None:
    told = ", ".join(map(str, instruments))
    raise StreamError(f"there is no other connection that could follow {told}")


class Line:
    """Keeps a protocol connected; what it has to say goes to ``outlet``.

    Args:
        dial: opens a connection.
        protocol: what to say on it.
        outlet: takes updates.
        backoff: delays between reconnects.
        about: the instruments a connection is about, asked when it comes and goes.
        before: what to do before a connection is dialled; a failure is one of it.
        ready: what to do beside a connection once its protocol is ``Ready``.
        full: takes what a protocol had to give up, once its steps are done.
    """

    def __init__(
        self,
        dial: Dial,
        protocol: StreamProtocol,
        outlet: Outlet,
        backoff: Backoff,
        *,
        about: Callable[[], tuple[Instrument, ...]] = _nothing,
        before: Callable[[], Awaitable[None]] | None = None,
        ready: Callable[[], Awaitable[None]] | None = None,
        full: Callable[[Sequence[Instrument]], None] = _nowhere,
    ) -> None:
        self._dial = dial
        self._protocol = protocol
        self._outlet = outlet
        self._backoff = backoff
        self._about = about
        self._before = before
        self._ready = ready
        self._full = full
        self._given_up: list[Instrument] = []
        self._unsent: deque[str | bytes] = deque()
        self._unsaid = anyio.Event()
        self._prepared = anyio.Event()
        self._scope: anyio.CancelScope | None = None
        self._failed: list[Exception] = []

    async def run(self) -> Exception:
        """Connect again and again; return what cannot be recovered from."""
        attempt = reconnects = 0
        while True:
            started = monotonic()
            try:
                error = await self._connection(reconnects)
            finally:
                self._protocol.lost()
            if not isinstance(error, _RECOVERABLE):
                return error
            if monotonic() - started >= self._backoff.settled:
                attempt = 0
            delay = self._backoff.delay(attempt)
            self._outlet.put(Disconnected(str(error), delay, self._about()))
            attempt += 1
            reconnects += 1
            await anyio.sleep(delay)

    def perform(self, steps: Iterable[Step]) -> None:
        """Do what the protocol answered to somebody else than the connection."""
        try:
            for step in steps:
                if isinstance(step, _ORDERS):
                    self._obey(step)
                else:
                    self._outlet.put(step)
            self._hand_over()
        except Exception as error:  # noqa: BLE001 - it ends the connection, not us
            self._failed.append(error)
            if self._scope is not None:
                self._scope.cancel()

    async def _connection(self, reconnects: int) -> Exception:
        """Keep one connection for as long as it holds; return what ended it."""
        failed: list[Exception] = []
        self._failed = failed
        self._unsent.clear()
        self._prepared = anyio.Event()
        try:
            self._hand_over()
            if self._before is not None:
                await self._before()
            async with self._dial() as socket:
                for hello in self._protocol.opened(monotonic()):
                    self._obey(hello)
                self._outlet.put(Connected(reconnects, self._about()))
                async with anyio.create_task_group() as tasks:
                    self._scope = tasks.cancel_scope
                    if failed:
                        tasks.cancel_scope.cancel()
                    for work in (self._write, self._read, self._watch, self._prepare):
                        tasks.start_soon(self._until, work, socket)
        except Exception as error:  # noqa: BLE001 - the consumer must hear of it
            failed.append(error)
        finally:
            self._scope = None
        return failed[0]

    async def _until(
        self, work: Callable[[Socket], Awaitable[None]], on: Socket
    ) -> None:
        try:
            await work(on)
        except Exception as error:  # noqa: BLE001 - sorted out by `run`
            self._failed.append(error)
            if self._scope is not None:
                self._scope.cancel()

    async def _read(self, socket: Socket) -> None:
        receive, apply, outlet = socket.receive, self._protocol.received, self._outlet
        while True:
            frame = await receive()
            for step in apply(frame, monotonic()):
                if type(step) is BookUpdate or not isinstance(step, _ORDERS):
                    outlet.put(step)
                else:
                    self._obey(step)
            if self._given_up:
                self._hand_over()

    async def _watch(self, socket: Socket) -> None:
        del socket
        while True:
            due, now = self._protocol.due(), monotonic()
            if due is not None and due <= now:
                for step in self._protocol.expired(now):
                    if isinstance(step, _ORDERS):
                        self._obey(step)
                    else:
                        self._outlet.put(step)
                if self._given_up:
                    self._hand_over()
                due = self._protocol.due()
            wait = _GRAIN if due is None else max(due - monotonic(), _SHORTEST)
            await anyio.sleep(min(wait, _GRAIN))

    async def _write(self, socket: Socket) -> None:
        """A task of its own: the reader must not wait for a venue that does not
        read."""
        while True:
            while self._unsent:
                await socket.send(self._unsent.popleft())
            self._unsaid = anyio.Event()
            await self._unsaid.wait()

    async def _prepare(self, socket: Socket) -> None:
        del socket
        if self._ready is not None:
            await self._prepared.wait()
            await self._ready()

    def _hand_over(self) -> None:
        """Find another place for what was given up: not before the protocol is done
        with its steps, or who tells it the same again would not see the same."""
        given_up, self._given_up = self._given_up, []
        if given_up:
            self._full(given_up)

    def _obey(self, step: Send | Reconnect | Ready | Full) -> None:
        if isinstance(step, Send):
            self._unsent.append(step.frame)
            self._unsaid.set()
        elif isinstance(step, Reconnect):
            raise TransportError(step.reason)
        elif isinstance(step, Full):
            self._given_up.extend(step.instruments)
        else:
            self._prepared.set()
