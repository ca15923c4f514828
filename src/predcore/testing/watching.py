"""How streams are listened to, and what makes them say something."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import ClassVar, TypeVar

import anyio
import pytest

from .. import (
    BookUpdate,
    DataState,
    Instrument,
    Level,
    Orderbook,
    Update,
)
from .suite import Suite

__all__ = ["Cut", "Levels", "Move", "WatchingSuite", "levels_of"]

U = TypeVar("U")

Cut = Callable[[], Awaitable[None]]
"""Cuts every stream's connection; the venue can be reached again at once."""

Move = Callable[[Instrument], Awaitable[None]]
"""Changes the book of an instrument, each time it is called: somebody else's order
comes or goes. ``orderbook`` has it at once."""

Levels = tuple[tuple[Level, ...], tuple[Level, ...]]


class WatchingSuite(Suite):
    """Listening to what is told."""

    patience: ClassVar[float] = 20.0
    """Seconds in which everything must be heard of."""

    @pytest.fixture
    def cut(self) -> Cut:
        """Cuts the connection; see :data:`Cut`."""
        raise NotImplementedError("override the `cut` fixture")

    async def heard(
        self,
        updates: AsyncIterator[Update],
        kind: type[U],
        wanted: Callable[[U], bool] = lambda _: True,
    ) -> U:
        """The next update of a kind that is wanted; others are passed over."""
        with anyio.fail_after(self.patience):
            async for update in updates:
                if isinstance(update, kind) and wanted(update):
                    return update
        pytest.fail(f"the stream ended before a {kind.__name__}")

    async def shown(
        self,
        updates: AsyncIterator[Update],
        instrument: Instrument,
        wanted: Callable[[Levels], bool],
    ) -> set[Instrument]:
        """Wait until a live book has the levels that are wanted; gives whose books
        were told of until then."""
        passed: set[Instrument] = set()

        def told(update: BookUpdate) -> bool:
            book = update.book
            passed.add(book.instrument)
            if book.instrument != instrument or book.state is not DataState.LIVE:
                return False
            return wanted(levels_of(book.snapshot()))

        await self.heard(updates, BookUpdate, told)
        return passed


def levels_of(book: Orderbook) -> Levels:
    """Bids and offers, best first."""
    return book.bids, book.asks
