"""Kalshi for predcore: ``Kalshi`` speaks the venue's words, ``KalshiVenue`` ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from ._client import Kalshi as Kalshi
    from ._fees import KalshiFees as KalshiFees
    from ._venue import KalshiVenue as KalshiVenue

__all__ = ["Kalshi", "KalshiFees", "KalshiVenue"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {"._client": "Kalshi", "._fees": "KalshiFees", "._venue": "KalshiVenue"},
    )
