"""How far our clock is from the venue's, read off its answers.

Signatures carry a time, and a venue refuses one that is too far off. Every HTTP answer
has a ``Date``, in whole seconds, which is near enough to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from time import monotonic_ns, time_ns

from .engines import Reply

__all__ = ["VenueClock", "clock_notes"]

_SECOND = 1000
_AGREES = 2 * _SECOND
"""Milliseconds; a header in whole seconds that travelled tells nothing finer."""
_EVERY = 30 * _SECOND
"""Milliseconds between two looks at a header."""


class VenueClock:
    """The time to sign, and what the venue's answers say of it.

    Give :meth:`observe` to :class:`~predcore.kit.HTTP`. All times are in milliseconds;
    what a venue wants signed, and how far off it may be, a subclass knows.

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
    def agrees(self) -> bool:
        """Whether nothing is known against our clock."""
        return abs(self.offset or 0) <= _AGREES

    @property
    def recent(self) -> bool:
        """Whether the offset was measured within the last minute."""
        return self._origin is not None and self._ticks() - self._seen < 2 * _EVERY

    @property
    def correction(self) -> int:
        """Milliseconds that are added to our clock in what is signed."""
        offset = self.offset or 0
        return offset if self.correct and abs(offset) > _AGREES else 0

    def moved(self, correction: int) -> bool:
        """Whether another time is signed now than with that correction."""
        return abs(self.correction - correction) > _AGREES

    def now(self) -> int:
        """Milliseconds since 1970 to sign: ours, corrected where that is wanted."""
        return self._ours() + self.correction

    def observe(self, reply: Reply) -> None:
        """Look at an answer's ``Date``, now and then and after each 401."""
        now = self._ticks()
        fresh = self._origin is not None and now - self._seen < _EVERY
        if fresh and reply.status != 401:
            return
        told = _instant(reply.headers)
        if told is not None:
            self._origin, self._seen = told - now, now

    def said(self) -> str:
        """How far off our clock is, in words."""
        return _off_by(timedelta(milliseconds=self.offset or 0))

    def _ours(self) -> int:
        return self._wall() // 1_000_000

    def _ticks(self) -> int:
        return self._steady() // 1_000_000


def clock_notes(offset: timedelta | None) -> list[str]:
    """Note in a report on credentials how far a clock is off, if it is.

    Two seconds are worth a note, long before a venue refuses.
    """
    if offset is None or abs(offset) < timedelta(milliseconds=_AGREES):
        return []
    return [_off_by(offset)]


def _off_by(offset: timedelta) -> str:
    where = "behind" if offset > timedelta() else "ahead of"
    seconds = round(abs(offset).total_seconds())
    return f"this machine's clock is {seconds} s {where} the venue's"


def _instant(headers: Mapping[str, str]) -> int | None:
    """The venue's time in milliseconds: the middle of the second it names.

    An answer out of a cache tells when it was put there.
    """
    if headers.get("age", "0") != "0":
        return None
    try:
        told = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError):
        return None
    if told.tzinfo is None:
        return None
    return int(told.timestamp()) * _SECOND + _SECOND // 2
