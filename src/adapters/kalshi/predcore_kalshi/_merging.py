"""One history out of what is live and what is archived."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, Self, TypeVar

__all__ = ["Merged", "Row"]

T = TypeVar("T")

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row(Generic[T]):
    """An item with its id, and when it came to be, which orders the history."""

    id: str
    at: datetime | None
    item: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(AsyncIterable[T], Generic[T]):
    """Newest first, none twice; each iteration starts over.

    A row leaves the live listing when it is archived, which may happen between two
    pages: so the cutoff is asked for first, the live listing is read before the
    archive, and rows of both are told apart by id alone.

    Attributes:
        live, archived: the two listings, newest first.
        cutoff: before which rows may be archived; ``None`` if that is not known.
        since: how far back the caller reads; nothing older is asked for.
    """

    live: AsyncIterable[Row[T]]
    archived: AsyncIterable[Row[T]]
    cutoff: Callable[[], Awaitable[datetime | None]]
    since: datetime | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        return _Walk(self)


class _Walk(Generic[T]):
    def __init__(self, merged: Merged[T]) -> None:
        self._merged = merged
        self._cutoff: datetime | None = None
        self._started = False
        self._live = _Head(merged.live)
        self._archived: _Head[T] | None = None
        self._seen: set[str] = set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        if not self._started:
            self._cutoff = await self._merged.cutoff()
            self._started = True
        while True:
            row = await self._newest()
            if row is None:
                raise StopAsyncIteration
            if row.id not in self._seen:
                self._seen.add(row.id)
                return row.item

    async def _newest(self) -> Row[T] | None:
        live = await self._live.peek()
        if self._archived is None:
            if live is not None and not self._may_be_archived(live.at):
                return self._live.take()
            if live is None and not self._may_be_archived(self._merged.since):
                return None
            self._archived = _Head(self._merged.archived)
        old = await self._archived.peek()
        if live is None or (old is not None and _when(old) > _when(live)):
            return self._archived.take()
        return self._live.take()

    def _may_be_archived(self, at: datetime | None) -> bool:
        return self._cutoff is None or at is None or at < self._cutoff


class _Head(Generic[T]):
    """A listing, with its next row in sight."""

    def __init__(self, rows: AsyncIterable[Row[T]]) -> None:
        self._rows = aiter(rows)
        self._next: Row[T] | None = None
        self._over = False

    async def peek(self) -> Row[T] | None:
        if self._next is None and not self._over:
            try:
                self._next = await anext(self._rows)
            except StopAsyncIteration:
                self._over = True
        return self._next

    def take(self) -> Row[T] | None:
        row, self._next = self._next, None
        return row


def _when(row: Row[T]) -> datetime:
    return _BEFORE_ALL if row.at is None else row.at
