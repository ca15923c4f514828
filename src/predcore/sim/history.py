"""Past trades made around a price."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from .. import PriceLadder, Side
from .books import size
from .catalogue import SimTrade

__all__ = ["history"]


def history(
    random: Random,
    ladder: PriceLadder,
    chance: Decimal,
    *,
    first: int,
    since: datetime,
    until: datetime,
    places: int,
) -> tuple[SimTrade, ...]:
    """Trades of one market, oldest first, denser towards ``until``.

    Args:
        random: where times, prices and sizes come from.
        ladder: every price is on it.
        chance: prices wander around it, 0 to 1.
        first: number of the first trade.
        since: no trade is earlier; ``until`` none is later.
        places: decimal places of a size.
    """
    seconds = int((until - since) / timedelta(seconds=1))
    if seconds <= 0:
        return ()
    ages = sorted(
        {int(seconds / random.randint(1, 2000)) for _ in range(random.randint(12, 48))},
        reverse=True,
    )
    price = ladder.nearest(chance)
    trades: list[SimTrade] = []
    for number, age in enumerate(ages, first):
        taker = Side.BUY if random.randint(0, 1) else Side.SELL
        moved = ladder.next(price) if taker is Side.BUY else ladder.previous(price)
        if moved is not None and abs(moved - chance) <= Decimal("0.03"):
            price = moved
        trades.append(
            SimTrade(
                number=number,
                price=price,
                size=size(random, places),
                taker=taker,
                at=until - timedelta(seconds=age, milliseconds=random.randint(0, 999)),
            )
        )
    return tuple(trades)
