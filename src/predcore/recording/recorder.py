"""Keep everything that streams bring, for as long as a block runs."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio

from ..kit import noting
from ..kit.streams import alone
from .store import Store

__all__ = ["record"]


@asynccontextmanager
async def record(store: Store) -> AsyncGenerator[Store]:
    """Record the streams that are opened in the block, and what they tell::

        async with record(Store(Path("recordings"))) as store:
            async with hub.watch(*ids, trades=True) as updates:
                async for update in updates:
                    store.update(update)

    However the block ends, what has gathered is written, and that this was the end.
    Raises ``OSError`` where the disk refuses, which ends the block.
    """
    try:
        with noting(store):
            async with alone(anyio.create_task_group()) as tasks:
                tasks.start_soon(store.run)
                try:
                    yield store
                finally:
                    tasks.cancel_scope.cancel()
    finally:
        with anyio.CancelScope(shield=True):
            await store.end()
