"""A scripted wire, and a client on it."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from polymarket_wire import Wire
from predcore_polymarket import Polymarket, PolymarketVenue


@pytest.fixture
def wire() -> Wire:
    """Answers nothing yet."""
    return Wire()


@pytest.fixture
async def polymarket(wire: Wire) -> AsyncGenerator[Polymarket]:
    """The native client on the wire."""
    async with wire.polymarket() as client:
        yield client


@pytest.fixture
async def venue(polymarket: Polymarket) -> PolymarketVenue:
    """The unified view of it."""
    return PolymarketVenue(polymarket)
