"""Recorders that are killed: ``python killed.py FOLDER COUNT…``.

One interpreter that has everything loaded forks into a recorder for each count, which
says after each update how many there were, and is killed when it has said the count.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from pathlib import Path

import anyio
import anyio.lowlevel

from predcore import LadderUpdate, MarketRef, PriceLadder, Update
from predcore.recording import Store, record

__all__ = ["kill"]


def kill(root: Path, wanted: Sequence[int]) -> list[int]:
    """Kill recorders, each after so many updates; how many each had told of."""
    done = subprocess.run(
        [sys.executable, __file__, str(root), *map(str, wanted)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [int(line) for line in done.stdout.split()]


async def _record(root: Path, out: int) -> None:
    ladder = PriceLadder.uniform(Decimal("0.01"))

    async def updates() -> AsyncIterator[Update]:
        for number in range(1, 1_000_000):
            yield LadderUpdate(MarketRef("acme", str(number)), ladder)
            os.write(out, f"{number}\n".encode())
            await anyio.lowlevel.checkpoint()

    async with record(Store(root, every=0.02)) as store:
        store.begun(1, "acme", {})
        async for update in updates():
            store.update(update)


def _killed(root: Path, wanted: int) -> int:
    """Fork into a recorder, and kill it."""
    heard, out = os.pipe()
    process = os.fork()
    if not process:
        os.close(heard)
        anyio.run(_record, root, out)
    os.close(out)
    told = 0
    with os.fdopen(heard) as lines:
        for line in lines:
            told = int(line)
            if told == wanted:
                os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return told


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for place, count in enumerate(sys.argv[2:]):
        sys.stdout.write(f"{_killed(folder / str(place), int(count))}\n")
