"""A feed made anew from what another one remembered."""

from __future__ import annotations

from collections.abc import Mapping

from predcore.kit import Drift

from .market_feed import MarketFeed

__all__ = ["recalled"]


def recalled(memory: Mapping[str, object]) -> MarketFeed:
    """The feed that a recording was made with, following nothing yet."""
    return MarketFeed(trades=memory.get("trades") is True, drift=Drift())
