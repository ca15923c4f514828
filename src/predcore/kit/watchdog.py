"""Notices silence: the failure of a stream that looks like a quiet market."""

from __future__ import annotations

__all__ = ["Watchdog"]


class Watchdog:
    """One subscription's deadlines, in seconds of the monotonic clock.

    ``started`` arms it for the first message and ``heard`` for the next one. When
    ``due`` has passed, ask the venue for a sign of life and say so with ``asked``;
    what is due then is the answer.

    Args:
        first: how long the first message, or an answer, may take.
        quiet: how long a subscription may be silent before it is asked.

    Attributes:
        unanswered: what is due is an answer or the first message; the venue has
            been asked.
    """

    __slots__ = ("_armed", "_asked_at", "_first", "_heard_at", "_quiet", "unanswered")

    def __init__(self, *, first: float = 5.0, quiet: float = 30.0) -> None:
        self._first = first
        self._quiet = quiet
        self._armed = False
        self._heard_at = self._asked_at = 0.0
        self.unanswered = False

    def started(self, now: float) -> None:
        """A subscription was asked for."""
        self._heard_at = now
        self._armed = True
        self.asked(now)

    def heard(self, now: float) -> None:
        """A message came."""
        self._heard_at = now
        self.unanswered = False

    def asked(self, now: float) -> None:
        """A sign of life was asked for."""
        self._asked_at = now
        self.unanswered = True

    def stop(self) -> None:
        """There is no subscription."""
        self._armed = False

    def due(self) -> float | None:
        """When something must have come; ``None`` for never."""
        if not self._armed:
            return None
        if self.unanswered:
            return self._asked_at + self._first
        return self._heard_at + self._quiet

    def silence(self, now: float) -> float:
        """Seconds since the last message."""
        return now - self._heard_at
