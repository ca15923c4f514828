"""What the venue can be told to do to its traders; everything is off at first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from ..answers import Refused

__all__ = ["Modes", "Trading"]

Trading = Literal["open", "post_only", "cancel_only", "disabled"]

_DISABLED = "Trading is currently disabled. Check polymarket.com for updates"
_CANCEL_ONLY = (
    "Trading is currently cancel-only. New orders are not accepted, but cancels are "
    "allowed."
)
POST_ONLY = "post-only mode: only post-only orders and cancels are allowed"
_RESTARTING = "the matching engine is restarting, please try again"
_AFTERWARDS = timedelta(minutes=2)
"""How long only post-only orders are taken after a restart."""


@dataclass(slots=True)
class Modes:
    """Switches; each can be set at any time.

    Attributes:
        trading: whether orders and cancels are taken.
        version: of the orders that are taken; another than 2 refuses those of 2.
        geoblocked: callers are where trading is not allowed.
        banned, closed_only: addresses, in small letters.
        remembers: orders that have ended can still be read.
        mined_after, confirmed_after: from the match on.
        failing: so many of the trades to come fail instead of being mined.
    """

    trading: Trading = "open"
    version: int = 2
    geoblocked: bool = False
    banned: set[str] = field(default_factory=set[str])
    closed_only: set[str] = field(default_factory=set[str])
    remembers: bool = True
    mined_after: timedelta = timedelta(seconds=2)
    confirmed_after: timedelta = timedelta(seconds=5)
    failing: int = 0
    restarts_until: datetime | None = None

    def restart(self, now: datetime, lasts: timedelta) -> None:
        """Have the engine restart: nothing for a while, then post-only orders."""
        self.restarts_until = now + lasts

    def check_cancel(self, now: datetime) -> None:
        """Raise ``Refused`` (425, 503) where not even cancels are taken."""
        if self.restarts_until is not None and now < self.restarts_until:
            raise Refused(425, {"error": _RESTARTING})
        if self.trading == "disabled":
            raise Refused(503, {"error": _DISABLED})

    def check_place(self, now: datetime) -> None:
        """Raise ``Refused`` (425, 503) where no order is taken."""
        self.check_cancel(now)
        if self.trading == "cancel_only":
            raise Refused(503, {"error": _CANCEL_ONLY})

    def only_posts(self, now: datetime) -> timedelta | None:
        """How long only post-only orders are taken; ``None`` where others are, too."""
        if self.trading == "post_only":
            return _AFTERWARDS
        if self.restarts_until is None or now >= self.restarts_until + _AFTERWARDS:
            return None
        return self.restarts_until + _AFTERWARDS - now
