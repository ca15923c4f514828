"""The venue's own ping: a text asked for, a text in answer, outside of all JSON."""

from __future__ import annotations

__all__ = ["Heartbeat"]


class Heartbeat:
    """When to ask, and since when there has been no answer. Seconds, monotonic.

    Args:
        every: how often to ask.
        patience: how long there may be no answer.
    """

    def __init__(self, every: float = 10.0, patience: float = 30.0) -> None:
        self._every = every
        self._patience = patience
        self._next: float | None = None
        self._answered = 0.0

    def started(self, now: float) -> None:
        """A connection is open."""
        self._next, self._answered = now + self._every, now

    def stop(self) -> None:
        """There is none."""
        self._next = None

    def asked(self, now: float) -> None:
        """A ping is on its way."""
        self._next = now + self._every

    def answered(self, now: float) -> None:
        """A pong came."""
        self._answered = now

    def due(self) -> float | None:
        """When to look again."""
        if self._next is None:
            return None
        return min(self._next, self._answered + self._patience)

    def silence(self, now: float) -> float:
        """Seconds since the last answer."""
        return now - self._answered

    def dead(self, now: float) -> bool:
        """Whether there has been no answer for too long."""
        return self._next is not None and self.silence(now) >= self._patience

    def late(self, now: float) -> bool:
        """Whether it is time to ask."""
        return self._next is not None and now >= self._next
