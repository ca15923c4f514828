"""A market of the catalogue as the exchange has it now. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from .. import MarketStatus
from .catalogue import SimMarket, SimTrade
from .exchange import BookView, MarketView, Phase

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
"""The phase, without its shades."""


def live_market(
    listed: SimMarket,
    view: MarketView,
    book: BookView,
    *,
    book_at: datetime,
    trades: tuple[SimTrade, ...],
    traded: Decimal,
) -> SimMarket:
    """Take a market as it is listed, and give it with what has changed since.

    Args:
        listed: as the catalogue has it.
        view: the exchange's word on it.
        book: its book.
        book_at: when the book last changed.
        trades: all of its trades, the catalogue's first.
        traded: contracts since it was listed.
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
        trades=trades,
        volume=listed.volume + traded,
        volume_24h=listed.volume_24h + traded,
        open_interest=view.open_interest,
        payout=view.payout,
    )
