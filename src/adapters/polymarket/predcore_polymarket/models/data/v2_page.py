"""How version 2 of the Data API wraps its rows."""

from __future__ import annotations

from predcore.kit import wire

from ..names import SNAKE

__all__ = ["Paged", "Pagination"]


@wire
class Pagination:
    """The cursor of the next page, if there is one."""

    __dialect__ = SNAKE

    has_more: bool | None = None
    next_cursor: str | None = None


@wire
class Paged:
    """An envelope; what derives from it adds ``data``."""

    __dialect__ = SNAKE

    pagination: Pagination | None = None
