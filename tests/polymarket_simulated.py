"""The simulator, in process, and its answers with exact numbers."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx

from predcore.sim import synthetic
from predcore_polymarket._simulator import PolymarketSimulator

__all__ = ["NOW", "Wire", "open_wire", "simulated"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def simulated() -> PolymarketSimulator:
    """The simulator of a catalogue that is the same every day."""
    return PolymarketSimulator(catalogue=synthetic(0, now=NOW))


class Wire:
    """Asks the simulator and reads JSON; numbers with a point are ``Decimal``."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def get(self, path: str, **query: str | int | Sequence[str]) -> Any:
        """The answer to a request that succeeds."""
        status, answer = await self.asked(path, **query)
        assert status == 200, answer
        return answer

    async def asked(
        self, path: str, **query: str | int | Sequence[str]
    ) -> tuple[int, Any]:
        """Status and answer."""
        response = await self._client.get(
            path, params=httpx.QueryParams(query) if query else None
        )
        return response.status_code, _read(response)

    async def posted(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and answer of a request with a JSON body, or with other bytes."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = await self._client.post(path, content=content)
        return response.status_code, _read(response)


@asynccontextmanager
async def open_wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    """Speak to the application without a socket."""
    transport = httpx.ASGITransport(simulator.app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://simulator"
    ) as client:
        yield Wire(client)


def _read(response: httpx.Response) -> Any:
    return json.loads(response.content, parse_float=Decimal)
