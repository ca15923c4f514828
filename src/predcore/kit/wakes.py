"""Whoever waits until there is something to do, woken at little cost."""

from __future__ import annotations

import asyncio

import anyio

from .engines import on_asyncio

__all__ = ["Wake"]


class Wake:
    """Tasks wait, and whoever has something for them rings.

    An :class:`anyio.Event` for each wait costs as much as reading several messages;
    on asyncio its future alone does, for the one task that usually waits.
    """

    __slots__ = ("_event", "_future")

    def __init__(self) -> None:
        self._future: asyncio.Future[None] | None = None
        self._event: anyio.Event | None = None

    def ring(self) -> None:
        """Wake all who wait."""
        future, event = self._future, self._event
        if future is not None:
            self._future = None
            if not future.done():
                future.set_result(None)
        if event is not None:
            self._event = None
            event.set()

    async def wait(self) -> None:
        """Until the next ring; may return early."""
        future = self._future
        if on_asyncio() and (future is None or future.done()):
            future = self._future = asyncio.get_running_loop().create_future()
            await future
            return
        if self._event is None:
            self._event = anyio.Event()
        await self._event.wait()
