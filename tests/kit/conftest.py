"""What modules of the kit's tests share; each says which event loops it runs on."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from kit.desk import Desk
from kit.loopback import Loopback, loopback
from predcore.kit import AutoEngine, Engine, EngineName


@pytest.fixture(
    params=[("asyncio", "httpx"), ("trio", "httpx"), ("asyncio", "aiohttp")],
    ids="-".join,
)
def loop_and_engine(request: pytest.FixtureRequest) -> tuple[str, EngineName]:
    pair: tuple[str, EngineName] = request.param
    return pair


@pytest.fixture
async def server(anyio_backend: str) -> AsyncGenerator[Loopback]:
    async with loopback() as server:
        yield server


@pytest.fixture
async def engine(loop_and_engine: tuple[str, EngineName]) -> AsyncGenerator[Engine]:
    engine = AutoEngine(loop_and_engine[1])
    yield engine
    await engine.aclose()


@pytest.fixture
async def desk() -> Desk:
    """One token every half second, four saved up."""
    return Desk(rate=2, capacity=4)
