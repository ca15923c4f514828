"""What one connection may ask for, and how long it may fall behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

__all__ = ["StreamLimits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamLimits:
    """The venue publishes none of these but the heartbeat; tests make them small.

    Attributes:
        markets: of one subscription; any number by default.
        commands: a subscription takes in any second.
        buffer: records that may wait for a slow reader.
        heartbeat: between two pings.
    """

    markets: int | None = None
    commands: int = 10_000
    buffer: int = 100_000
    heartbeat: timedelta = timedelta(seconds=10)
