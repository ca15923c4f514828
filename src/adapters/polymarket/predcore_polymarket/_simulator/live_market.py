"""A market of the catalogue as the exchange has it now. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from predcore import MarketStatus
from predcore.sim import SimMarket, SimTrade
from predcore.sim.exchange import BookView, MarketView, Phase, Print

__all__ = ["live_market"]

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


def live_market(
    listed: SimMarket,
    view: MarketView,
    book: BookView,
    prints: Sequence[Print],
    *,
    book_at: datetime,
) -> SimMarket:
    """``listed`` with what has changed since.

    Args:
        listed: as the catalogue has it.
        view: the exchange's word on it.
        book: its book.
        prints: trades since it was listed, oldest first.
        book_at: when the book last changed.
    """
    first = 1 + max((trade.number for trade in listed.trades), default=0)
    trades = tuple(
        SimTrade(
            number=number,
            price=trade.book_price,
            size=trade.size,
            taker=trade.book_taker,
            at=trade.at,
        )
        for number, trade in enumerate(prints, first)
    )
    traded = sum((trade.size for trade in prints), Decimal(0))
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
        trades=listed.trades + trades,
        volume=listed.volume + traded,
        volume_24h=listed.volume_24h + traded,
        open_interest=view.open_interest,
        payout=view.payout,
    )
