"""How far our clock is from the venue's, and which time to sign.

What the venue allows a signed time to be off is not published. Every answer has a
``Date``, in whole seconds, which is near enough to tell.
"""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parsedate_to_datetime
from time import monotonic_ns, time_ns

from predcore import AuthenticationFailed, VenueError
from predcore.kit import Reply

__all__ = ["Clock"]

_SECOND = 1000
_AGREES = 2 * _SECOND
"""Milliseconds; a header in whole seconds that travelled tells nothing finer."""
_SUSPECT = 5 * _SECOND
"""Milliseconds from which a refusal may be the clock's fault."""
_EVERY = 30 * _SECOND
"""Milliseconds between two looks at a header."""


class Clock:
    """The time to sign, in Unix seconds.

    Args:
        correct: sign with the venue's time, once an answer has told it, where ours
            is more than two seconds off.
        wall: nanoseconds since 1970, as this machine has them.
        steady: nanoseconds that nobody sets.
    """

    def __init__(
        self,
        *,
        correct: bool = False,
        wall: Callable[[], int] = time_ns,
        steady: Callable[[], int] = monotonic_ns,
    ) -> None:
        self.correct = correct
        self._wall = wall
        self._steady = steady
        self._origin: int | None = None
        self._seen = 0

    @property
    def offset(self) -> int | None:
        """Milliseconds to add to our clock, ``None`` before an answer told."""
        if self._origin is None:
            return None
        return self._origin + self._ticks() - self._ours()

    @property
    def is_off(self) -> bool:
        """Whether the clocks are so far apart that the venue may mind."""
        return abs(self.offset or 0) > _SUSPECT

    @property
    def correction(self) -> int:
        """Milliseconds that are added to our clock in what is signed."""
        offset = self.offset or 0
        return offset if self.correct and abs(offset) > _AGREES else 0

    def moved(self, correction: int) -> bool:
        """Whether another time is signed now than with that correction."""
        return abs(self.correction - correction) > _AGREES

    def timestamp(self) -> int:
        """The time to sign now."""
        return (self._ours() + self.correction) // _SECOND

    def observe(self, reply: Reply) -> None:
        """Look at an answer's ``Date``, now and then and after each 401."""
        now = self._ticks()
        fresh = self._origin is not None and now - self._seen < _EVERY
        if fresh and reply.status != 401:
            return
        told = _instant(reply)
        if told is not None:
            self._origin, self._seen = told - now, now

    def explained(self, refusal: VenueError) -> VenueError:
        """The same refusal, saying how far the clock is off where that may be why."""
        if not isinstance(refusal, AuthenticationFailed) or not self.is_off:
            return refusal
        return AuthenticationFailed(
            f"{refusal}: {self.said()}; set it, or open with correct_clock=True",
            status=refusal.status,
            code=refusal.code,
        )

    def said(self) -> str:
        """How far off it is, in words."""
        offset = self.offset or 0
        where = "behind" if offset > 0 else "ahead of"
        seconds = round(abs(offset) / _SECOND)
        return f"this machine's clock is {seconds} s {where} the venue's"

    def _ours(self) -> int:
        return self._wall() // 1_000_000

    def _ticks(self) -> int:
        return self._steady() // 1_000_000


def _instant(reply: Reply) -> int | None:
    """The venue's time in milliseconds: the middle of the second it names.

    An answer out of a cache tells when it was put there.
    """
    if reply.headers.get("age", "0") != "0":
        return None
    try:
        told = parsedate_to_datetime(reply.headers["date"])
    except (KeyError, ValueError):
        return None
    if told.tzinfo is None:
        return None
    return int(told.timestamp()) * _SECOND + _SECOND // 2
