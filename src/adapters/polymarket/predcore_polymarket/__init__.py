"""Polymarket for predcore: the native client and the unified venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from ._client import Polymarket as Polymarket
    from ._fees import TakerFees as TakerFees
    from ._relayer_keys import BuilderKey as BuilderKey
    from ._relayer_keys import RelayerKey as RelayerKey
    from ._venue import PolymarketVenue as PolymarketVenue
    from .models.clob.book import book_hash as book_hash

_HOMES = {
    "._client": "Polymarket",
    "._fees": "TakerFees",
    "._relayer_keys": "BuilderKey RelayerKey",
    "._venue": "PolymarketVenue",
    ".models.clob.book": "book_hash",
}

__all__ = [
    "BuilderKey",
    "Polymarket",
    "PolymarketVenue",
    "RelayerKey",
    "TakerFees",
    "book_hash",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
