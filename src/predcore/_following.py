"""Ids as they were asked for, and the instruments they stand for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import anyio

from ._errors import PredcoreError
from ._feeds import Feeds
from ._ids import Instrument, MarketRef
from ._models import Market
from ._results import Results
from ._routing import instrument_of
from .kit.concurrent import all_of

__all__ = ["Following", "Id", "Lookup"]

Id: TypeAlias = str | Instrument | MarketRef
"""``venue:market:outcome``, or ``venue:market`` for all outcomes; a market that has a
colon in it needs the parsed form to be meant as a whole."""

Lookup: TypeAlias = (
    "Callable[[Sequence[MarketRef]], Awaitable[Results[MarketRef, Market]]]"
)

_Asked: TypeAlias = "Mapping[Id, Instrument | MarketRef]"
"""What is meant by the ids of one venue."""


class Following:
    """What is followed, by the words it was asked for in.

    Attributes:
        errors: ids that are not followed, or not all of what they stand for, and why.
        feeds: who follows it; set by whoever made both.
    """

    feeds: Feeds

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._meant: dict[Id, tuple[Instrument, ...]] = {}
        self._refused: dict[Id, tuple[Instrument, ...]] = {}
        self._wanted: Counter[Instrument] = Counter()
        self._locks: defaultdict[str, anyio.Lock] = defaultdict(anyio.Lock)
        self.errors: dict[Id, PredcoreError] = {}

    async def add(self, ids: Iterable[Id]) -> None:
        """Follow these too; what cannot be followed is in ``errors``. No venue waits
        for another."""
        asked, wrong = _by_venue(ids)
        self.errors.update(wrong)
        await _each(self._add, asked)

    async def _add(self, venue: str, asked: _Asked) -> None:
        async with self._locks[venue]:
            new = {one: what for one, what in asked.items() if one not in self._meant}
            for one in asked:
                # What of a known id was refused may not be any more.
                refused = self._forgive(one)
                if one in self._meant:
                    self._meant[one] += refused
                    self._wanted.update(refused)
            for one, instruments in (await self._resolved(new)).items():
                self._meant[one] = instruments
                self._wanted.update(instruments)
            # What is known may not be followed yet, where that was cancelled.
            members = [i for one in asked for i in self._meant.get(one, ())]
            await self.feeds.add(members)

    async def _resolved(self, asked: _Asked) -> dict[Id, tuple[Instrument, ...]]:
        found: dict[Id, tuple[Instrument, ...]] = {}
        markets: dict[Id, MarketRef] = {}
        for one, what in asked.items():
            if isinstance(what, MarketRef):
                markets[one] = what
            else:
                found[one] = (what,)
        if markets:
            answers = await self._lookup(list(dict.fromkeys(markets.values())))
            for one, ref in markets.items():
                if ref in answers:
                    found[one] = answers[ref].instruments
                else:
                    self.errors[one] = answers.errors[ref]
        return found

    async def remove(self, ids: Iterable[Id]) -> None:
        """Follow these no longer, unless another id stands for them too."""
        asked, wrong = _by_venue(ids)
        for one in wrong:
            self._forgive(one)
        await _each(self._remove, asked)

    async def _remove(self, venue: str, asked: _Asked) -> None:
        async with self._locks[venue]:
            less = Counter(i for one in asked for i in self._meant.get(one, ()))
            gone = [i for i, times in less.items() if self._wanted[i] <= times]
            await self.feeds.remove(gone)
            # Not before: a removal that was cancelled can be made again.
            for one in asked:
                self._forgive(one)
                self._wanted.subtract(self._meant.pop(one, ()))
            for instrument in gone:
                del self._wanted[instrument]

    def why(self, instrument: Instrument) -> PredcoreError | None:
        """What is in ``errors`` of an instrument, by whatever id it was asked for."""
        for one, members in self._refused.items():
            if instrument in members:
                return self.errors[one]
        return None

    def _forgive(self, one: Id) -> tuple[Instrument, ...]:
        """No longer say what was refused of it; gives what that was."""
        self.errors.pop(one, None)
        return self._refused.pop(one, ())

    def wants(self, instrument: Instrument) -> bool:
        """Whether some id that is asked for stands for it."""
        return instrument in self._wanted

    def refused(self, instruments: Sequence[Instrument], error: PredcoreError) -> None:
        """These are not followed, or no longer."""
        refused = set(instruments)
        for one, members in list(self._meant.items()):
            if refused.isdisjoint(members):
                continue
            self.errors[one] = error
            taken = tuple(member for member in members if member in refused)
            self._refused[one] = (*self._refused.get(one, ()), *taken)
            left = tuple(member for member in members if member not in refused)
            if left:
                self._meant[one] = left
            else:
                del self._meant[one]
        for instrument in refused:
            del self._wanted[instrument]


def _by_venue(
    ids: Iterable[Id],
) -> tuple[Mapping[str, _Asked], Mapping[Id, PredcoreError]]:
    """What ids mean, by venue, and what is none."""
    found: dict[str, dict[Id, Instrument | MarketRef]] = {}
    wrong: dict[Id, PredcoreError] = {}
    for one in dict.fromkeys(ids):
        try:
            what = _parsed(one)
        except PredcoreError as error:
            wrong[one] = error
        else:
            found.setdefault(what.venue, {})[one] = what
    return found, wrong


async def _each(
    work: Callable[[str, _Asked], Awaitable[None]], asked: Mapping[str, _Asked]
) -> None:
    """Do it for every venue at the same time."""
    for outcome in await all_of([partial(work, *some) for some in asked.items()]):
        if outcome is not None:
            raise outcome


def _parsed(given: Id) -> Instrument | MarketRef:
    if isinstance(given, str) and given.count(":") == 1:
        return MarketRef.parse(given)
    return given if isinstance(given, MarketRef) else instrument_of(given)
