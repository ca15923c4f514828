"""Converting many answers, in which one that does not fit is its own error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from predcore import BadResponse, PredcoreError, Results
from predcore.kit import Resting

__all__ = ["converted"]

K = TypeVar("K")
V = TypeVar("V")
W = TypeVar("W")


def converted(
    asked: Sequence[K],
    found: Mapping[K, V],
    errors: Mapping[K, PredcoreError],
    convert: Callable[[V], W],
) -> Results[K, W]:
    """The results with every value converted; ``BadResponse`` stays with its key."""
    values: dict[K, W] = {}
    failed = dict(errors)
    with Resting():
        for key, value in found.items():
            try:
                values[key] = convert(value)
            except BadResponse as error:
                failed[key] = error
    return Results(asked, values, failed)
