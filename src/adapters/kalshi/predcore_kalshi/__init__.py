"""Kalshi for predcore: ``Kalshi`` speaks the venue's words, ``KalshiVenue`` ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from ._client import Kalshi as Kalshi
    from ._credentials import Credentials as Credentials
    from ._fees import KalshiFees as KalshiFees
    from ._limits import tier as tier
    from ._venue import KalshiVenue as KalshiVenue

__all__ = ["Credentials", "Kalshi", "KalshiFees", "KalshiVenue", "tier"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "._client": "Kalshi",
            "._credentials": "Credentials",
            "._fees": "KalshiFees",
            "._limits": "tier",
            "._venue": "KalshiVenue",
        },
    )
