"""Look for arbitrage between the pairs of a file; start ``predcore sim`` first."""

from __future__ import annotations

import asyncio
from pathlib import Path

import predcore
from predcore.arbitrage import load_pairs, scan

PAIRS = Path(__file__).with_name("pairs.toml")


async def main() -> None:
    async with predcore.hub(environment="sandbox") as hub:
        report = await scan(hub, load_pairs(PAIRS))
    for found in report.opportunities:
        print(f"{found.pair.name}: {found.profit:f} on {found.cost + found.fees:f}")
        for leg in found.legs:
            print(f"  {leg.side} {found.size:f} of {leg.instrument}", end=" ")
            print(f"at up to {leg.limit_price:f}, book {leg.state}, {leg.age} old")
    for rejection in report.rejected_pairs():
        print(f"{rejection.pair.name}: {rejection.reason}; {rejection.detail}")


if __name__ == "__main__":
    asyncio.run(main())
