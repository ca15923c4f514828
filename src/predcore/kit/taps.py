"""Hear what comes in on connections, as it came: for recordings.

What goes out is not heard, as it may hold secrets.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from itertools import count
from time import time
from typing import Protocol

from .sockets import Dial, Socket

__all__ = ["Tap", "current_tap", "tapped", "tapping"]

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
def tapping(tap: Tap | None) -> Generator[None]:
    """Hear every connection of the streams that are opened in the block::

        with tapping(tap):
            async with hub.watch(*ids) as updates: ...

    A stream keeps its tap for as long as it runs, through reconnects and whatever is
    added to it. Works for every adapter that streams by :func:`~predcore.kit.watch` or
    :func:`~predcore.kit.stream`.
    """
    token = _TAP.set(tap)
    try:
        yield
    finally:
        _TAP.reset(token)


def current_tap() -> Tap | None:
    """Who hears the streams that are opened here."""
    return _TAP.get()


def tapped(dial: Dial, tap: Tap | None) -> Dial:
    """The same connections, heard by ``tap``; without one it costs nothing."""
    if tap is None:
        return dial

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
