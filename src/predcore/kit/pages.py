"""Cursor pagination as objects.

Iterator objects rather than generators: leaving a loop early is the normal case,
and an abandoned async generator is an error on trio.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from .._errors import BadResponse
from .resting import Resting

T = TypeVar("T")
U = TypeVar("U")

__all__ = ["Page", "Pages"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items and the cursor of the next page; ``None`` means this is the last.

    ``native`` is the venue's whole envelope, for what stands beside the items.
    """

    items: tuple[T, ...]
    cursor: str | None = None
    native: Any = None


class Pages(Generic[T]):
    """A list endpoint that has not been called yet.

    Iterate for items, ``pages()`` for whole pages, ``first()`` for one request,
    ``collect()`` for a list. Each iteration starts over.
    """

    __slots__ = ("_fetch",)

    def __init__(self, fetch: Callable[[str | None], Awaitable[Page[T]]]) -> None:
        self._fetch = fetch

    def __repr__(self) -> str:
        return f"<{type(self).__name__} (fetched as you iterate)>"

    @staticmethod
    def of(items: Iterable[U]) -> Pages[U]:
        """A single page that is already here."""
        page = Page(tuple(items))

        async def fetch(_: str | None) -> Page[U]:
            return page

        return Pages(fetch)

    def map(self, convert: Callable[[T], U]) -> Pages[U]:
        """The same pages with every item converted."""

        async def fetch(cursor: str | None) -> Page[U]:
            page = await self._fetch(cursor)
            with Resting():
                items = tuple(map(convert, page.items))
            return Page(items, page.cursor, page.native)

        return Pages(fetch)

    def filter(self, keep: Callable[[T], bool]) -> Pages[T]:
        """The same pages without the items ``keep`` refuses."""

        async def fetch(cursor: str | None) -> Page[T]:
            page = await self._fetch(cursor)
            return Page(tuple(filter(keep, page.items)), page.cursor, page.native)

        return Pages(fetch)

    def flatten(self, split: Callable[[T], Iterable[U]]) -> Pages[U]:
        """The same pages with every item replaced by what ``split`` makes of it."""

        async def fetch(cursor: str | None) -> Page[U]:
            page = await self._fetch(cursor)
            items = tuple(part for item in page.items for part in split(item))
            return Page(items, page.cursor, page.native)

        return Pages(fetch)

    async def first(self) -> Page[T]:
        """Fetch only the first page."""
        return await self._fetch(None)

    async def collect(self, limit: int | None = None) -> list[T]:
        """Fetch into a list, stopping as soon as ``limit`` items are there."""
        items: list[T] = []
        if limit is not None and limit <= 0:
            return items
        async for page in self.pages():
            items.extend(page.items)
            if limit is not None and len(items) >= limit:
                return items[:limit]
        return items

    def pages(self) -> AsyncIterator[Page[T]]:
        """Follow cursors to the end.

        Raises ``BadResponse`` when a cursor comes round again.
        """
        return _Walk(self._fetch)

    def __aiter__(self) -> AsyncIterator[T]:
        return _Items(self.pages())


class _Walk(Generic[T]):
    def __init__(self, fetch: Callable[[str | None], Awaitable[Page[T]]]) -> None:
        self._fetch = fetch
        self._cursor: str | None = None
        self._seen: set[str | None] = set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Page[T]:
        if self._seen and not self._cursor:
            raise StopAsyncIteration
        if self._cursor in self._seen:
            raise BadResponse("the venue served the same page cursor twice")
        page = await self._fetch(self._cursor)
        self._seen.add(self._cursor)
        self._cursor = page.cursor
        return page


class _Items(Generic[T]):
    def __init__(self, pages: AsyncIterator[Page[T]]) -> None:
        self._pages = pages
        self._items: list[T] = []

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while not self._items:
            page = await self._pages.__anext__()
            self._items = list(reversed(page.items))
        return self._items.pop()
