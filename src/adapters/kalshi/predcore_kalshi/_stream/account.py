"""Your orders, fills and positions. Times ``*_ms`` are Unix milliseconds."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .envelope import Body, Message

__all__ = [
    "Fill",
    "FillMessage",
    "MarketPosition",
    "MarketPositionMessage",
    "OrderGroupUpdates",
    "OrderGroupUpdatesMessage",
    "UserOrder",
    "UserOrderMessage",
]


class Fill(Body, frozen=True):
    """You traded; read ``outcome_side`` and ``book_side`` and no other side."""

    trade_id: str
    order_id: str
    market_ticker: str
    client_order_id: str | None = None
    exchange_index: int | None = None
    is_taker: bool | None = None
    side: str | None = None
    ts: int | None = None
    ts_ms: int | None = None
    yes_price_dollars: Decimal | None = None
    count_fp: Decimal | None = None
    fee_cost: Decimal | None = None
    action: str | None = None
    post_position_fp: Decimal | None = None
    purchased_side: str | None = None
    outcome_side: str | None = None
    book_side: str | None = None
    subaccount: int | None = None


class FillMessage(Message, tag="fill", frozen=True):
    """Type ``fill``."""

    msg: Fill


class MarketPosition(Body, frozen=True):
    """What you hold: ``position_fp`` contracts, negative for *no*."""

    market_ticker: str
    user_id: str | None = None
    position_fp: Decimal | None = None
    position_cost_dollars: Decimal | None = None
    realized_pnl_dollars: Decimal | None = None
    fees_paid_dollars: Decimal | None = None
    position_fee_cost_dollars: Decimal | None = None
    volume_fp: Decimal | None = None
    subaccount: int | None = None


class MarketPositionMessage(Message, tag="market_position", frozen=True):
    """Type ``market_position``."""

    msg: MarketPosition


class UserOrder(Body, frozen=True):
    """One of your orders as it is now."""

    order_id: str
    ticker: str
    user_id: str | None = None
    exchange_index: int | None = None
    status: str | None = None
    side: str | None = None
    is_yes: bool | None = None
    outcome_side: str | None = None
    book_side: str | None = None
    yes_price_dollars: Decimal | None = None
    fill_count_fp: Decimal | None = None
    remaining_count_fp: Decimal | None = None
    initial_count_fp: Decimal | None = None
    taker_fill_cost_dollars: Decimal | None = None
    maker_fill_cost_dollars: Decimal | None = None
    taker_fees_dollars: Decimal | None = None
    maker_fees_dollars: Decimal | None = None
    client_order_id: str | None = None
    order_group_id: str | None = None
    self_trade_prevention_type: str | None = None
    created_time: datetime | None = None
    last_update_time: datetime | None = None
    expiration_time: datetime | None = None
    expiration_ts_ms: int | None = None
    created_ts_ms: int | None = None
    last_updated_ts_ms: int | None = None
    last_update_reason: str | None = None
    subaccount_number: int | None = None


class UserOrderMessage(Message, tag="user_order", frozen=True):
    """Type ``user_order``."""

    msg: UserOrder


class OrderGroupUpdates(Body, frozen=True):
    """An order group changed; a limit only when it was set."""

    event_type: str
    order_group_id: str
    contracts_limit_fp: Decimal | None = None
    ts_ms: int | None = None


class OrderGroupUpdatesMessage(Message, tag="order_group_updates", frozen=True):
    """Type ``order_group_updates``."""

    msg: OrderGroupUpdates
