"""Somebody who waits until there is something to do, woken at little cost."""

from __future__ import annotations

import asyncio

import anyio

from .engines import on_asyncio

__all__ = ["Wake"]


class Wake:
    """One task waits, and whoever has something for it rings.

    An :class:`anyio.Event` for each wait costs as much as reading several messages;
    on asyncio its future alone does.
    """

    __slots__ = ("_event", "_future")

    def __init__(self) -> None:
        self._future: asyncio.Future[None] | None = None
        self._event: anyio.Event | None = None

    def ring(self) -> None:
        """Wake who waits, if anybody does."""
        future, event = self._future, self._event
        if future is not None:
            self._future = None
            if not future.done():
                future.set_result(None)
        elif event is not None:
            self._event = None
            event.set()

    async def wait(self) -> None:
        """Until the next ring; may return early."""
        if on_asyncio():
            self._future = asyncio.get_running_loop().create_future()
            await self._future
        else:
            self._event = anyio.Event()
            await self._event.wait()
