"""What has been traded of a market, as the catalogue tells trades."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from predcore.sim import SimMarket, SimTrade
from predcore.sim.exchange import Print

__all__ = ["LiveTrades"]


class LiveTrades:
    """A market's trades, the catalogue's first; ``traded`` are the shares since."""

    def __init__(self, listed: SimMarket) -> None:
        self.all = list(listed.trades)
        self.traded = Decimal(0)
        self._number = max((trade.number for trade in self.all), default=0)

    def take(self, prints: Sequence[Print]) -> None:
        """Add what is new of all prints of the market."""
        for trade in prints[len(self.all) :]:
            self._number += 1
            self.traded += trade.size
            self.all.append(
                SimTrade(
                    number=self._number,
                    price=trade.book_price,
                    size=trade.size,
                    taker=trade.book_taker,
                    at=trade.at,
                )
            )
