"""What the venue does by the clock, beside what the exchange does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush

__all__ = ["Agenda"]

_Act = Callable[[datetime], None]


class Agenda:
    """Acts with the instants they are due at."""

    def __init__(self) -> None:
        self._due: list[tuple[datetime, int, _Act]] = []
        self._count = 0

    @property
    def next(self) -> datetime | None:
        """When something is due next."""
        return self._due[0][0] if self._due else None

    def plan(self, at: datetime, act: _Act) -> None:
        """Have something done once its time comes; it is told when that was."""
        self._count += 1
        heappush(self._due, (at, self._count, act))

    def run(self, until: datetime) -> None:
        """Do what is due, each told its own instant."""
        while self._due and self._due[0][0] <= until:
            at, _, act = heappop(self._due)
            act(at)

    def clear(self) -> None:
        """Forget everything."""
        self._due.clear()
