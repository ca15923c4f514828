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

    action: Action | None = None
    book_side: BookSide | None = None
    """``outcome_side`` in book words, of YES: ``bid`` is ``yes``."""
    count_fp: Amount | None = None
    """Contracts."""
    created_time: Time | None = None
    exchange_index: int | None = None
    fee_cost: Exact | None = None
    """Dollars, to six decimals."""
    fill_id: str
    is_taker: bool | None = None
    market_ticker: str | None = None
    """The same as ``ticker``."""
    no_price_dollars: Exact | None = None
    order_id: str | None = None
    outcome_side: OutcomeSide | None = None
    """What it positioned for: buying YES and selling NO are both ``yes``."""
    side: OutcomeSide | None = None
    """Deprecated by the venue, as ``action``."""
    subaccount_number: int | None = None
    ticker: str | None = None
    trade_id: str | None = None
    """The same as ``fill_id``."""
    ts: int | None = None
    """Unix seconds."""
    yes_price_dollars: Exact | None = None
    """What was paid; adds up to 1 with ``no_price_dollars``."""


@wire
class FillPage:
    """``GET /portfolio/fills`` and ``GET /historical/fills``; newest first."""

    fills: Items[Fill]
    cursor: str | None = None
