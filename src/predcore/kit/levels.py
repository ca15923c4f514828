"""A side of a book from what a venue sends, without a Python call per level."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .._errors import BadResponse
from .._levels import ASKS, BIDS, Level

__all__ = ["asks_of", "bids_of"]


def asks_of(
    prices: Sequence[Decimal], sizes: Sequence[Decimal], depth: int | None = None
) -> tuple[Level, ...]:
    """Asks of rows in any order, lowest price first, the best ``depth`` of them.

    A size of zero is no row. Raises ``BadResponse`` for anything else that an
    ``Orderbook`` refuses; the book that is made of it does not look again.
    """
    try:
        return ASKS.of(prices, sizes, depth)
    except ValueError as error:
        raise BadResponse(f"asks: {error}", path="asks") from error


def bids_of(
    prices: Sequence[Decimal], sizes: Sequence[Decimal], depth: int | None = None
) -> tuple[Level, ...]:
    """Bids of rows in any order, highest price first; otherwise as :func:`asks_of`."""
    try:
        return BIDS.of(prices, sizes, depth)
    except ValueError as error:
        raise BadResponse(f"bids: {error}", path="bids") from error
