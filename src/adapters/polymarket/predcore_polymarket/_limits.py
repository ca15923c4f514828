"""Polymarket's published rate limits (documentation of August 2026), per address.

The venue counts requests in sliding windows of ten seconds and delays what is over.
"""

from __future__ import annotations

from collections.abc import Mapping

from predcore.kit import Budget

__all__ = ["BUDGETS"]

_WINDOW = 10
_PER_WINDOW = {
    "gamma": 4000,
    "gamma.events": 500,
    "gamma.markets": 300,
    "gamma.comments": 200,
    "gamma.tags": 200,
    "gamma.search": 350,
    "clob": 9000,
    "clob.book": 1500,
    "clob.books": 500,
    "clob.price": 1500,
    "clob.prices": 500,
    "clob.midpoint": 1500,
    "clob.midpoints": 500,
    "clob.history": 1000,
    "clob.tick": 200,
    "data": 1000,
    "data.trades": 200,
    "data.positions": 150,
    "data.closed": 150,
    "data.pnl": 200,
}


def _budget(most: int) -> Budget:
    """A burst of a tenth and a steady nine tenths: no window ever holds more."""
    burst = most / 10
    return Budget(rate=(most - burst) / _WINDOW, capacity=burst)


BUDGETS: Mapping[str, Budget] = {
    name: _budget(most) for name, most in _PER_WINDOW.items()
}
"""By the bucket that requests name."""
