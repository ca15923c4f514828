"""Thousands of markets in one process: ``python -m benchmarks.scale``.

The simulator is a process of its own; what is told here is of this one. Start is with
the hub open and the markets looked up.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic, process_time

import anyio

import predcore
from benchmarks.soak.memory import resident
from benchmarks.soak.process import Exchanges, exchanges
from predcore import DataState, HubWatch, Instrument

_SEED = 1
_REST = 20.0
_CUTS = 3
_PATIENCE = 120.0

LIMITS = {"memory": 150.0, "restored": 5.0, "rest": 0.02}
"""Megabytes over the start, seconds after a cut, and of one core."""


def report(what: str, found: float, unit: str, limit: float | None = None) -> bool:
    """One row; whether it is within its limit."""
    good = limit is None or found < limit
    allowed = "" if limit is None else f"(under {limit:g}: {'yes' if good else 'NO'})"
    print(f"{what:44s} {found:10,.2f} {unit} {allowed}", flush=True)
    return good


class Standing:
    """Which books are live, kept while updates are read.

    Args:
        updates: read to the end.
    """

    def __init__(self, updates: HubWatch) -> None:
        self._updates = updates

    async def read(self) -> None:
        """Read everything, as a consumer does."""
        async for _update in self._updates:
            pass

    async def become(self, *, live: bool) -> None:
        """Wait until all books are live, or one of them is not."""
        books = self._updates.books
        with anyio.fail_after(_PATIENCE):
            while True:
                if all(b.state is DataState.LIVE for b in books.values()) is live:
                    return
                await anyio.sleep(0.01)


async def measure(venue: str, markets: int, *, both: bool) -> bool:
    """One venue, from its first subscription on."""
    empty = resident()
    async with exchanges([venue], _SEED, markets) as served:
        settings = await served.settings()
        async with predcore.hub(venue, settings=settings, timeout=120) as hub:
            last = None if both else 1
            ids = [
                Instrument(venue, key, outcome)
                for key, outcomes in list(served.markets[venue].items())[-markets:]
                for outcome in outcomes[:last]
            ]
            gc.collect()
            start = resident()
            print(f"{venue}: {len(ids)} instruments of {markets} markets")
            report("resident at first, and with the hub open", empty, "MB")
            report("", start, "MB")
            async with (
                hub.watch(*ids, trades=True) as updates,
                anyio.create_task_group() as tasks,
            ):
                standing = Standing(updates)
                tasks.start_soon(standing.read)
                good = await _watched(served, venue, standing, start)
                tasks.cancel_scope.cancel()
            return good and not updates.errors


async def _watched(
    served: Exchanges, venue: str, standing: Standing, start: float
) -> bool:
    good: list[bool] = []
    async with _timed("all live at first", served, standing):
        pass
    good.append(_memory("memory over the start", start))
    good.append(await _rest("CPU at rest"))
    for _ in range(_CUTS):
        async with _timed("restored after a cut", served, standing) as within:
            cut = (await served.ask("cut"))[venue]
            report("connections cut", cut, "")
            await standing.become(live=False)
        good += within
    good.append(_memory("memory over the start, after that", start))
    good.append(await _rest("CPU at rest, after that"))
    return all(good)


@asynccontextmanager
async def _timed(
    what: str, served: Exchanges, standing: Standing
) -> AsyncGenerator[list[bool]]:
    """Time what happens until all books are live; gives whether it took too long."""
    within: list[bool] = []
    theirs: float = (await served.ask("rate", 0))["cpu"]
    ours, since = process_time(), monotonic()
    yield within
    await standing.become(live=True)
    within.append(report(what, monotonic() - since, "s", LIMITS["restored"]))
    report("  which took of one core", process_time() - ours, "s")
    theirs = (await served.ask("rate", 0))["cpu"] - theirs
    report("  and of another, for the exchange", theirs, "s")


def _memory(what: str, start: float) -> bool:
    gc.collect()
    return report(what, resident() - start, "MB", LIMITS["memory"])


async def _rest(what: str) -> bool:
    before, since = process_time(), monotonic()
    await anyio.sleep(_REST)
    used = (process_time() - before) / (monotonic() - since)
    return report(f"{what}, over {_REST:.0f} s", 100 * used, "%", 100 * LIMITS["rest"])


def main() -> int:
    """Measure, and say what is over its limit by ending with 1."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale")
    parser.add_argument("--markets", type=int, default=5000)
    parser.add_argument("--both", action="store_true", help="both outcomes of each")
    parser.add_argument("venues", nargs="*", default=["kalshi", "polymarket"])
    chosen = parser.parse_args()
    if len(chosen.venues) > 1:
        return max(_alone(venue, chosen) for venue in chosen.venues)
    (venue,) = chosen.venues
    measuring = partial(measure, both=chosen.both)
    return int(not anyio.run(measuring, venue, chosen.markets))


def _alone(venue: str, chosen: argparse.Namespace) -> int:
    """In a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.scale", venue]
    command += ["--markets", str(chosen.markets), *(["--both"] * chosen.both)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
