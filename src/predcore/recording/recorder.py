"""Keep everything a stream brings, until somebody says stop."""

from __future__ import annotations

from collections.abc import AsyncIterable

import anyio

from .. import Update
from .store import Kept, Store

__all__ = ["record"]


async def record(updates: AsyncIterable[Update], store: Store) -> Kept:
    """Keep updates until they end or the task is cancelled; what has gathered is
    written in any case.

    The streams' frames are kept too where they were opened under ``noting``::

        store = Store(Path("recordings"))
        with noting(store):
            async with hub.watch(*ids, trades=True) as updates:
                await record(updates, store)

    Raises ``OSError`` where the disk refuses, and what the stream raises.
    """
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(store.run)
        async for update in updates:
            store.update(update)
        tasks.cancel_scope.cancel()
    return store.kept
