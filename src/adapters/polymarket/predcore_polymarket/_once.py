"""Listings whose pages are numbered, while rows keep coming in at the front."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable
from typing import Generic, Self, TypeVar

__all__ = ["Once"]

T = TypeVar("T")


class Once(AsyncIterable[T]):
    """The same rows, each once, though a page may begin with rows of the page before.

    Args:
        rows: what is iterated over.
        key: what tells one row from another.
    """

    def __init__(self, rows: AsyncIterable[T], *, key: Callable[[T], str]) -> None:
        self._rows = rows
        self._key = key

    def __aiter__(self) -> AsyncIterator[T]:
        return _New(aiter(self._rows), self._key)


class _New(Generic[T]):
    def __init__(self, rows: AsyncIterator[T], key: Callable[[T], str]) -> None:
        self._rows = rows
        self._key = key
        self._seen: set[str] = set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while True:
            row = await anext(self._rows)
            key = self._key(row)
            if key not in self._seen:
                self._seen.add(key)
                return row
