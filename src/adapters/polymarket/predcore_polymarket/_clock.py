"""How far our clock is from the venue's, and which time to sign.

What the venue allows a signed time to be off is not published.
"""

from __future__ import annotations

from predcore import AuthenticationFailed, VenueError
from predcore.kit import VenueClock

__all__ = ["Clock"]

_SUSPECT = 5000
"""Milliseconds from which a refusal may be the clock's fault."""


class Clock(VenueClock):
    """The time to sign, in Unix seconds."""

    @property
    def is_off(self) -> bool:
        """Whether the clocks are so far apart that the venue may mind."""
        return abs(self.offset or 0) > _SUSPECT

    def timestamp(self) -> int:
        """The time to sign now."""
        return self.now() // 1000

    def explained(self, refusal: VenueError) -> VenueError:
        """The same refusal, saying how far the clock is off where that may be why."""
        if not isinstance(refusal, AuthenticationFailed) or not self.is_off:
            return refusal
        return AuthenticationFailed(
            f"{refusal}: {self.said()}; set it, or open with correct_clock=True",
            status=refusal.status,
            code=refusal.code,
        )
