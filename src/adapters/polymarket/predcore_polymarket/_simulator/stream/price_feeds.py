"""Prices of coins and shares, made up: a function of the name and the second alone."""

from __future__ import annotations

from decimal import Decimal
from zlib import crc32

from ..notation import Row, text

__all__ = ["past", "price_at"]

_HISTORY = 5
"""Seconds of the past that a subscription begins with."""


def price_at(symbol: str, second: int) -> Decimal:
    """What a symbol costs."""
    base = crc32(symbol.encode()) % 100_000 + 100
    return base + Decimal(crc32(f"{symbol} {second}".encode()) % 10_000) / 1000


def past(symbol: str, second: int) -> list[Row]:
    """The last few prices, oldest first."""
    return [
        {
            "timestamp": at * 1000,
            "value": price_at(symbol, at),
            "full_accuracy_value": text(price_at(symbol, at)),
        }
        for at in range(second - _HISTORY, second)
    ]
