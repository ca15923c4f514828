"""Notices silence: the failure of a stream that looks like a quiet market."""

from __future__ import annotations

__all__ = ["Watchdog"]

_PAUSES = 20.0
"""So many usual pauses are too long a silence."""

_LEARNED = 50
"""Messages that make a rhythm."""


class Watchdog:
    """One subscription's deadlines, in seconds of the monotonic clock.

    ``started`` arms it for the first message and ``heard`` for the next one. When
    ``due`` has passed, ask the venue for a sign of life and say so with ``asked``;
    what is due then is the answer.

    It learns how much of a silence is usual: after 50 messages, twenty times the usual
    pause between two is too long, where that is less than ``quiet``. So a dead
    subscription has gone ``quiet + first`` seconds without a message at most when it is
    noticed, and a busy one ``brief + first``.

    Args:
        first: how long the first message, or an answer, may take.
        quiet: how long a subscription may be silent before it is asked.
        brief: silence that is never too long, however busy it was.

    Attributes:
        unanswered: what is due is an answer or the first message; the venue has
            been asked.
    """

    __slots__ = (
        "_armed",
        "_asked_at",
        "_brief",
        "_first",
        "_heard",
        "_heard_at",
        "_learned_at",
        "_learned_from",
        "_pause",
        "_quiet",
        "unanswered",
    )

    def __init__(
        self, *, first: float = 5.0, quiet: float = 30.0, brief: float = 3.0
    ) -> None:
        self._first = first
        self._quiet = quiet
        self._brief = min(brief, quiet)
        self._armed = False
        self._heard_at = self._asked_at = self._learned_at = self._pause = 0.0
        self._heard = self._learned_from = 0
        self.unanswered = False

    def started(self, now: float) -> None:
        """A subscription was asked for."""
        self._heard_at = self._learned_at = now
        self._heard = self._learned_from = 0
        self._pause = 0.0
        self._armed = True
        self.asked(now)

    def heard(self, now: float) -> None:
        """A message came."""
        self._heard += 1
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
        return self._heard_at + self.patience

    @property
    def patience(self) -> float:
        """Seconds of silence that are usual enough, going by the messages since it was
        asked before and, half as much each time, those before that."""
        if new := self._heard - self._learned_from:
            latest = (self._heard_at - self._learned_at) / new
            self._pause = ((self._pause or latest) + latest) / 2
            self._learned_from, self._learned_at = self._heard, self._heard_at
        if self._heard < _LEARNED:
            return self._quiet
        return min(max(_PAUSES * self._pause, self._brief), self._quiet)

    def silence(self, now: float) -> float:
        """Seconds since the last message."""
        return now - self._heard_at
