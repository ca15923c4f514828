"""What only the account hears: fills, orders, positions and order groups."""

from __future__ import annotations

from predcore import Liquidity, OrderStatus, Side
from predcore.sim.exchange import (
    FillRecord,
    GroupChange,
    GroupEvent,
    OrderView,
    PositionView,
    Reason,
)

from ..wire import Json, count, dollars, micro_dollars, unix, unix_ms
from .market_messages import to_the_ms

__all__ = ["fill", "group_update", "position", "user_order"]

_STATUSES = {
    OrderStatus.RESTING: "resting",
    OrderStatus.CANCELLED: "canceled",
    OrderStatus.FILLED: "executed",
}
_REASONS = {
    Reason.TRADE: "Trade",
    Reason.AMENDED: "Amend",
    Reason.DECREASED: "Decrease",
    Reason.CANCELLED: "Decrease",
    Reason.SELF_TRADE: "SelfTradeCancel",
    Reason.REDUCE_ONLY: "ReduceOnlyCancel",
    Reason.EXPIRED: "ExpiryCancel",
    Reason.PAUSED: "HaltCancel",
    Reason.RESUMED: "HaltCancel",
    Reason.CLOSED: "CloseCancel",
}
"""The venue has no word for the others."""
_LIMITED = frozenset({GroupEvent.CREATED, GroupEvent.LIMIT_UPDATED})


def fill(record: FillRecord, shard: int) -> Json:
    """One side of a trade, for whose side it is."""
    bought = record.side is Side.BUY
    outcome = "yes" if bought else "no"
    told: Json = {
        "trade_id": record.trade_id,
        "order_id": record.order_id,
        "market_ticker": record.market,
        "exchange_index": shard,
        "is_taker": record.liquidity is Liquidity.TAKER,
        "side": outcome,
        "action": "buy",
        "purchased_side": outcome,
        "outcome_side": outcome,
        "book_side": "bid" if bought else "ask",
        "yes_price_dollars": dollars(record.price),
        "count_fp": count(record.size),
        "fee_cost": micro_dollars(record.fee),
        "post_position_fp": count(record.position),
        "ts": unix(record.at),
        "ts_ms": unix_ms(record.at),
        "subaccount": record.wallet.subaccount,
    }
    if record.client_id is not None:
        told["client_order_id"] = record.client_id
    return told


def user_order(order: OrderView, user_id: str) -> Json:
    """An order as it now is; costs are of the outcome it is long of."""
    bid = order.side is Side.BUY
    outcome = "yes" if bid else "no"
    maker_filled = order.filled - order.taker_filled
    taker_cost = order.taker_value if bid else order.taker_filled - order.taker_value
    maker_cost = order.maker_value if bid else maker_filled - order.maker_value
    told: Json = {
        "order_id": order.id,
        "user_id": user_id,
        "ticker": order.market,
        "exchange_index": order.wallet.shard,
        "status": _STATUSES.get(order.status, "unknown"),
        "side": outcome,
        "is_yes": bid,
        "outcome_side": outcome,
        "book_side": "bid" if bid else "ask",
        "yes_price_dollars": dollars(order.price),
        "initial_count_fp": count(order.size),
        "fill_count_fp": count(order.filled),
        "remaining_count_fp": count(order.remaining),
        "taker_fill_cost_dollars": micro_dollars(taker_cost),
        "maker_fill_cost_dollars": micro_dollars(maker_cost),
        "taker_fees_dollars": micro_dollars(order.taker_fees),
        "maker_fees_dollars": micro_dollars(order.maker_fees),
        "client_order_id": order.client_id or "",
        "self_trade_prevention_type": str(order.self_trade),
        "created_time": to_the_ms(order.created_at),
        "created_ts_ms": unix_ms(order.created_at),
        "last_update_time": to_the_ms(order.updated_at),
        "last_updated_ts_ms": unix_ms(order.updated_at),
        "subaccount_number": order.wallet.subaccount,
    }
    if order.reason in _REASONS:
        told["last_update_reason"] = _REASONS[order.reason]
    if order.group is not None:
        told["order_group_id"] = order.group
    if order.expires_at is not None:
        told["expiration_time"] = to_the_ms(order.expires_at)
        told["expiration_ts_ms"] = unix_ms(order.expires_at)
    return told


def position(held: PositionView, user_id: str) -> Json:
    """What is held of a market."""
    return {
        "user_id": user_id,
        "market_ticker": held.market,
        "position_fp": count(held.size),
        "position_cost_dollars": dollars(held.exposure),
        "realized_pnl_dollars": dollars(held.realized),
        "fees_paid_dollars": dollars(held.fees),
        "position_fee_cost_dollars": dollars(held.fees),
        "volume_fp": count(held.volume),
        "subaccount": held.wallet.subaccount,
    }


def group_update(change: GroupChange) -> Json:
    """What happened to an order group."""
    told: Json = {
        "event_type": str(change.event),
        "order_group_id": change.group.id,
        "ts_ms": unix_ms(change.at),
    }
    if change.event in _LIMITED:
        told["contracts_limit_fp"] = count(change.group.limit)
    return told
