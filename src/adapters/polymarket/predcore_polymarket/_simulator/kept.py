"""Rows that are made once, and again only after what they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from .notation import Row

__all__ = ["Kept", "Versioned"]


class Versioned(Protocol):
    """Something listed, whose ``version`` grows when it changes."""

    @property
    def id(self) -> str:
        """Its name among its kind."""
        ...

    @property
    def version(self) -> int:
        """Grows with every change."""
        ...


_Item = TypeVar("_Item", bound=Versioned)


class Kept(Generic[_Item]):
    """The rows of what is listed.

    Args:
        make: makes the row of one item.
        items: what is listed, in order.
    """

    def __init__(self, make: Callable[[_Item], Row], items: Sequence[_Item]) -> None:
        self._make = make
        self._items = items
        self._rows: dict[str, tuple[int, Row]] = {}

    def of(self, item: _Item) -> Row:
        """The row of one item."""
        version = item.version
        known = self._rows.get(item.id)
        if known is None or known[0] != version:
            known = self._rows[item.id] = version, self._make(item)
        return known[1]

    def all(self) -> list[Row]:
        """The rows of everything, in order."""
        return [self.of(item) for item in self._items]
