"""A simulator at a fixed instant, and plain HTTP to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx

from predcore.sim import Catalogue, SimMarket, synthetic
from predcore_kalshi._simulator import KalshiSimulator

__all__ = [
    "ARCHIVED",
    "FED",
    "NOW",
    "SPAN",
    "catalogue",
    "get",
    "listed",
    "pages",
    "simulator",
]

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SPAN = (
    f"start_ts={int((NOW - timedelta(days=30)).timestamp())}"
    f"&end_ts={int(NOW.timestamp())}"
)
FED = "KXFEDDECISION-26DEC"
ARCHIVED = "KXBRIDGE-26NOV15-COURT"


@cache
def catalogue() -> Catalogue:
    """What is simulated."""
    return synthetic(now=NOW)


@cache
def simulator() -> KalshiSimulator:
    """It keeps nothing between requests, so one is enough."""
    return KalshiSimulator(catalogue=catalogue())


def listed() -> dict[str, SimMarket]:
    """The north board by ticker."""
    return {
        f"KX{event.series}-{event.code}-{market.code}": market
        for event, market in catalogue().boards["north"].markets()
    }


async def get(path: str, *, status: int = 200, **headers: str) -> Any:
    """The JSON at a path below the base URL."""
    transport = httpx.ASGITransport(simulator().app)
    base_url = simulator().urls("http://sim")["rest"]
    async with httpx.AsyncClient(transport=transport, base_url=base_url) as client:
        reply = await client.get(path, headers=headers)
    assert reply.status_code == status, reply.text
    return reply.json()


async def pages(path: str, rows: str, cursor: str = "cursor") -> list[list[Any]]:
    """The rows of every page of a listing."""
    found: list[list[Any]] = []
    mark = ""
    while True:
        page = await get(f"{path}&cursor={mark}")
        found.append(page[rows])
        mark = page[cursor]
        if not mark:
            return found
