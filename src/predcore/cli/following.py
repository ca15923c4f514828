"""A hub's watch for as long as a command follows it, and what became of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import anyio

from .. import (
    BookView,
    Connected,
    Disconnected,
    Ended,
    Instrument,
    InvalidId,
    MarketRef,
    NotFound,
    PredcoreError,
    TransportError,
    Update,
)
from .failures import Exit, report, verdict
from .ids import instruments, venues_of
from .opening import open_hub
from .records import failure
from .text import listed

if TYPE_CHECKING:
    from .. import Hub, HubWatch
    from .command import Command
    from .screen import Screen

__all__ = ["Followed"]

_PATIENCE = 3.0
"""Seconds in which a venue may say that a market is not there."""


class Followed(AsyncIterator[Update]):
    """Updates up to the end of the last venue.

    Attributes:
        errors: what is not followed, or no longer, and why.
    """

    _watch: HubWatch

    def __init__(self, command: Command, screen: Screen) -> None:
        self.errors: dict[str, PredcoreError] = {}
        self._command = command
        self._screen = screen
        self._said: set[str] = set()
        self._reached: set[str] = set()
        self._down: dict[str, str] = {}

    @asynccontextmanager
    async def open(
        self, texts: Sequence[str], *, trades: bool, depth: int | None
    ) -> AsyncGenerator[None]:
        """Follow ids for as long as the block runs; a market stands for its outcomes.

        Ids that are none are told to programs before the block.
        """
        venues = venues_of(texts)
        async with AsyncExitStack() as stack:
            with self._screen.progress(f"asking {listed(venues)}"):
                hub = await stack.enter_async_context(open_hub(self._command, venues))
                wanted = await instruments(hub, texts)
                missing = await _missing(
                    hub, [one for one in wanted.instruments if one in texts]
                )
                self.errors |= {**wanted.errors, **missing}
                ids = [one for one in wanted.instruments if one not in missing]
                watch = hub.watch(*ids, trades=trades, depth=depth)
                self._watch = await stack.enter_async_context(watch)
            for key, error in self.errors.items():
                what = failure("instrument", key, error)
                self._screen.record({"kind": "error", **what})
            self._noticed()
            yield

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        """The books of what is followed."""
        return self._watch.books

    async def __anext__(self) -> Update:
        update = await self._next()
        match update:
            case Connected(instruments=those):
                self._reached |= {instrument.venue for instrument in those}
            case Disconnected(reason=reason, instruments=those):
                self._down |= {instrument.venue: reason for instrument in those}
            case Ended():
                self._noticed()
            case _:
                pass
        return update

    async def _next(self) -> Update:
        if self._watch.books:
            return await self._watch.__anext__()
        # Nothing more comes, but what has come already.
        with anyio.move_on_after(0):
            return await self._watch.__anext__()
        raise StopAsyncIteration

    def _noticed(self) -> None:
        found = self._watch.errors.items()
        self.errors |= {str(key): error for key, error in found}

    def complain(self) -> None:
        """Say what is not followed, each once."""
        new = {k: e for k, e in self.errors.items() if k not in self._said}
        self._said |= new.keys()
        report(self._command, self._screen, new, answered=True)

    def verdict(self) -> Exit:
        """Say what is left to say, and how it went."""
        for venue, reason in self._down.items():
            if venue not in self._reached:
                self.errors.setdefault(venue, TransportError(reason))
        self.complain()
        return verdict(self.errors.values(), answered=bool(self._reached))


async def _missing(hub: Hub, texts: Sequence[str]) -> dict[str, PredcoreError]:
    """Ids that are none, or whose market is not there: a stream would be silent.

    A venue that does not answer is followed all the same.
    """
    errors: dict[str, PredcoreError] = {}
    markets: dict[str, MarketRef] = {}
    for text in texts:
        try:
            markets[text] = Instrument.parse(text).ref
        except InvalidId as error:
            errors[text] = error
    with anyio.move_on_after(_PATIENCE):
        found = await hub.lookup(list(dict.fromkeys(markets.values())))
        for text, ref in markets.items():
            missing = found.errors.get(ref)
            if isinstance(missing, NotFound):
                errors[text] = missing
    return errors
