"""Orders: what was asked, and what came of it."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

from .markets import OutcomeSide
from .trades import BookSide

__all__ = [
    "Action",
    "ErrorBody",
    "Order",
    "OrderEnvelope",
    "OrderPage",
    "OrderQueuePosition",
    "OrderQueuePositions",
    "OrderStatus",
    "QueuePosition",
    "SelfTradePrevention",
]

OrderStatus = Annotated[str, Known("resting", "canceled", "executed")]

SelfTradePrevention = Annotated[str, Known("taker_at_cross", "maker")]
"""Which of two orders of one account goes when they meet."""

Action = Annotated[str, Known("buy", "sell")]


@wire
class ErrorBody:
    """Why one order of a batch was refused."""

    code: str | None = None
    message: str | None = None
    details: str | None = None


@wire
class Order:
    """An order as the venue reads it back, up to a second behind what it answered."""

    action: Action | None = None
    book_side: BookSide | None = None
    """``outcome_side`` in book words, of YES: ``bid`` is ``yes``."""
    cancel_order_on_pause: bool | None = None
    """It goes when trading pauses."""
    client_order_id: str | None = None
    """Empty if there is none."""
    created_time: Time | None = None
    exchange_index: int | None = None
    """The shard it is on."""
    expiration_time: Time | None = None
    fill_count_fp: Amount | None = None
    """Contracts, as the other counts."""
    initial_count_fp: Amount | None = None
    """Not changed by a decrease: the other two counts need not add up to it."""
    last_update_time: Time | None = None
    maker_fees_dollars: Exact | None = None
    maker_fill_cost_dollars: Exact | None = None
    no_price_dollars: Exact | None = None
    order_group_id: str | None = None
    order_id: str
    outcome_side: OutcomeSide | None = None
    """What it is positioned for: buying YES and selling NO are both ``yes``."""
    remaining_count_fp: Amount | None = None
    """0.00 after a cancel."""
    self_trade_prevention_type: SelfTradePrevention | None = None
    side: OutcomeSide | None = None
    """Deprecated by the venue, as ``action``."""
    status: OrderStatus | None = None
    subaccount_number: int | None = None
    """0 is the primary one."""
    taker_fees_dollars: Exact | None = None
    taker_fill_cost_dollars: Exact | None = None
    """Dollars, to six decimals, as the other costs and fees."""
    ticker: str | None = None
    type: Annotated[str, Known("limit", "market")] | None = None
    user_id: str | None = None
    yes_price_dollars: Exact | None = None
    """The limit, not what was paid."""


@wire
class OrderEnvelope:
    """``GET /portfolio/orders/{order_id}``."""

    order: Order


@wire
class OrderPage:
    """``GET /portfolio/orders`` and its likes; newest first."""

    orders: Items[Order]
    cursor: str | None = None


@wire
class OrderQueuePosition:
    """How long the queue is in front of an order."""

    order_id: str
    market_ticker: str | None = None
    queue_position_fp: Amount
    """Contracts that trade first."""


@wire
class OrderQueuePositions:
    """``GET /portfolio/orders/queue_positions``."""

    queue_positions: Items[OrderQueuePosition]


@wire
class QueuePosition:
    """``GET /portfolio/orders/{order_id}/queue_position``."""

    queue_position_fp: Amount
    """Contracts that trade first."""
