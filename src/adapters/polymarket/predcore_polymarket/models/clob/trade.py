"""Trades of an account, on their way to the chain."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from predcore.kit import Items, Known, Loose, wire

from ..names import CAMEL, SNAKE
from .instants import instant
from .words import TRADE_STATUSES, Side, plain_trade_status

__all__ = ["BuilderTrade", "BuilderTradePage", "MakerOrder", "Trade", "TradePage"]


@wire
class MakerOrder:
    """A resting order's part of a trade, in that order's own terms.

    Where tokens were minted or merged its token is not the taker's, its side is, and
    its price is of its own token: one minus that of the taker's side of this part.
    """

    __dialect__ = SNAKE

    order_id: str
    owner: str | None = None
    """The API key that placed it."""
    maker_address: str | None = None
    asset_id: str | None = None
    """Token id."""
    outcome: str | None = None
    side: Side | None = None
    matched_amount: Loose = None
    """Shares."""
    price: Loose = None
    fee_rate_bps: Loose = None


@wire
class Trade:
    """One taker's order met by others; token, side, size and price are the taker's.

    A trade that is matched may yet fail on the chain: only ``CONFIRMED`` is final.
    """

    __dialect__ = SNAKE

    id: str
    taker_order_id: str | None = None
    market: str
    """Condition id."""
    asset_id: str
    """Token id."""
    side: Side | None = None
    size: Loose = None
    """Shares."""
    price: Loose = None
    outcome: str | None = None
    fee_rate_bps: Loose = None
    """Not what anyone pays."""
    status: Annotated[str, TRADE_STATUSES] | None = None
    """As sent; see ``plain_status``."""
    match_time: str | None = None
    """In one of the venue's forms of time; see ``matched_at``."""
    matchtime: str | None = None
    """What some messages call it."""
    match_time_nano: str | None = None
    last_update: str | None = None
    """In one of the venue's forms of time; see ``updated_at``."""
    owner: str | None = None
    """An API key: the taker's, or that of the account that asked."""
    maker_address: str | None = None
    """The wallet of ``owner``."""
    transaction_hash: str | None = None
    """Empty until mined."""
    bucket_index: int | None = None
    """Trades too large for one transaction are split."""
    trader_side: Annotated[str, Known("TAKER", "MAKER")] | None = None
    """Whose trade it was for the account that asked."""
    maker_orders: Items[MakerOrder] = ()
    err_msg: str | None = None

    @property
    def plain_status(self) -> str:
        """The status without the prefix that some answers have; may be empty."""
        return plain_trade_status(self.status)

    @property
    def matched_at(self) -> datetime | None:
        """When it was matched; raises ``BadResponse`` for no time."""
        return instant(self.match_time or self.matchtime)

    @property
    def updated_at(self) -> datetime | None:
        """When its status changed last; raises ``BadResponse`` for no time."""
        return instant(self.last_update)


@wire
class TradePage:
    """One page; the cursor ``LTE=``, or none, means it is the last."""

    __dialect__ = SNAKE

    data: Items[Trade] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class BuilderTrade:
    """A trade of orders that carried a builder's code; anybody may read it."""

    __dialect__ = CAMEL

    id: str
    trade_type: str | None = None
    taker_order_hash: str | None = None
    builder: str | None = None
    """The code, 32 bytes in hex."""
    market: str | None = None
    """Condition id."""
    asset_id: str | None = None
    """Token id."""
    side: Side | None = None
    size: Loose = None
    """Shares."""
    size_usdc: Loose = None
    """pUSD."""
    price: Loose = None
    status: Annotated[str, TRADE_STATUSES] | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    owner: str | None = None
    maker: str | None = None
    transaction_hash: str | None = None
    match_time: str | None = None
    bucket_index: int | None = None
    fee: Loose = None
    """In the token it was charged in."""
    fee_usdc: Loose = None
    """pUSD."""
    err_msg: str | None = None
    created_at: str | None = None
    updated_at: str | None = None

    @property
    def matched_at(self) -> datetime | None:
        """When it was matched; raises ``BadResponse`` for no time."""
        return instant(self.match_time)


@wire
class BuilderTradePage:
    """One page; the cursor ``LTE=``, or none, means it is the last."""

    __dialect__ = SNAKE

    data: Items[BuilderTrade] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None
