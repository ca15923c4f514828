"""The garbage collector's rest while many objects are made that are all kept."""

from __future__ import annotations

import gc

__all__ = ["Resting"]


class Resting:
    """Keeps the collector from looking at a page of new objects again and again.

    For a stretch of work without ``await``. A page of a thousand markets would set
    the collector off many times, and none of what it looks at is garbage.
    """

    __slots__ = ("_was_enabled",)

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *exc: object) -> None:
        if self._was_enabled:
            gc.enable()
