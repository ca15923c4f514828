"""What requests hold more than one of.

Plain values: they are checked when they are sent, and nothing is sent that the venue
would refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import uuid4

__all__ = [
    "BatchAcceptLimit",
    "BatchChild",
    "BatchQuote",
    "NewOrder",
    "OrderSide",
    "OrderToCancel",
    "PreventSelfTrade",
    "SelectedMarket",
    "TimeInForce",
    "YesOrNo",
]

OrderSide = Literal["bid", "ask"]
"""Of YES: ``bid`` buys it; ``ask`` sells it, which is buying NO at 1 - price."""

PreventSelfTrade = Literal["taker_at_cross", "maker"]
"""Which of one's own two orders goes when they meet: the new or the resting one."""

TimeInForce = Literal["fill_or_kill", "good_till_canceled", "immediate_or_cancel"]

YesOrNo = Literal["yes", "no"]


def new_id() -> str:
    """An id of our own making, to know a write by whatever becomes of it."""
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """An order of a batch.

    Attributes:
        side: of YES; buying NO at 0.40 is an ``ask`` at 0.60.
        count: contracts, more than 0 and whole hundredths.
        price: dollars a YES contract, between 0 and 1, at most four decimals; the
            market's ``price_ranges`` say which the venue takes.
        client_order_id: knows the order again; made here, and never to be reused.
        expiration_time: only with ``good_till_canceled``.
        cancel_order_on_pause: it goes when trading pauses.
        reduce_only: never more than the position; ``immediate_or_cancel`` only.
        subaccount: 0 (the primary one, as when left out) to 63.
        order_group_id: a group on the same shard.
        exchange_index: the shard; left out or -1 is the market's.
    """

    ticker: str
    side: OrderSide
    count: Decimal | int
    price: Decimal
    time_in_force: TimeInForce = "good_till_canceled"
    self_trade_prevention_type: PreventSelfTrade = "taker_at_cross"
    client_order_id: str = field(default_factory=new_id)
    expiration_time: int | datetime | None = None
    post_only: bool | None = None
    cancel_order_on_pause: bool | None = None
    reduce_only: bool | None = None
    subaccount: int | None = None
    order_group_id: str | None = None
    exchange_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderToCancel:
    """An order of a batch; without market or shard it is looked for on shard 0."""

    order_id: str
    subaccount: int | None = None
    exchange_index: int | None = None
    market_ticker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedMarket:
    """A leg of a combo."""

    market_ticker: str
    event_ticker: str
    side: YesOrNo


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchChild:
    """A combo to ask quotes for, by its market or by 1 to 6 legs.

    Its size, ``contracts_fp`` or ``target_cost_dollars``, goes before the batch's.
    """

    market_ticker: str | None = None
    selected_markets: Sequence[SelectedMarket] | None = None
    contracts_fp: Decimal | int | None = None
    target_cost_dollars: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchQuote:
    """Bids for one request of a batch, in dollars a contract; 0 declines a side."""

    rfq_id: str
    yes_bid: Decimal
    no_bid: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAcceptLimit:
    """The lowest bid to take on one request of a batch, in dollars a contract."""

    rfq_id: str
    bid_dollars: Decimal
