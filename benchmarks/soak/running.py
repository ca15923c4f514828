"""The run itself: watch, mistreat, compare, and come to rest now and then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from time import monotonic
from typing import Any

import anyio

import predcore
from predcore import DataState, Hub, Instrument, Level

from .account import Account, Interval
from .checking import Checker, Subject, tops
from .lags import measure_lags
from .memory import Memory
from .process import Exchanges
from .schedule import WIRES, Episode, episodes

__all__ = ["Plan", "Soak", "soak"]

_EVERY = 1.0
"""Seconds between two comparisons with the exchange."""

_CAPACITY = 512
"""Of the mailbox: little enough for a consumer that sleeps to miss something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done.

    Attributes:
        rate: steps of the traders in a second, at each venue.
        episodes: at most; ``None`` for as many as there is time for.
        quick: see :func:`episodes`.
        fresh: seconds that what is told may be on its way.
        settled: seconds in which everything must be right once nothing goes wrong.
        sabotage: see :class:`Checker`.
        trace: find out which lines of code hold more and more memory.
        say: told what happens.
    """

    seed: int
    seconds: float
    rate: int
    episodes: int | None = None
    quick: bool = False
    fresh: float = 1.0
    settled: float = 75.0
    sabotage: int = 0
    trace: bool = False
    say: Callable[[str], None] = print


@dataclass(slots=True)
class Soak:
    """What came of it."""

    account: Account
    memory: Memory = field(default_factory=Memory)
    kinds: Counter[str] = field(default_factory=Counter[str])
    rests: list[float] = field(default_factory=list[float])
    instruments: int = 0
    updates: int = 0
    seconds: float = 0.0
    house: dict[str, float] = field(default_factory=dict[str, float])


async def soak(exchanges: Exchanges, plan: Plan) -> Soak:
    """Do all of it."""
    venues = tuple(exchanges.markets)
    settings = await exchanges.settings()
    async with predcore.hub(*venues, settings=settings) as hub:
        subjects = _subjects(exchanges.markets)
        run = _Run(exchanges, plan, hub, subjects)
        await run.run(venues)
        return run.result


def _subjects(
    markets: Mapping[str, Mapping[str, Sequence[str]]],
) -> dict[Instrument, Subject]:
    return {
        Instrument(venue, market, outcome): Subject(venue, market, bool(number))
        for venue, found in markets.items()
        for market, outcomes in found.items()
        for number, outcome in enumerate(outcomes)
    }


class _Run:
    def __init__(
        self,
        exchanges: Exchanges,
        plan: Plan,
        hub: Hub,
        subjects: dict[Instrument, Subject],
    ) -> None:
        numbered = {name: wire.numbered for name, wire in WIRES.items()}
        self.result = Soak(Account(numbered, plan.fresh), instruments=len(subjects))
        self._exchanges = exchanges
        self._plan = plan
        self._hub = hub
        self._subjects = subjects
        self._account = self.result.account
        self._checker = Checker(subjects, self._account, plan.sabotage)
        self._reader = "brisk"
        self._awake = anyio.Event()
        self._awake.set()
        self._started = 0.0
        self._random = Random(f"churn {plan.seed}")

    async def run(self, venues: tuple[str, ...]) -> None:
        ids = list(self._subjects)
        async with (
            self._hub.watch(*ids, trades=True, capacity=_CAPACITY) as updates,
            self._hub.live(ids) as board,
            anyio.create_task_group() as tasks,
        ):
            self._updates, self._board = updates, board
            for one, error in {**updates.errors, **board.errors}.items():
                self._account.fail(
                    "an instrument that is not followed", f"{one}: {error}"
                )
            tasks.start_soon(self._consume)
            tasks.start_soon(self._look_at_quotes)
            tasks.start_soon(self._compare)
            tasks.start_soon(measure_lags, self._account.lagged)
            self.result.memory = Memory()
            await self._play(venues)
            tasks.cancel_scope.cancel()

    async def _play(self, venues: tuple[str, ...]) -> None:
        started = self._started = monotonic()
        cpu = (await self._exchanges.ask("rate", 0))["cpu"]
        await self._rest()
        marked = False
        for number, episode in enumerate(
            episodes(self._plan.seed, venues, quick=self._plan.quick)
        ):
            late = monotonic() - started >= self._plan.seconds
            if late or number == self._plan.episodes:
                break
            third = monotonic() - started >= self._plan.seconds / 3
            if third and self._plan.trace and not marked:
                self.result.memory.mark()
                marked = True
            await self._episode(episode)
            if number % 4 == 3:
                await self._rest()
        await self._rest()
        # However short it was, what was heard last is compared too.
        await self._compare_now()
        self._account.close()
        result = self.result
        if marked:
            result.memory.mark()
        result.updates = self._checker.updates
        result.seconds = monotonic() - started
        after = await self._exchanges.ask("rate", 0)
        result.house = {
            "cpu": (after["cpu"] - cpu) / result.seconds,
            "changes": after["changes"],
        }

    def _say(self, what: str, seconds: float, more: str = "") -> None:
        at = monotonic() - self._started
        self._plan.say(f"{at:6.1f}  {what:24} {seconds:5.1f} s  {more}")

    # -- what goes wrong --------------------------------------------------------------

    async def _episode(self, episode: Episode) -> None:
        self.result.kinds[episode.kind] += 1
        where = sorted({f"{f.venue} {dict(f.switches)}" for f in episode.faults})
        self._say(episode.kind, episode.seconds, "; ".join(where))
        if episode.kind == "calm":
            # Whoever is still disconnected is told of no print, and has said so.
            await self._rest()
            await anyio.sleep(2.0)
        since = monotonic()
        self._checker.traded.clear()
        await self._exchanges.ask("rate", self._plan.rate * episode.flood)
        self._reader = episode.reader
        if episode.reader == "sleeps":
            self._awake = anyio.Event()
        on = [await self._begin(episode, venue) for venue in self._places(episode)]
        if episode.halts:
            names = frozenset({"halts"})
            on += [self._account.began(v, names, monotonic()) for v in WIRES]
            await self._exchanges.ask("halt", episode.halts)
        async with anyio.create_task_group() as tasks:
            if episode.churn:
                tasks.start_soon(self._churn, episode.seconds)
            await anyio.sleep(episode.seconds)
            tasks.cancel_scope.cancel()
        if episode.halts:
            await self._exchanges.ask("halt", 0)
        await self._updates.add(*self._subjects)
        for interval in on:
            interval.hits = await self._exchanges.switch_off(interval.venue)
            interval.until = monotonic()
        self._reader = "brisk"
        self._awake.set()
        if episode.kind == "calm":
            await self._count_prints(since)
        await anyio.sleep(episode.rest)

    def _places(self, episode: Episode) -> list[str]:
        return list(dict.fromkeys(fault.venue for fault in episode.faults))

    async def _begin(self, episode: Episode, venue: str) -> Interval:
        faults = [fault for fault in episode.faults if fault.venue == venue]
        # What is asked of the witness is not about the stream.
        streams = (f for f in faults if f.at == WIRES[venue].stream)
        names = frozenset(n for f in streams for n in f.switches if n != "times")
        interval = self._account.began(venue, names, monotonic())
        for fault in faults:
            await self._exchanges.switch_on(fault)
        return interval

    async def _churn(self, seconds: float) -> None:
        ids = sorted(self._subjects)
        while True:
            some = self._random.sample(ids, len(ids) // 5)
            await self._updates.remove(*some)
            self._checker.forget(some)
            await anyio.sleep(self._random.uniform(0, seconds / 6))
            await self._updates.add(*some)
            await anyio.sleep(self._random.uniform(0, seconds / 6))

    # -- who reads --------------------------------------------------------------------

    async def _consume(self) -> None:
        async for update in self._updates:
            self._checker.hear(update)
            if self._reader == "drips":
                await anyio.sleep(0.01)
            await self._awake.wait()
        self._account.fail("the stream ended")

    async def _look_at_quotes(self) -> None:
        while True:
            for instrument in await self._board.changed():
                quote = self._board[instrument]
                if quote.state is DataState.LIVE:
                    self._checker.note_quote(quote, monotonic())
                else:
                    self._account.withheld(instrument.venue, monotonic())

    # -- whether it is right ----------------------------------------------------------

    async def _compare(self) -> None:
        last = 0.0
        while True:
            await anyio.sleep(_EVERY)
            await self._compare_now()
            if monotonic() - last >= 10:
                last = monotonic()
                self.result.memory.sample()

    async def _compare_now(self) -> None:
        caught_up = self._reader == "brisk"
        self._checker.sweep(self._updates.books, caught_up=caught_up)
        self._checker.sweep_quotes(self._board)
        rows = self._checker.take()
        if not rows:
            return
        told = await self._exchanges.ask("ages", rows)
        for at, lag in told.pop("lags"):
            self._account.lagged(at, lag)
        self._checker.judge(rows, told)

    async def _count_prints(self, since: float) -> None:
        """Every contract that was traded in a time without faults was told of."""
        await self._exchanges.ask("rate", 0)
        await anyio.sleep(2.0)
        if self._account.last_said >= since:
            return
        traded = await self._exchanges.ask("traded", since)
        for venue, size in traded.items():
            told = self._checker.traded[venue]
            if told != Decimal(size):
                self._account.fail("prints that were not told", f"{told} of {size}")

    async def _rest(self) -> None:
        """Nothing goes on, and everything becomes right."""
        await self._exchanges.ask("rate", 0)
        since = monotonic()
        books = _read(await self._exchanges.ask("books"))
        while wrong := self._wrong(books):
            if monotonic() - since > self._plan.settled:
                for instrument, why in list(wrong.items()):
                    self._account.fail(f"after a rest: {why}", str(instrument))
                break
            await anyio.sleep(0.25)
        else:
            self._account.clean()
        self.result.rests.append(monotonic() - since)
        self._say("rest", monotonic() - since)

    def _wrong(self, books: Mapping[tuple[str, str], Any]) -> dict[Instrument, str]:
        wrong: dict[Instrument, str] = {}
        for instrument, subject in self._subjects.items():
            bids, asks = books[subject.venue, subject.market]
            book = self._updates.books[instrument]
            snapshot = book.snapshot()
            if book.state is not DataState.LIVE:
                wrong[instrument] = f"the book is {book.state.value}"
            elif subject.sides(snapshot.bids, snapshot.asks) != (bids, asks):
                wrong[instrument] = "the book is wrong"
            quote = self._board[instrument]
            best = (bids[:1], asks[:1])
            if quote.state is not DataState.LIVE:
                wrong.setdefault(instrument, f"the quote is {quote.state.value}")
            elif subject.sides(*tops(quote)) != best:
                wrong.setdefault(instrument, "the quote is wrong")
        return wrong


def _read(told: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    return {
        (venue, market): tuple(
            tuple(Level(Decimal(price), Decimal(size)) for price, size in side)
            for side in sides
        )
        for venue, books in told.items()
        for market, sides in books.items()
    }
