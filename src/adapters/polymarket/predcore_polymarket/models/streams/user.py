"""Events of the user channel: your orders and trades.

``owner`` is an API key's id, not an address. Instants are texts of Unix seconds or
milliseconds, as the venue writes either.
"""

from __future__ import annotations

from decimal import Decimal

from .envelope import Event, Part

__all__ = ["MakerOrder", "UserEvent", "UserOrder", "UserTrade"]


class UserOrder(Event, tag="order", frozen=True):
    """One of your orders as it is now.

    Attributes:
        type: ``PLACEMENT``, ``UPDATE`` (a fill) or ``CANCELLATION``, whoever ended it.
        original_size: shares; of a ``BUY`` that is ``FAK`` or ``FOK``, the pUSD it may
            spend.
        size_matched: shares.
        expiration: Unix seconds; 0 for never.
    """

    id: str
    market: str
    asset_id: str
    side: str
    price: Decimal
    type: str | None = None
    original_size: Decimal | None = None
    size_matched: Decimal | None = None
    status: str | None = None
    order_type: str | None = None
    outcome: str | None = None
    owner: str | None = None
    order_owner: str | None = None
    maker_address: str | None = None
    associate_trades: tuple[str, ...] = ()
    created_at: str | None = None
    expiration: str | None = None
    timestamp: str | None = None


class MakerOrder(Part, frozen=True):
    """A resting order's share of a trade, in that order's own terms."""

    order_id: str
    asset_id: str
    matched_amount: Decimal
    price: Decimal
    side: str | None = None
    owner: str | None = None
    maker_address: str | None = None
    outcome: str | None = None
    outcome_index: int | None = None
    fee_rate_bps: Decimal | None = None


class UserTrade(Event, tag="trade", frozen=True):
    """A trade you took part in; told again each time its ``status`` moves on.

    Attributes:
        side, size, price, asset_id, outcome: the taker's view of the taker's token.
        trader_side: ``TAKER`` or ``MAKER``: your part in it.
        status: ``MATCHED``, ``MINED``, ``CONFIRMED``, ``RETRYING`` or ``FAILED``.
    """

    id: str
    market: str
    asset_id: str
    side: str
    size: Decimal
    price: Decimal
    taker_order_id: str | None = None
    status: str | None = None
    type: str | None = None
    outcome: str | None = None
    owner: str | None = None
    trade_owner: str | None = None
    maker_address: str | None = None
    trader_side: str | None = None
    maker_orders: tuple[MakerOrder, ...] = ()
    fee_rate_bps: Decimal | None = None
    match_time: str | None = None
    matchtime: str | None = None
    last_update: str | None = None
    transaction_hash: str | None = None
    bucket_index: int | None = None
    timestamp: str | None = None


UserEvent = UserOrder | UserTrade
"""Whatever the user channel says."""
