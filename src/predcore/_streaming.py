"""Live updates, as capabilities."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Mapping
    from contextlib import AbstractAsyncContextManager

    from ._ids import Instrument
    from ._models import DataState
    from ._updates import BookView, Update

__all__ = ["AccountStreaming", "Streaming", "Watch"]


@runtime_checkable
class Watch(Protocol):
    """An iterator of updates about instruments that may change meanwhile."""

    def __aiter__(self) -> AsyncIterator[Update]:
        """Itself."""
        return self

    @abstractmethod
    def __anext__(self) -> Awaitable[Update]:
        """The next update; waits for one."""

    @abstractmethod
    async def add(self, *instruments: Instrument) -> None:
        """Follow these too, from their next update on; raises as ``watch`` does.

        Returns when they have been asked for, not when they are there.
        """

    @abstractmethod
    async def remove(self, *instruments: Instrument) -> None:
        """Follow these no longer; those that are not followed are passed over."""

    @property
    @abstractmethod
    def books(self) -> Mapping[Instrument, BookView]:
        """The books of what is followed, whatever their state; one object each, for
        as long as it is followed. Where a book has to move to another connection there
        is another, and the one from before goes on showing the same."""

    def state(self, instrument: Instrument) -> DataState:
        """How far the book can be believed; raises ``KeyError`` where it is not
        followed."""
        return self.books[instrument].state


@runtime_checkable
class Streaming(Protocol):
    """Live books and prints, with what can and cannot be believed said in-band."""

    @abstractmethod
    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        """Books of instruments, and what becomes of their markets, for as long as the
        block runs.

        Args:
            instruments: what is followed at first, at least one.
            trades: prints too, each once.
            depth: tell of a book only when its best ``depth`` levels a side changed,
                or it is to be believed again; with 0, tell a ``QuoteUpdate`` of its
                best prices and their sizes then. ``None`` is every change. The books
                are whole in any case.
        """


@runtime_checkable
class AccountStreaming(Protocol):
    """What happens to your account, told as it happens; what cannot be believed is said
    in-band, as in ``Streaming``."""

    @abstractmethod
    def watch_account(self) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        """Your orders, fills and positions, for as long as the block runs."""
