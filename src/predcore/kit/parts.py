"""Long lists in parts that fit a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["parts_of"]

T = TypeVar("T")


def parts_of(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """The items in parts of at most ``most``, in order; no part of nothing."""
    return [items[start : start + most] for start in range(0, len(items), most)]
