"""The exchanges, in a process of their own: ``python -m benchmarks.soak.served``.

Prints one line of JSON, where everything is, and serves until its input ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from random import Random
from time import monotonic, process_time
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from predcore import PriceLadder, Side
from predcore.sim import Faulty, Line, Traffic, serve
from predcore.sim.exchange import BookChange, Phase, Print, Record
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._outcomes import outcome_keys
from predcore_polymarket._simulator import PolymarketSimulator

from .catalogue import enlarged
from .history import BookHistory
from .lags import measure_lags

__all__ = ["Floor"]

_PAUSE = 0.02
_STAYS = timedelta(days=1)
"""What closes earlier is left out: a book that is gone cannot be compared."""
_COARSE, _FINE = Decimal("0.01"), Decimal("0.001")

_SIMULATORS: dict[str, type[KalshiSimulator | PolymarketSimulator]] = {
    "kalshi": KalshiSimulator,
    "polymarket": PolymarketSimulator,
}


class Floor:
    """One venue's simulator, its traders, and what its books have been.

    Args:
        name: of the venue.
        seed: of its catalogue and its traders.
        markets: that are listed beside those of the catalogue.
    """

    def __init__(self, name: str, seed: int, markets: int = 0) -> None:
        self.simulator = simulator = _SIMULATORS[name](
            seed, catalogue=enlarged(seed, markets)
        )
        self.faulty = Faulty(self._carry, seed=seed)
        self._lines: dict[int, Line] = {}
        self._random = Random(f"halts {seed}")
        self._paused: list[str] = []
        self._ladders: dict[str, PriceLadder] = {}
        exchange = simulator.exchange
        stays_until = exchange.clock.now() + _STAYS
        open_markets = [
            market.key
            for market in exchange.markets()
            if market.phase is Phase.OPEN and market.close_at > stays_until
        ]
        listed = {simulator.market_id(e, m) for e, m in simulator.board.markets()}
        self.markets = [key for key in open_markets if key in listed]
        self.outcomes = {
            simulator.market_id(event, market): _outcomes(name, market.labels)
            for event, market in simulator.board.markets()
        }
        now = monotonic()
        self.histories = {
            key: BookHistory(book.bids, book.asks, now)
            for key in self.markets
            for book in [exchange.book(key)]
        }
        self.traffic = Traffic(exchange, seed=seed, markets=self.markets)
        self.prints: list[tuple[Decimal, float]] = []
        self.changes = 0
        exchange.subscribe(self._hear)

    async def _carry(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            self._lines[id(scope)] = Line.of(scope)
        try:
            await self.simulator.app(scope, receive, send)
        finally:
            self._lines.pop(id(scope), None)

    def cut(self) -> int:
        """Break every socket off; gives how many there were."""
        lines = list(self._lines.values())
        for line in lines:
            line.hang_up()
        return len(lines)

    def halt(self, count: int) -> None:
        """Pause some markets, and give others another tick."""
        exchange, random = self.simulator.exchange, self._random
        some = random.sample(self.markets, min(2 * count, len(self.markets)))
        for key in some[:count]:
            exchange.lifecycle.pause(key)
        for key in some[count:]:
            self._ladders[key] = ladder = exchange.market(key).ladder
            fine = ladder.bands[0].step == _FINE
            other = PriceLadder.uniform(_COARSE if fine else _FINE)
            exchange.lifecycle.change_ladder(key, other)
        self._paused = some[:count]

    def resume(self) -> None:
        """Undo that."""
        lifecycle = self.simulator.exchange.lifecycle
        for key in self._paused:
            lifecycle.resume(key)
        for key, ladder in self._ladders.items():
            lifecycle.change_ladder(key, ladder)
        self._paused = []
        self._ladders.clear()

    def _hear(self, record: Record) -> None:
        if isinstance(record, BookChange):
            history = self.histories.get(record.market)
            if history is not None:
                self.changes += 1
                history.change(
                    ask=record.side is Side.SELL,
                    price=record.price,
                    size=record.size,
                    now=monotonic(),
                )
        elif isinstance(record, Print) and record.market in self.histories:
            self.prints.append((record.size, monotonic()))

    def ages(self, seen: Iterable[list[Any]]) -> list[float]:
        """How old each book is that was seen: rows of market, time, fingerprint and
        whether it is of the best levels only."""
        return [
            self.histories[market].age(number, at, top=top)
            for market, at, number, top in seen
        ]


class _House:
    """All venues, and what the soak may ask of them."""

    def __init__(self, floors: dict[str, Floor]) -> None:
        self._floors = floors
        self._rate = 0
        self._lags: list[tuple[float, float]] = []

    def routes(self) -> list[Route]:
        """To be served beside the venues."""
        acts: dict[str, Callable[[Any], object]] = {
            "/rate": self._set_rate,
            "/cut": self._cut,
            "/halt": self._halt,
            "/ages": self._ages,
            "/books": self._books,
            "/traded": self._traded,
        }
        return [Route(p, _answering(act), methods=["POST"]) for p, act in acts.items()]

    async def trade(self) -> None:
        """Steps of the traders, at the rate that is set, venues in turn."""
        owed = 0.0
        before = monotonic()
        while True:
            await anyio.sleep(_PAUSE)
            now = monotonic()
            owed = min(owed + (now - before) * self._rate, self._rate / 4 + 1)
            before = now
            while owed >= 1:
                owed -= 1
                for floor in self._floors.values():
                    floor.traffic.step()

    def _set_rate(self, rate: int) -> object:
        self._rate = rate
        changes = sum(floor.changes for floor in self._floors.values())
        return {"cpu": process_time(), "changes": changes}

    def _cut(self, asked: object) -> object:
        del asked
        return {name: floor.cut() for name, floor in self._floors.items()}

    def _halt(self, count: int) -> object:
        for floor in self._floors.values():
            if count:
                floor.halt(count)
            else:
                floor.resume()
        return {}

    def _ages(self, asked: dict[str, list[list[Any]]]) -> object:
        lags, self._lags = self._lags, []
        ages = {name: self._floors[name].ages(seen) for name, seen in asked.items()}
        return {**ages, "lags": lags}

    def lagged(self, at: float, seconds: float) -> None:
        """This process was kept from running."""
        self._lags.append((at, seconds))

    def _books(self, asked: object) -> object:
        del asked
        return {
            name: {
                key: [
                    [[str(price), str(size)] for price, size in side]
                    for side in history.levels()
                ]
                for key, history in floor.histories.items()
            }
            for name, floor in self._floors.items()
        }

    def _traded(self, since: float) -> object:
        return {
            name: str(sum((size for size, at in f.prints if at >= since), Decimal(0)))
            for name, f in self._floors.items()
        }


def _outcomes(venue: str, labels: tuple[str, str]) -> tuple[str, ...]:
    return ("yes", "no") if venue == "kalshi" else outcome_keys(labels)


def _answering(act: Callable[[Any], object]) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        return JSONResponse(act(json.loads(await request.body())))

    return endpoint


async def _serve(names: list[str], seed: int, markets: int) -> None:
    floors = {name: Floor(name, seed, markets) for name in names}
    house = _House(floors)
    apps: dict[str, Any] = {name: floor.faulty for name, floor in floors.items()}
    apps["house"] = Starlette(routes=house.routes())
    async with serve(apps) as origins, anyio.create_task_group() as tasks:
        tasks.start_soon(house.trade)
        tasks.start_soon(measure_lags, house.lagged)
        told = {
            "origins": origins,
            "urls": {
                name: floor.simulator.urls(origins[name])
                for name, floor in floors.items()
            },
            "markets": {
                name: {key: floor.outcomes[key] for key in floor.markets}
                for name, floor in floors.items()
            },
        }
        print(json.dumps(told), flush=True)
        await anyio.to_thread.run_sync(sys.stdin.read, abandon_on_cancel=True)
        tasks.cancel_scope.cancel()


def main() -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--markets", type=int, default=0)
    parser.add_argument("venues", nargs="+")
    chosen = parser.parse_args()
    anyio.run(_serve, chosen.venues, chosen.seed, chosen.markets)


if __name__ == "__main__":
    main()
