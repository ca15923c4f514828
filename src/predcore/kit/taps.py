"""Hear what comes in on connections, as it came: for recordings.

What goes out is not heard, as it may hold secrets.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from itertools import count
from time import time
from typing import Protocol

from .sockets import Dial, Socket

__all__ = ["Tap", "overheard", "tapped", "tapping"]

_TAP: ContextVar[Tap | None] = ContextVar("predcore.tap", default=None)
_NUMBERS = count(1)


class Tap(Protocol):
    """Hears connections, each by a number of its own; ``at`` is Unix seconds.

    Called where frames are read: never wait here, and never raise.
    """

    def opened(self, connection: int, at: float) -> None:
        """The handshake is done."""
        ...

    def received(self, connection: int, frame: str | bytes, at: float) -> None:
        """The venue said this; the protocol sees it right after."""
        ...

    def closed(self, connection: int, at: float) -> None:
        """Nothing more comes from it, whoever ended it."""
        ...


@contextmanager
def tapping(tap: Tap) -> Generator[None]:
    """Hear every connection that a stream opened in the block dials::

        with tapping(tap):
            async with hub.watch(*ids) as updates: ...

    Streams keep their tap for as long as they run. Works for every dial made by
    :func:`~predcore.kit.websocket`, so for every adapter that uses it.
    """
    token = _TAP.set(tap)
    try:
        yield
    finally:
        _TAP.reset(token)


def tapped(dial: Dial, tap: Tap) -> Dial:
    """The same connections, heard by ``tap``; a dial without one costs nothing."""

    @asynccontextmanager
    async def opening() -> AsyncGenerator[Socket]:
        async with dial() as socket:
            heard = _Heard(socket, tap)
            tap.opened(heard.number, time())
            try:
                yield heard
            finally:
                tap.closed(heard.number, time())

    return opening


def overheard(dial: Dial) -> AbstractAsyncContextManager[Socket]:
    """Open a connection, for whoever is ``tapping`` to hear."""
    tap = _TAP.get()
    return dial() if tap is None else tapped(dial, tap)()


class _Heard:
    def __init__(self, socket: Socket, tap: Tap) -> None:
        self._socket = socket
        self._tap = tap
        self.number = next(_NUMBERS)

    async def send(self, frame: str | bytes, /) -> None:
        await self._socket.send(frame)

    async def receive(self) -> str | bytes:
        frame = await self._socket.receive()
        self._tap.received(self.number, frame, time())
        return frame
