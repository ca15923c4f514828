"""Where the time goes, on this machine: ``python -m benchmarks``.

CPU microseconds of this process, the best of several rounds. Bodies come from the
simulators, repeated to the size of a venue's largest page. Compare rows and ratios of
one run; never two runs of different machines.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from time import process_time
from typing import Any

import anyio
import httpx

from benchmarks.matching import orders_a_second
from benchmarks.processes import cpu_of
from benchmarks.recording import recorded
from benchmarks.signing import signing_rows
from predcore import Instrument, Level, NoFees, Orderbook, total_fee
from predcore.kit import decoder
from predcore_kalshi import KalshiFees
from predcore_kalshi._mapping.catalogue import to_market
from predcore_kalshi._mapping.prices import to_orderbook
from predcore_kalshi._simulator import KalshiSimulator
from predcore_kalshi.models.markets import MarketPage
from predcore_kalshi.models.orderbooks import OrderbookEnvelope
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket.models.gamma.market import Market as GammaMarket

_ROUNDS = 9


def best(work: Callable[[], object], each: int) -> float:
    """CPU microseconds of one of the ``each`` items that ``work`` handles."""
    work()
    rounds: list[float] = []
    for _ in range(_ROUNDS):
        started = process_time()
        work()
        rounds.append(process_time() - started)
    return min(rounds) / each * 1e6


async def fetch(app: Any, path: str) -> Any:
    """One answer of a simulator, in process."""
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sim") as client:
        return (await client.get(path)).json()


def repeated(items: list[Any], count: int) -> list[Any]:
    """``count`` items, round and round."""
    return [items[number % len(items)] for number in range(count)]


def report(what: str, micros: float, unit: str = "µs") -> None:
    """One row."""
    print(f"{what:58s} {micros:10,.1f} {unit}")


def listings() -> None:
    """Pages to native and unified markets."""
    found = anyio.run(fetch, KalshiSimulator().app, "/trade-api/v2/markets?limit=100")
    body = json.dumps({"markets": repeated(found["markets"], 1000), "cursor": "x"})
    page = decoder(MarketPage)
    whole = page(body.encode())
    report("Kalshi market, native", best(lambda: page(body.encode()), 1000))
    report(
        "Kalshi market, native to unified",
        best(lambda: [to_market(market) for market in whole.markets], 1000),
    )
    gamma = anyio.run(fetch, PolymarketSimulator().app, "/gamma/markets?limit=100")
    rows = json.dumps(repeated(gamma, 500)).encode()
    markets = decoder(tuple[GammaMarket, ...])
    report("Gamma market, native", best(lambda: markets(rows), 500))


def books() -> None:
    """An order book of 100 levels a side, and its cost."""
    ladder = [[f"{n / 1000:.4f}", f"{n}.00"] for n in range(301, 401)]
    body = json.dumps({"orderbook_fp": {"yes_dollars": ladder, "no_dollars": ladder}})
    decode = decoder(OrderbookEnvelope)
    native = decode(body.encode()).orderbook_fp
    yes, now = Instrument("kalshi", "KXBENCH-1", "yes"), datetime.now(UTC)

    def unified() -> Orderbook:
        return to_orderbook(yes, native, now)

    fills = [Level(*level) for level in unified().asks]
    report("order book of 200 levels, native", best(lambda: decode(body.encode()), 1))
    report("order book of 200 levels, native to unified", best(unified, 1))
    report(
        "exact fees of an order over 100 levels",
        best(lambda: total_fee(KalshiFees(), fills), 1),
    )
    assert total_fee(KalshiFees(), [(Decimal("0.055"), Decimal(3))]) == Decimal("0.015")


def processes() -> None:
    """What a cold start costs over bare Python."""
    bare = cpu_of("-c", "pass")
    for what, *arguments in (
        ("import predcore, over bare Python", "-c", "import predcore"),
        ("predcore --help, over bare Python", "-m", "predcore", "--help"),
        ("from predcore import hub", "-c", "from predcore import hub"),
    ):
        report(what, (cpu_of(*arguments) - bare) * 1e3, "ms")


def matching() -> None:
    """Orders a second through the simulated exchange."""
    unit = "orders/s"
    report("exchange, no fees", orders_a_second(NoFees()), unit)
    report("exchange, Kalshi's fees", orders_a_second(KalshiFees()), unit)
    heard = orders_a_second(KalshiFees(), heard=True)
    report("exchange, Kalshi's fees, with a listener", heard, unit)


def signing() -> None:
    """One order from its price to the signature that is sent."""
    for what, micros in signing_rows():
        report(what, micros)


def recordings() -> None:
    """Updates to Parquet, until the last of them is on the disk."""
    for what, found in (
        ("recorder, best prices", recorded(frames=False)),
        ("recorder, best prices and frames", recorded()),
        ("recorder, 5 levels a side and frames", recorded(depth=5)),
    ):
        report(what, found.a_second, "updates/s")
        report(f"{what}: CPU", found.cpu)
        report(f"{what}: memory", found.memory, "MB")
        report(f"{what}: on the disk", found.size, "bytes")
        report(f"{what}: left out", found.dropped, "rows")


if __name__ == "__main__":
    listings()
    books()
    signing()
    matching()
    recordings()
    processes()
