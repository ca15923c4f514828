"""Commands that go on until somebody has seen enough."""

from __future__ import annotations

import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskStatus

from ..kit.streams import alone

__all__ = ["Stop", "until_stopped"]


class Stop:
    """Leaves a block."""

    def __init__(self, scope: anyio.CancelScope) -> None:
        self._scope = scope

    def after(self, seconds: float | None) -> None:
        """Leave it so long from now; never, without a number."""
        if seconds is not None:
            self._scope.deadline = anyio.current_time() + seconds


@asynccontextmanager
async def until_stopped() -> AsyncGenerator[Stop]:
    """Leave the block at Ctrl-C, at a request to terminate, or when told to."""
    async with alone(anyio.create_task_group()) as tasks:
        scope = tasks.cancel_scope
        await tasks.start(_heed_signals, scope)
        yield Stop(scope)
        scope.cancel()


async def _heed_signals(
    scope: anyio.CancelScope, *, task_status: TaskStatus[None]
) -> None:
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        task_status.started()
        async for _ in signals:
            scope.cancel()
