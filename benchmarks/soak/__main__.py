"""Watch, mistreat, compare: ``python -m benchmarks.soak --minutes 10 --seed 1``.

Ends with 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tracemalloc

import anyio

from .process import exchanges
from .reporting import figures, report, verdict
from .running import Plan, Soak, soak
from .schedule import WIRES


async def _run(venues: list[str], plan: Plan) -> Soak:
    async with exchanges(venues, plan.seed) as served:
        return await soak(served, plan)


def main() -> int:
    """Run, and report."""
    parser = argparse.ArgumentParser(prog="benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--episodes", type=int, help="at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=int, default=60, help="orders a second, each")
    parser.add_argument("--fresh", type=float, default=1.0, help="seconds on the way")
    parser.add_argument("--quick", action="store_true", help="short episodes only")
    parser.add_argument(
        "--trace",
        action="store_true",
        help="tell who holds more and more memory, which takes memory itself",
    )
    parser.add_argument("--json", action="store_true", help="figures only")
    parser.add_argument("--sabotage", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("venues", nargs="*", default=sorted(WIRES))
    chosen = parser.parse_args()
    if chosen.trace:
        tracemalloc.start()
    plan = Plan(
        seed=chosen.seed,
        seconds=60 * chosen.minutes,
        rate=chosen.rate,
        episodes=chosen.episodes,
        quick=chosen.quick,
        fresh=chosen.fresh,
        sabotage=chosen.sabotage,
        trace=chosen.trace,
        say=(lambda _line: None) if chosen.json else print,
    )
    result = anyio.run(_run, chosen.venues, plan)
    print(json.dumps(figures(result)) if chosen.json else report(result))
    return int(bool(verdict(result)))


if __name__ == "__main__":
    sys.exit(main())
