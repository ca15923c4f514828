"""What one call did to the books."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from predcore import Side
from predcore.sim.exchange import BookChange

from ..listing import Listing
from .tap import BookMoved, LevelChange

__all__ = ["book_moves"]


def book_moves(
    listing: Listing,
    changes: Iterable[BookChange],
    traded: Collection[str],
    at: datetime,
) -> Iterator[BookMoved]:
    """One move a market, with every level that changed as it is in the end."""
    levels: dict[str, dict[tuple[Side, Decimal], Decimal]] = {}
    for change in changes:
        side_and_price = change.side, change.price
        levels.setdefault(change.market, {})[side_and_price] = change.size
    for condition, found in levels.items():
        yield BookMoved(
            at=at,
            market=listing.by_condition[condition],
            changes=tuple(
                LevelChange(side, price, size) for (side, price), size in found.items()
            ),
            traded=condition in traded,
        )
