"""Any instruments of any venues, in one iterator."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import Any

import anyio

from ._errors import PredcoreError, Unavailable
from ._fanout import FanOut, as_ours
from ._feeds import Feeds, Sink
from ._following import Following, Id, Lookup
from ._ids import Instrument
from ._models import DataState
from ._routing import able, instrument_of
from ._streaming import AccountStreaming
from ._updates import BookView, Ended, Update
from .kit.mailbox import Mailbox
from .kit.streams import alone

__all__ = ["AccountWatch", "HubWatch", "following", "watch", "watch_accounts"]


class HubWatch:
    """Updates of everything that is followed, one iterator; never blocks a venue.

    Attributes:
        errors: ids that are not followed, or not all of what they stand for, and why.
            What ends later is told by ``Ended``, and is here too.
    """

    def __init__(self, mailbox: Mailbox, followed: Following) -> None:
        self._mailbox = mailbox
        self._followed = followed
        self.errors: Mapping[Id, PredcoreError] = MappingProxyType(followed.errors)

    def __aiter__(self) -> HubWatch:
        return self

    def __anext__(self) -> Coroutine[Any, Any, Update]:
        """The next update; waits for one."""
        return self._mailbox.__anext__()

    async def add(self, *ids: Id) -> None:
        """Follow these too; what cannot be followed is in ``errors``."""
        await self._followed.add(ids)

    async def remove(self, *ids: Id) -> None:
        """Follow these no longer; those that are not followed are passed over."""
        await self._followed.remove(ids)

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        """The books of what is followed, whatever their state."""
        return MappingProxyType(self._followed.feeds.books)

    def state(self, instrument: str | Instrument) -> DataState:
        """How far the book can be believed; raises ``KeyError`` where it is not
        followed."""
        return self.books[instrument_of(instrument)].state


class AccountWatch:
    """Orders, fills and positions at several venues, in one iterator.

    Attributes:
        errors: venues that tell nothing, or nothing any more, and why.
    """

    def __init__(self, mailbox: Mailbox, errors: Mapping[str, PredcoreError]) -> None:
        self._mailbox = mailbox
        self.errors = errors

    def __aiter__(self) -> AccountWatch:
        return self

    def __anext__(self) -> Coroutine[Any, Any, Update]:
        """The next update; waits for one."""
        return self._mailbox.__anext__()


@asynccontextmanager
async def following(
    fan: FanOut,
    lookup: Lookup,
    ids: Sequence[Id],
    sink: Sink,
    *,
    trades: bool,
    depth: int | None,
) -> AsyncGenerator[Following]:
    """Follow ``ids`` for as long as the block runs; updates go to ``sink``."""
    followed = Following(lookup)
    async with alone(anyio.create_task_group()) as tasks:
        followed.feeds = Feeds(
            fan,
            tasks,
            sink,
            followed.refused,
            followed.wants,
            trades=trades,
            depth=depth,
        )
        try:
            await followed.add(ids)
            yield followed
        finally:
            tasks.cancel_scope.cancel()


@asynccontextmanager
async def watch(
    fan: FanOut,
    lookup: Lookup,
    ids: Sequence[Id],
    *,
    trades: bool,
    depth: int | None,
    capacity: int,
) -> AsyncGenerator[HubWatch]:
    """What :meth:`predcore.Hub.watch` does."""
    mailbox = Mailbox(capacity)
    async with following(
        fan, lookup, ids, mailbox, trades=trades, depth=depth
    ) as followed:
        try:
            yield HubWatch(mailbox, followed)
        finally:
            mailbox.close()


@asynccontextmanager
async def watch_accounts(
    fan: FanOut, names: Sequence[str], *, capacity: int
) -> AsyncGenerator[AccountWatch]:
    """What :meth:`predcore.Hub.watch_account` does."""
    mailbox = Mailbox(capacity)
    errors: dict[str, PredcoreError] = {}

    async def pump(name: str) -> None:
        try:
            venue = able(fan.venue(name), AccountStreaming)
            async with venue.watch_account() as updates:
                async for update in updates:
                    mailbox.put(update)
                raise Unavailable(f"{name} ended its stream")
        except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
            errors[name] = as_ours(name, error)
            mailbox.put(Ended(name, errors[name]))

    async with alone(anyio.create_task_group()) as tasks:
        for name in dict.fromkeys(names):
            tasks.start_soon(pump, name)
        try:
            yield AccountWatch(mailbox, MappingProxyType(errors))
        finally:
            tasks.cancel_scope.cancel()
            mailbox.close()
