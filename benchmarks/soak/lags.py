"""How long this process is kept from running, by others or by itself."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import anyio

__all__ = ["measure_lags"]

_EVERY = 0.1
_WORTH_TELLING = 0.1


async def measure_lags(lagged: Callable[[float, float], None]) -> None:
    """Tell of every time the event loop was late: when, and by how many seconds."""
    while True:
        before = monotonic()
        await anyio.sleep(_EVERY)
        now = monotonic()
        if (late := now - before - _EVERY) > _WORTH_TELLING:
            lagged(now, late)
