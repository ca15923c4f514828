"""How far our clock is from the venue's, and which time to sign.

Kalshi refuses a signature whose time is off: five seconds and ten are accepted,
thirty are not, in either direction; the limit is not published.
"""

from __future__ import annotations

from predcore import AuthenticationFailed, VenueError
from predcore.kit import VenueClock

__all__ = ["Clock", "is_expired"]

_REFUSED = 20_000
"""Milliseconds; between what is known to be accepted and to be refused."""
_EXPIRED = "header_timestamp_expired"


class Clock(VenueClock):
    """The time to sign, in Unix milliseconds."""

    def timestamp(self) -> int:
        """The time to sign now.

        Raises:
            AuthenticationFailed: the venue would refuse it; nothing was sent.
        """
        # An old measurement must not block what would measure again.
        if not self.correct and self.recent and abs(self.offset or 0) > _REFUSED:
            raise AuthenticationFailed(f"{self._advice()}; nothing was sent")
        return self.now()

    def explained(self, refusal: VenueError) -> VenueError:
        """The same refusal, saying how far the clock is off where that is why."""
        if not is_expired(refusal):
            return refusal
        if self.offset is None:
            why = "check this machine's clock; the answer did not tell the time"
        elif self.agrees:
            why = "the clocks agree within 2 s; was the request held up on its way?"
        else:
            why = self._advice()
        return AuthenticationFailed(
            f"{refusal}: {why}", status=refusal.status, code=refusal.code
        )

    def _advice(self) -> str:
        return f"{self.said()}; set it, or open with correct_clock=True"


def is_expired(error: Exception) -> bool:
    """Whether the venue refused because of the time that was signed."""
    return isinstance(error, AuthenticationFailed) and (
        error.code == _EXPIRED or _EXPIRED in str(error)
    )
