"""Every native operation on orders, with everything it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from predcore.kit import Pages
from predcore_kalshi import Kalshi
from predcore_kalshi.models import NewOrder, OrderToCancel

__all__ = ["ORDER_CALLS"]

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)
D = Decimal
SHARD: dict[str, Any] = {"subaccount": 3, "exchange_index": 2}
ORDER: dict[str, Any] = {
    "ticker": "M",
    "side": "bid",
    "count": D("2.5"),
    "price": D("0.56"),
    "self_trade_prevention_type": "maker",
    "client_order_id": "mine",
    "expiration_time": AT,
    "post_only": True,
    "cancel_order_on_pause": True,
    "reduce_only": False,
    "order_group_id": "G",
    **SHARD,
}

ORDER_CALLS: dict[str, tuple[Call, ...]] = {
    "CreateOrderV2": (lambda k: k.orders.create(**ORDER),),
    "BatchCreateOrdersV2": (lambda k: k.orders.create_batch([NewOrder(**ORDER)]),),
    "AmendOrderV2": (
        lambda k: k.orders.amend(
            "O",
            ticker="M",
            side="ask",
            price=D("0.57"),
            count=8,
            client_order_id="mine",
            updated_client_order_id="other",
            expiration_time=0,
            **SHARD,
        ),
    ),
    "DecreaseOrderV2": (
        lambda k: k.orders.decrease("O", reduce_by=D("0.01"), market_ticker="M"),
        lambda k: k.orders.decrease("O", reduce_to=0, **SHARD),
    ),
    "CancelOrderV2": (lambda k: k.orders.cancel("O", market_ticker="M", **SHARD),),
    "BatchCancelOrdersV2": (
        lambda k: k.orders.cancel_batch(
            [OrderToCancel(order_id="O", market_ticker="M", **SHARD)]
        ),
    ),
    "CancelAllOrders": (lambda k: k.orders.cancel_all(subaccount=0),),
    "GetOrders": (
        lambda k: k.orders.list(
            ticker="M",
            event_ticker=["E", "F"],
            min_ts=AT,
            max_ts=AT,
            status="resting",
            limit=5,
            **SHARD,
        ),
    ),
    "GetOrder": (lambda k: k.orders.get("O"),),
    "GetOrderQueuePositions": (
        lambda k: k.orders.queue_positions.list(
            market_tickers=["M", "N"], event_ticker="E", subaccount=3
        ),
    ),
    "GetOrderQueuePosition": (lambda k: k.orders.queue_positions.get("O"),),
    "GetHistoricalOrders": (
        lambda k: k.historical.orders.list(
            ticker="M", min_ts=AT, max_ts=AT, limit=5, subaccount=3
        ),
    ),
    "GetOrderGroups": (lambda k: k.order_groups.list(subaccount=3),),
    "CreateOrderGroup": (
        lambda k: k.order_groups.create(contracts_limit=10, **SHARD),
        lambda k: k.order_groups.create(contracts_limit_fp=D("0.5")),
    ),
    "GetOrderGroup": (lambda k: k.order_groups.get("G", subaccount=3),),
    "UpdateOrderGroupLimit": (
        lambda k: k.order_groups.update_limit("G", contracts_limit=10, **SHARD),
        lambda k: k.order_groups.update_limit("G", contracts_limit_fp=D("0.5")),
    ),
    "ResetOrderGroup": (lambda k: k.order_groups.reset("G", **SHARD),),
    "TriggerOrderGroup": (lambda k: k.order_groups.trigger("G", **SHARD),),
    "DeleteOrderGroup": (lambda k: k.order_groups.delete("G", **SHARD),),
}
