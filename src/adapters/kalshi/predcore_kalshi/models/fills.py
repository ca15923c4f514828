"""What traded."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, Time, wire

from .markets import OutcomeSide
from .orders import Action
from .trades import BookSide

__all__ = ["Fill", "FillPage"]


@wire
class Fill:
    """A trade of one's own. The client's id is on the order, not here."""

    fill_id: str
    exchange_index: int | None = None
    trade_id: str | None = None
    """The same as ``fill_id``."""
    order_id: str | None = None
    ticker: str | None = None
    market_ticker: str | None = None
    """The same as ``ticker``."""
    side: OutcomeSide | None = None
    """Deprecated by the venue, as ``action``."""
    action: Action | None = None
    outcome_side: OutcomeSide | None = None
    """What it positioned for: buying YES and selling NO are both ``yes``."""
    book_side: BookSide | None = None
    """The same in book words, of YES: ``bid`` is ``yes``."""
    count_fp: Amount | None = None
    """Contracts."""
    yes_price_dollars: Exact | None = None
    """What was paid; adds up to 1 with ``no_price_dollars``."""
    no_price_dollars: Exact | None = None
    is_taker: bool | None = None
    created_time: Time | None = None
    fee_cost: Exact | None = None
    """Dollars, to six decimals."""
    subaccount_number: int | None = None
    ts: int | None = None
    """Unix seconds."""


@wire
class FillPage:
    """``GET /portfolio/fills`` and ``GET /historical/fills``; newest first."""

    fills: Items[Fill]
    cursor: str | None = None
