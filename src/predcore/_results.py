"""Answers about many things at once, in which no failure is a missing row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ._errors import NotFound, PredcoreError

__all__ = ["Gathered", "Results"]

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")


class Results(Mapping[K, V]):
    """One answer per key that was asked for: a value, or the error instead of it.

    A mapping of the keys that were answered, in the order asked; ``errors`` holds
    the others. ``results[key]`` raises the key's own error where there is one.
    """

    __slots__ = ("_values", "errors", "keys_asked")

    def __init__(
        self,
        asked: Sequence[K],
        values: Mapping[K, V],
        errors: Mapping[K, PredcoreError] | None = None,
    ) -> None:
        found = errors or {}
        self.keys_asked: tuple[K, ...] = tuple(dict.fromkeys(asked))
        self._values: dict[K, V] = {}
        self.errors: dict[K, PredcoreError] = {}
        for key in self.keys_asked:
            if key in values:
                self._values[key] = values[key]
            else:
                self.errors[key] = found.get(key) or NotFound(
                    f"{key}: the venue did not answer for it"
                )

    def __repr__(self) -> str:
        return f"<Results: {len(self._values)} values, {len(self.errors)} errors>"

    def __getitem__(self, key: K) -> V:
        if key in self.errors:
            raise self.errors[key]
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True)
class Gathered(Generic[W]):
    """A listing over several venues.

    Attributes:
        items: what was found, venue after venue.
        errors: venue name to why it is missing from ``items``.
    """

    items: tuple[W, ...]
    errors: Mapping[str, PredcoreError]

    def __iter__(self) -> Iterator[W]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)
