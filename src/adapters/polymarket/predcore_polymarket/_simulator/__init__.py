"""The venue's own REST wire in front of a synthetic catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from .simulator import PolymarketSimulator as PolymarketSimulator

__all__ = ["PolymarketSimulator"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, {".simulator": "PolymarketSimulator"})
