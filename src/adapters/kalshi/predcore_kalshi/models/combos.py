"""Combos: markets made of legs."""

from __future__ import annotations

from predcore.kit import wire

from .markets import Market

__all__ = ["CreatedMultivariateMarket"]


@wire
class CreatedMultivariateMarket:
    """``POST /multivariate_event_collections/{collection_ticker}``."""

    event_ticker: str
    market_ticker: str
    market: Market | None = None
    """Only when asked for."""
