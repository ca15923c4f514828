"""Somebody else's word on books that have been quiet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from time import monotonic
from typing import TypeAlias

import anyio

from .._ids import Instrument
from .._levels import Level
from .._models import DataState, Orderbook
from .._results import Results
from .localbook import LocalBook

__all__ = ["Oversight", "Sampling", "Witness"]

Witness: TypeAlias = (
    "Callable[[Sequence[Instrument]], Awaitable[Results[Instrument, Orderbook]]]"
)
"""Whole books by another way than the stream, as ``Books.orderbooks`` gives them."""

Act: TypeAlias = "Callable[[Sequence[Instrument]], None]"
_AT_A_LOOK = 1000
"""Books; thousands of them are looked at in turn, not to hold anything up."""

_Sides: TypeAlias = "tuple[tuple[Level, ...], tuple[Level, ...]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How much oversight there is; times in seconds.

    A live book that has been quiet for ``pauses`` times its usual pause, and for
    ``quiet`` at least, is compared with the venue's over the stream, where the
    protocol can do that. Each comparison that finds it right doubles that time or
    more, up to ``longest``.

    The witness is asked every so often for the books that have been quiet longest.
    What it says counts where the book did not change meanwhile, and a contradiction
    only when it is repeated.

    Attributes:
        every: between two questions to the witness.
        books: of one question.
        look: between two looks at the pauses.
        at_once: comparisons of one look.
    """

    pauses: float = 10.0
    quiet: float = 5.0
    longest: float = 600.0
    every: float = 10.0
    books: int = 50
    look: float = 1.0
    at_once: int = 20


@dataclass(frozen=True, slots=True)
class _Contradiction:
    changes: int
    said: _Sides


class Oversight:
    """Compares quiet books, and acts on those that are contradicted.

    Args:
        books: what is followed, now.
        verify: compare these over the stream.
        doubt: do not believe these.
        witness: see :data:`Witness`.
        sampling: how much of it.
    """

    def __init__(
        self,
        books: Mapping[Instrument, LocalBook],
        verify: Act,
        doubt: Act,
        witness: Witness | None,
        sampling: Sampling,
    ) -> None:
        self._books = books
        self._verify = verify
        self._doubt = doubt
        self._witness = witness
        self._sampling = sampling
        self._unseen: list[Instrument] = []
        self._verified: dict[Instrument, float] = {}
        self._contradicted: dict[Instrument, _Contradiction] = {}

    async def run(self) -> None:
        """Look after the books for as long as they are followed."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._look)
            if self._witness is not None:
                tasks.start_soon(self._ask, self._witness)

    async def _look(self) -> None:
        while True:
            await anyio.sleep(self._sampling.look)
            if overdue := self.overdue(monotonic()):
                self._verify(overdue)

    def overdue(self, now: float) -> list[Instrument]:
        """Live books that have been quiet for longer than is usual for them, among the
        next thousand."""
        sampling, found = self._sampling, list[Instrument]()
        if not self._unseen:
            self._unseen = list(self._books)
            for gone in self._verified.keys() - self._books.keys():
                del self._verified[gone]
        for _ in range(min(_AT_A_LOOK, len(self._unseen))):
            instrument = self._unseen.pop()
            if (book := self._books.get(instrument)) is None:
                continue
            pause, silence = book.pause(), now - book.heard_at
            if silence < sampling.quiet or not pause:
                continue
            if silence < min(sampling.pauses * pause, sampling.longest):
                continue
            if book.state is not DataState.LIVE:
                continue
            if self._verified.get(instrument) != book.heard_at:
                self._verified[instrument] = book.heard_at
                found.append(instrument)
                if len(found) == sampling.at_once:
                    break
        return found

    async def _ask(self, witness: Witness) -> None:
        while True:
            await anyio.sleep(self._sampling.every)
            if wanted := self.quietest():
                await self.compare(witness, wanted)

    def quietest(self) -> list[Instrument]:
        """Whom to ask for: what was contradicted, and what has been quiet longest."""
        now, sampling = monotonic(), self._sampling
        for gone in self._contradicted.keys() - self._books.keys():
            del self._contradicted[gone]
        known = list(self._contradicted)
        quiet = (
            (book.heard_at, instrument)
            for instrument, book in self._books.items()
            if book.state is DataState.LIVE
            and now - book.heard_at >= sampling.quiet
            and instrument not in self._contradicted
        )
        room = max(sampling.books - len(known), 0)
        return known + [instrument for _, instrument in nsmallest(room, quiet)]

    async def compare(self, witness: Witness, wanted: Sequence[Instrument]) -> None:
        """Ask, and judge what did not change in the meantime."""
        before = {i: self._books[i].changes for i in wanted if i in self._books}
        try:
            found = await witness(list(before))
        except Exception:  # noqa: BLE001 - a mistake of its must not end the stream
            return
        wrong = [one for one in self._judge(before, found) if one in self._books]
        if wrong:
            self._doubt(wrong)

    def _judge(
        self, before: Mapping[Instrument, int], found: Mapping[Instrument, Orderbook]
    ) -> Iterable[Instrument]:
        for instrument, changes in before.items():
            earlier = self._contradicted.pop(instrument, None)
            book = self._books.get(instrument)
            if book is None or instrument not in found:
                continue
            if book.state is not DataState.LIVE or book.changes != changes:
                continue
            said = found[instrument]
            sides = (tuple(said.bids), tuple(said.asks))
            if sides == (book.bids.bids(), book.offers.offers()):
                book.confirmed(monotonic())
            elif earlier == _Contradiction(changes, sides):
                yield instrument
            else:
                self._contradicted[instrument] = _Contradiction(changes, sides)
