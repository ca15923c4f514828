"""How far our clock is from the venue's, and which time to sign.

Kalshi refuses a signature whose time is off: five seconds and ten are accepted,
thirty are not, in either direction; the limit is not published. Every answer has a
``Date``, in whole seconds, which is near enough to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from time import monotonic_ns, time_ns

from predcore import AuthenticationFailed, VenueError
from predcore.kit import Reply

__all__ = ["Clock", "is_expired"]

_SECOND = 1000
_AGREES = 2 * _SECOND
"""Milliseconds; a header in whole seconds that travelled tells nothing finer."""
_REFUSED = 20 * _SECOND
"""Milliseconds; between what is known to be accepted and to be refused."""
_EVERY = 30 * _SECOND
"""Milliseconds between two looks at a header."""
_FRESH = 2 * _EVERY
_EXPIRED = "header_timestamp_expired"


class Clock:
    """The time to sign, in Unix milliseconds.

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
        return self._origin + self._ticks() - self._wall() // 1_000_000

    def timestamp(self) -> int:
        """The time to sign now.

        Raises:
            AuthenticationFailed: the venue would refuse it; nothing was sent.
        """
        ours = self._wall() // 1_000_000
        offset = self.offset
        if offset is None or abs(offset) <= _AGREES:
            return ours
        if self.correct:
            return ours + offset
        # An old measurement must not block what would measure again.
        if abs(offset) > _REFUSED and self._ticks() - self._seen < _FRESH:
            raise AuthenticationFailed(f"{_off_by(offset)}; nothing was sent")
        return ours

    def observe(self, reply: Reply) -> None:
        """Look at an answer's ``Date``, now and then and after each 401."""
        now = self._ticks()
        stale = self._origin is None or now - self._seen >= _EVERY
        if not stale and reply.status != 401:
            return
        instant = _instant(reply.headers)
        if instant is not None:
            self._origin = instant - now
            self._seen = now

    def explained(self, refusal: VenueError) -> VenueError:
        """The same refusal, saying how far the clock is off where that is why."""
        if not is_expired(refusal):
            return refusal
        offset = self.offset
        if offset is None:
            why = "check this machine's clock; the answer did not tell the time"
        elif abs(offset) <= _AGREES:
            why = "the clocks agree within 2 s; was the request held up on its way?"
        else:
            why = _off_by(offset)
        return AuthenticationFailed(
            f"{refusal}: {why}", status=refusal.status, code=refusal.code
        )

    def _ticks(self) -> int:
        return self._steady() // 1_000_000


def is_expired(error: Exception) -> bool:
    """Whether the venue refused because of the time that was signed."""
    return isinstance(error, AuthenticationFailed) and (
        error.code == _EXPIRED or _EXPIRED in str(error)
    )


def _off_by(offset: int) -> str:
    seconds = round(abs(offset) / _SECOND)
    where = "behind" if offset > 0 else "ahead of"
    return (
        f"this machine's clock is {seconds} s {where} the venue's; "
        "set it, or open with correct_clock=True"
    )


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
