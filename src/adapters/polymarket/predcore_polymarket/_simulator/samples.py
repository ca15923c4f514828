"""Past prices on a grid: the newest trade at or before each instant."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from .listed import ListedMarket

__all__ = ["Sample", "sampled"]


class Sample(NamedTuple):
    """A price at ``at``, Unix seconds."""

    at: int
    price: Decimal


def sampled(
    market: ListedMarket, outcome: int, start: int, end: int, step: int
) -> list[Sample]:
    """Prices of a token at the multiples of ``step`` seconds, oldest first.

    Both ends, in Unix seconds, belong to the window; before the first trade there
    are no prices.
    """
    trades = market.sim.trades
    if not trades:
        return []
    first = max(start, int(trades[0].at.timestamp()))
    found: list[Sample] = []
    position = 0
    for at in range(-(-first // step) * step, end + 1, step):
        instant = datetime.fromtimestamp(at, UTC)
        while position < len(trades) and trades[position].at <= instant:
            position += 1
        if position:
            price = trades[position - 1].price
            found.append(Sample(at, price if outcome == 0 else 1 - price))
    return found
