"""Public prints."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

from .markets import OutcomeSide

__all__ = ["BookSide", "Trade", "TradePage"]

BookSide = Annotated[str, Known("bid", "ask")]


@wire
class Trade:
    """A print; prices are dollars a contract and add up to 1."""

    count_fp: Amount | None = None
    """Contracts."""
    created_time: Time | None = None
    is_block_trade: bool | None = None
    """Matched off the book."""
    no_price_dollars: Exact | None = None
    taker_book_side: BookSide | None = None
    """``taker_outcome_side`` in book words: ``bid`` is ``yes``."""
    taker_outcome_side: OutcomeSide | None = None
    """What the taker is positioned for: buying YES and selling NO are both
    ``yes``."""
    taker_side: OutcomeSide | None = None
    """Deprecated by the venue."""
    ticker: str | None = None
    trade_id: str
    yes_price_dollars: Exact | None = None


@wire
class TradePage:
    """``GET /markets/trades`` and ``GET /historical/trades``; newest first."""

    trades: Items[Trade]
    cursor: str | None = None
