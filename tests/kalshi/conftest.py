"""A scripted wire, and a client on it."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from kalshi.scripted import Wire
from predcore_kalshi import Kalshi, KalshiVenue


@pytest.fixture
def wire() -> Wire:
    """Answers nothing yet."""
    return Wire()


@pytest.fixture
async def kalshi(wire: Wire) -> AsyncGenerator[Kalshi]:
    """The native client on the wire."""
    async with wire.kalshi() as client:
        yield client


@pytest.fixture
async def venue(kalshi: Kalshi) -> KalshiVenue:
    """The unified view of it."""
    return KalshiVenue(kalshi)
