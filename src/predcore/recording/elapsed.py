"""How far into a recording a row is, whatever somebody did to the clock meanwhile."""

from __future__ import annotations

from .tables import FrameRow

__all__ = ["LONGEST", "Elapsed"]

_MICRO = 1_000_000
_NANO = 1_000_000_000

LONGEST = 60.0
"""Seconds, at most, between a row that only the wall clock dates and the one before:
they are as a lost connection, and those are dialled again sooner."""


class Elapsed:
    """Seconds since the first row, by the clock that does not step where a row has it.

    Tell it rows in their order; the same one again changes nothing.
    """

    def __init__(self) -> None:
        self._origin: int | None = None
        self._recorded_at: int | None = None
        self._seconds = 0.0

    def at(self, row: FrameRow) -> float:
        """When it was told."""
        if row.monotonic:
            if self._origin is None:
                self._origin = row.monotonic - round(self._seconds * _NANO)
            self._seconds = (row.monotonic - self._origin) / _NANO
        elif self._recorded_at is not None:
            passed = (row.recorded_at - self._recorded_at) / _MICRO
            self._seconds += min(max(passed, 0.0), LONGEST)
        self._recorded_at = row.recorded_at
        return self._seconds
