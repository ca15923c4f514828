"""Polymarket for predcore: the native client and the unified venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from ._client import Polymarket as Polymarket
    from ._fees import TakerFees as TakerFees
    from ._venue import PolymarketVenue as PolymarketVenue
    from .models.clob.book import book_hash as book_hash

_HOMES = {
    "._client": "Polymarket",
    "._fees": "TakerFees",
    "._venue": "PolymarketVenue",
    ".models.clob.book": "book_hash",
}

__all__ = ["Polymarket", "PolymarketVenue", "TakerFees", "book_hash"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
