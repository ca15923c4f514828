"""Orders as bodies, checked as far as they can be without the market."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar, get_args

from predcore import InvalidRequest

from ..models.requests import (
    NewOrder,
    OrderSide,
    OrderToCancel,
    PreventSelfTrade,
    TimeInForce,
)
from ._amounts import as_count, as_price, exactly_one, one_of
from ._parameters import Instant, seconds, shard, subaccount_number
from ._resource import Json

__all__ = ["amendment", "cancellation", "decrease", "new_order", "route", "some"]

T = TypeVar("T")


def new_order(order: NewOrder) -> Mapping[str, Json]:
    """What creates an order; raises ``InvalidRequest``."""
    lasting = order.time_in_force
    if order.expiration_time is not None and lasting != "good_till_canceled":
        raise InvalidRequest(f"a {lasting} order has no expiration_time")
    if order.reduce_only and lasting != "immediate_or_cancel":
        raise InvalidRequest(f"reduce_only is for immediate_or_cancel, got {lasting}")
    return {
        "ticker": order.ticker,
        "client_order_id": order.client_order_id,
        "side": _side(order.side),
        "count": as_count("count", order.count),
        "price": as_price("price", order.price),
        "expiration_time": seconds("expiration_time", order.expiration_time),
        "time_in_force": one_of("time_in_force", lasting, get_args(TimeInForce)),
        "post_only": order.post_only,
        "self_trade_prevention_type": one_of(
            "self_trade_prevention_type",
            order.self_trade_prevention_type,
            get_args(PreventSelfTrade),
        ),
        "cancel_order_on_pause": order.cancel_order_on_pause,
        "reduce_only": order.reduce_only,
        "subaccount": subaccount_number(order.subaccount),
        "order_group_id": order.order_group_id,
        "exchange_index": shard(order.exchange_index, routed=True),
    }


def amendment(
    *,
    ticker: str,
    side: OrderSide,
    price: Decimal,
    count: Decimal | int,
    client_order_id: str | None,
    updated_client_order_id: str | None,
    expiration_time: Instant | None,
    exchange_index: int | None,
) -> Mapping[str, Json]:
    """What amends an order; raises ``InvalidRequest``."""
    return {
        "ticker": ticker,
        "side": _side(side),
        "price": as_price("price", price),
        "count": as_count("count", count),
        "client_order_id": client_order_id,
        "updated_client_order_id": updated_client_order_id,
        "expiration_time": seconds("expiration_time", expiration_time),
        "exchange_index": shard(exchange_index, routed=True),
    }


def decrease(
    *,
    reduce_by: Decimal | int | None,
    reduce_to: Decimal | int | None,
    exchange_index: int | None,
    market_ticker: str | None,
) -> Mapping[str, Json]:
    """What makes an order smaller; raises ``InvalidRequest``."""
    exactly_one(reduce_by=reduce_by, reduce_to=reduce_to)
    by = None if reduce_by is None else as_count("reduce_by", reduce_by)
    to = None if reduce_to is None else as_count("reduce_to", reduce_to, zero=True)
    return {
        "reduce_by": by,
        "reduce_to": to,
        "exchange_index": route(exchange_index, market_ticker),
        "market_ticker": market_ticker,
    }


def cancellation(order: OrderToCancel) -> Mapping[str, Json]:
    """One order of a batch to cancel; raises ``InvalidRequest``."""
    return {
        "order_id": order.order_id,
        "subaccount": subaccount_number(order.subaccount),
        "exchange_index": route(order.exchange_index, order.market_ticker),
        "market_ticker": order.market_ticker,
    }


def route(exchange_index: int | None, market_ticker: str | None) -> int | None:
    """The shard to look on; -1 needs a market to find it by."""
    if exchange_index == -1 and market_ticker is None:
        raise InvalidRequest("exchange_index -1 needs a market_ticker to go by")
    return shard(exchange_index, routed=True)


def some(orders: Sequence[T]) -> Sequence[T]:
    """A batch with something in it; raises ``InvalidRequest``."""
    if not orders:
        raise InvalidRequest("a batch of no orders is none")
    return orders


def _side(side: OrderSide) -> str:
    return one_of("side", side, get_args(OrderSide))
