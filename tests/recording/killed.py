"""Records until it is killed, and says after each update how many there were."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import anyio

from predcore import LadderUpdate, MarketRef, PriceLadder, Update
from predcore.kit.inputs import Inputs
from predcore.recording import Store, record


async def main(root: Path) -> None:
    store = Store(root, every=0.02)
    inputs: Inputs = store
    inputs.begun(1, "acme", {})
    ladder = PriceLadder.uniform(Decimal("0.01"))

    async def updates() -> AsyncIterator[Update]:
        for number in range(1, 1_000_000):
            yield LadderUpdate(MarketRef("acme", str(number)), ladder)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            await anyio.sleep(0.0001)

    await record(updates(), store)


if __name__ == "__main__":
    anyio.run(main, Path(sys.argv[1]))
