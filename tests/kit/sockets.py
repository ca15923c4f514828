"""Connections that play a script: small, real, and keeping what was sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio

from predcore import TransportError
from predcore.kit import Socket

__all__ = ["LOST", "Dialling", "ScriptedSocket"]

LOST = TransportError("the connection broke off")


class ScriptedSocket:
    """Plays its steps one by one, and is then silent for ever."""

    def __init__(self, *plays: str | Exception) -> None:
        self._plays = list(plays)
        self.sent: list[str] = []

    async def send(self, frame: str | bytes, /) -> None:
        self.sent.append(frame if isinstance(frame, str) else frame.decode())

    async def receive(self) -> str | bytes:
        if not self._plays:
            await anyio.sleep_forever()
        play = self._plays.pop(0)
        if isinstance(play, Exception):
            raise play
        return play


class Dialling:
    """A dial that opens the given connections in turn; a failure may stand for one."""

    def __init__(self, *lines: ScriptedSocket | Exception) -> None:
        self._lines = list(lines)
        self.opened: list[ScriptedSocket] = []

    def __call__(self) -> AbstractAsyncContextManager[Socket]:
        return self._open()

    @asynccontextmanager
    async def _open(self) -> AsyncGenerator[Socket]:
        line = self._lines.pop(0) if self._lines else ScriptedSocket()
        if isinstance(line, Exception):
            raise line
        self.opened.append(line)
        yield line
