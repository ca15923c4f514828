"""``predcore sim`` in a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any

import httpx

__all__ = ["Serving"]


class Serving:
    """A running ``predcore sim --json`` and what it printed."""

    def __init__(
        self, *options: str, venues: tuple[str, ...] = ("kalshi", "polymarket")
    ) -> None:
        arguments = ["sim", *venues, "--port", "0", *options, "--json"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "predcore", *arguments],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.records = [self._record() for _ in venues]

    @property
    def variables(self) -> dict[str, str]:
        """What points predcore at them, a key of the first one included."""
        found = {
            k: v for record in self.records for k, v in record["variables"].items()
        }
        origin = self.records[0]["origin"]
        keys: dict[str, str] = httpx.get(f"{origin}/_sim/keys").json()
        key = httpx.get(f"{origin}/_sim/keys/trader-ed25519").text
        found["KALSHI_API_KEY_ID"] = keys["trader-ed25519"]
        return {**found, "KALSHI_PRIVATE_KEY": key, "PREDCORE_ENV": "sandbox"}

    def _record(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        record: dict[str, Any] = json.loads(self.process.stdout.readline())
        return record

    def stop(self) -> int:
        """Interrupt it; gives its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)

    def end(self) -> None:
        """End it, if it still runs."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
