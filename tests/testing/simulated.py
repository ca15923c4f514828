"""Venues opened over their simulators, in this process and with no socket."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import cache

import httpx

from predcore import Venue
from predcore.plugins import Adapter, Settings, Simulator

__all__ = ["open_simulated"]

_ORIGIN = "http://simulator"


@cache
def _simulator(adapter: Adapter) -> Simulator:
    assert adapter.simulator is not None
    return adapter.simulator(0)


@asynccontextmanager
async def open_simulated(adapter: Adapter) -> AsyncGenerator[Venue]:
    """Open the adapter's venue in front of its own simulator."""
    simulator = _simulator(adapter)
    settings = Settings(
        environment="sandbox",
        urls=simulator.urls(_ORIGIN),
        transport=httpx.ASGITransport(simulator.app),
    )
    async with adapter.open(settings) as venue:
        yield venue
