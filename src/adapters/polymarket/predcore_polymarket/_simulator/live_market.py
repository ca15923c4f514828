"""A market of the catalogue as the exchange has it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from predcore import MarketStatus
from predcore.sim import SimMarket, SimTrade
from predcore.sim.exchange import BookView, MarketView, Phase, Print

__all__ = ["LiveTrades", "live_market"]

_STATUSES = {
    Phase.LISTED: MarketStatus.PENDING,
    Phase.OPEN: MarketStatus.OPEN,
    Phase.PAUSED: MarketStatus.HALTED,
    Phase.CLOSED: MarketStatus.CLOSED,
    Phase.DETERMINED: MarketStatus.DETERMINED,
    Phase.DISPUTED: MarketStatus.DETERMINED,
    Phase.AMENDED: MarketStatus.DETERMINED,
    Phase.FINALIZED: MarketStatus.SETTLED,
}


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


def live_market(
    listed: SimMarket,
    view: MarketView,
    book: BookView,
    trades: LiveTrades,
    *,
    book_at: datetime,
) -> SimMarket:
    """``listed`` with what has changed since.

    Args:
        listed: as the catalogue has it.
        view: the exchange's word on it.
        book: its book.
        trades: the catalogue's, and those since.
        book_at: when the book last changed.
    """
    return replace(
        listed,
        status=_STATUSES[view.phase],
        ladder=view.ladder,
        opens_at=view.open_at,
        closes_at=view.close_at,
        settles_at=view.settled_at or listed.settles_at,
        bids=book.bids,
        asks=book.asks,
        book_at=book_at,
        trades=tuple(trades.all),
        volume=listed.volume + trades.traded,
        volume_24h=listed.volume_24h + trades.traded,
        open_interest=view.open_interest,
        payout=view.payout,
    )
