"""The latest of something that never ends."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import TypeVar

__all__ = ["Recent"]

K = TypeVar("K")
V = TypeVar("V")


class Recent(MutableMapping[K, V]):
    """A dictionary of the entries that were set last, up to a number.

    Args:
        most: how many; one more, and the one that was set longest ago is forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        return self._entries[key]

    def __iter__(self) -> Iterator[K]:
        """Keys, the one that was set longest ago first."""
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __delitem__(self, key: K) -> None:
        del self._entries[key]

    def __setitem__(self, key: K, value: V) -> None:
        """Keep an entry as the latest, instead of one with the same key."""
        self._entries.pop(key, None)
        self._entries[key] = value
        if len(self._entries) > self._most:
            del self._entries[next(iter(self._entries))]
