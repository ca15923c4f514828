"""The process of the exchanges, and what this one asks of it."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from subprocess import PIPE
from typing import Any

import aiohttp
import anyio

from predcore.plugins import Settings

from .schedule import COUNTED, Fault

__all__ = ["Exchanges", "exchanges"]


class Exchanges:
    """The served venues.

    Attributes:
        markets: the outcomes of those that are open, by venue and key.
    """

    def __init__(self, told: Mapping[str, Any], http: aiohttp.ClientSession) -> None:
        self.markets: Mapping[str, Mapping[str, Sequence[str]]] = told["markets"]
        self._urls = told["urls"]
        self._origins = told["origins"]
        self._http = http

    async def settings(self) -> dict[str, Settings]:
        """How the venues are opened."""
        found: dict[str, Settings] = {}
        for name, urls in self._urls.items():
            credentials: dict[str, str] = {}
            if name == "kalshi":
                keys = await self._get(f"{self._origins[name]}/_sim/keys")
                key, key_id = next(iter(keys.items()))
                pem = await self._get(f"{self._origins[name]}/_sim/keys/{key}")
                credentials = {"key_id": key_id, "private_key": pem}
            found[name] = Settings(urls=urls, credentials=credentials)
        return found

    async def _get(self, url: str) -> Any:
        async with self._http.get(url) as answer:
            body = await answer.read()
            if answer.content_type == "application/json":
                return json.loads(body)
            return body.decode()

    async def ask(self, what: str, value: object = ()) -> Any:
        """Have the house do something; see ``served``."""
        url = f"{self._origins['house']}/{what}"
        async with self._http.post(url, json=value) as answer:
            answer.raise_for_status()
            return await answer.json()

    async def switch_on(self, fault: Fault) -> None:
        """Begin to mistreat."""
        url = f"{self._origins[fault.venue]}/_sim/faults"
        async with self._http.post(url, json={"at": fault.at, **fault.switches}) as ok:
            ok.raise_for_status()

    async def switch_off(self, venue: str) -> int | None:
        """Mistreat no more; gives how often it was done, where that is counted."""
        url = f"{self._origins[venue]}/_sim/faults"
        async with self._http.get(url) as answer:
            on = (await answer.json())["at"]
        async with self._http.delete(url) as answer:
            answer.raise_for_status()
        left = [at["times"] for at in on.values() if "times" in at]
        return COUNTED - left[0] if left else None


@asynccontextmanager
async def exchanges(
    venues: Sequence[str], seed: int, markets: int = 0
) -> AsyncGenerator[Exchanges]:
    """Serve venues for as long as the block runs.

    Args:
        venues: their names.
        seed: of their catalogues.
        markets: that are listed beside those of the catalogue.
    """
    command = [sys.executable, "-m", "benchmarks.soak.served"]
    command += ["--seed", str(seed), "--markets", str(markets), *venues]
    async with await anyio.open_process(
        command, stdin=PIPE, stdout=PIPE, stderr=None
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        told = bytearray()
        while not told.endswith(b"\n"):
            told += await process.stdout.receive()
        # A connection that is kept may be closed just when it is used again.
        once = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(connector=once) as http:
            yield Exchanges(json.loads(told), http)
        await process.stdin.aclose()
        await process.wait()
