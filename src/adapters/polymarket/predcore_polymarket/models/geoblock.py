"""Whether Polymarket lets an address in."""

from __future__ import annotations

from predcore.kit import wire

from .names import SNAKE

__all__ = ["Geoblock"]


@wire
class Geoblock:
    """Where the venue thinks that you are, and whether it refuses orders from there."""

    __dialect__ = SNAKE

    blocked: bool
    ip: str | None = None
    country: str | None = None
    """Two letters."""
    region: str | None = None
