"""Time that a test can drive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic_ns

__all__ = ["SimClock"]


class SimClock:
    """The exchange's time: still until moved, or running on from ``start``.

    Args:
        start: the first instant, aware.
        running: whether time passes by itself, as fast as the wall clock.
    """

    __slots__ = ("_at", "_since", "running")

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        self.running = running
        self.set(start)

    def now(self) -> datetime:
        """The current instant, in UTC."""
        if not self.running:
            return self._at
        return self._at + timedelta(microseconds=(monotonic_ns() - self._since) // 1000)

    def advance(self, by: timedelta) -> datetime:
        """Move forward; raises ``ValueError`` for a step back."""
        if by < timedelta(0):
            raise ValueError(f"time only moves forward, got {by}")
        self.set(self.now() + by)
        return self._at

    def set(self, at: datetime) -> None:
        """Move to ``at``, aware; a running clock runs on from there."""
        if at.tzinfo is None:
            raise ValueError(f"the clock needs an aware instant, got {at}")
        self._at = at.astimezone(UTC)
        self._since = monotonic_ns()
