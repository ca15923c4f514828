"""Orders as they are read, over the first version of their paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from predcore import OrderStatus, Side
from predcore.sim.exchange import OrderView

from .call import Call
from .refusals import not_found
from .rejections import rejecting
from .wire import Json, count, dollars, instant, micro_dollars

__all__ = [
    "archived",
    "get",
    "listed",
    "order_body",
    "queue_position",
    "queue_positions",
]

_STATUSES = {
    OrderStatus.RESTING: "resting",
    OrderStatus.CANCELLED: "canceled",
    OrderStatus.FILLED: "executed",
}


def get(call: Call) -> Json:
    """One order, whatever became of it."""
    return {"order": order_body(call, _own(call))}


def _own(call: Call) -> OrderView:
    with rejecting():
        order = call.exchange.order(call.query.path["order_id"])
    subaccount = call.subaccounts(None)
    if order.wallet.account != call.account:
        raise not_found()
    if subaccount not in {None, order.wallet.subaccount}:
        raise not_found()
    return order


def listed(call: Call) -> Json:
    """A page of orders that are not archived, newest first."""
    query = call.query
    status, shard = query.text("status"), query.integer("exchange_index", least=0)
    events = query.joined("event_ticker", most=100)
    chosen = _filter(call)
    rows = [
        order
        for order in _newest(call)
        if not _is_archived(call, order)
        and chosen(order)
        and status in {None, _STATUSES[order.status]}
        and shard in {None, order.wallet.shard}
        and (events is None or _event(call, order) in events)
    ]
    return _page(call, rows)


def archived(call: Call) -> Json:
    """A page of the orders that ended before the historical cutoff."""
    chosen = _filter(call)
    rows = [o for o in _newest(call) if _is_archived(call, o) and chosen(o)]
    return _page(call, rows)


def _newest(call: Call) -> Iterable[OrderView]:
    return reversed(
        call.exchange.orders(call.account, subaccount=call.asked_subaccounts())
    )


def _filter(call: Call) -> Callable[[OrderView], bool]:
    query = call.query
    ticker = query.text("ticker")
    since, until = query.instant("min_ts"), query.instant("max_ts")

    def chosen(order: OrderView) -> bool:
        return (
            ticker in {None, order.market}
            and (since is None or order.created_at >= since)
            and (until is None or order.created_at <= until)
        )

    return chosen


def _is_archived(call: Call, order: OrderView) -> bool:
    cutoff = call.floor.listing.orders_cutoff
    return order.status is not OrderStatus.RESTING and order.updated_at < cutoff


def _event(call: Call, order: OrderView) -> str:
    return call.floor.listing.rows[order.market].event_ticker


def _page(call: Call, orders: list[OrderView]) -> Json:
    size = call.query.limit(default=100, most=1000)
    page, cursor = call.query.page(orders, size)
    return {"orders": [order_body(call, order) for order in page], "cursor": cursor}


def queue_positions(call: Call) -> Json:
    """How many contracts are ahead of each resting order."""
    query = call.query
    tickers, event = query.joined("market_tickers"), query.text("event_ticker")
    resting = call.exchange.orders(
        call.account, subaccount=call.asked_subaccount(), status=OrderStatus.RESTING
    )
    return {
        "queue_positions": [
            {
                "order_id": order.id,
                "market_ticker": order.market,
                "queue_position_fp": count(call.exchange.queue_ahead(order.id)),
            }
            for order in resting
            if (tickers is None or order.market in tickers)
            and event in {None, _event(call, order)}
        ]
    }


def queue_position(call: Call) -> Json:
    """How many contracts are ahead of one resting order."""
    order = _own(call)
    if order.status is not OrderStatus.RESTING:
        raise not_found()
    return {"queue_position_fp": count(call.exchange.queue_ahead(order.id))}


def order_body(call: Call, order: OrderView) -> Json:
    """An order as every endpoint gives it; costs are of the outcome it is long of."""
    bid = order.side is Side.BUY
    maker_filled = order.filled - order.taker_filled
    taker_cost = order.taker_value if bid else order.taker_filled - order.taker_value
    maker_cost = order.maker_value if bid else maker_filled - order.maker_value
    expires = order.expires_at
    return {
        "order_id": order.id,
        "user_id": call.floor.user_id(order.wallet.account),
        "client_order_id": order.client_id or "",
        "ticker": order.market,
        "side": "yes" if bid else "no",
        "action": "buy",
        "outcome_side": "yes" if bid else "no",
        "book_side": "bid" if bid else "ask",
        "type": "limit",
        "status": _STATUSES[order.status],
        "yes_price_dollars": dollars(order.price),
        "no_price_dollars": dollars(1 - order.price),
        "fill_count_fp": count(order.filled),
        "remaining_count_fp": count(order.remaining),
        "initial_count_fp": count(order.size),
        "taker_fill_cost_dollars": micro_dollars(taker_cost),
        "maker_fill_cost_dollars": micro_dollars(maker_cost),
        "taker_fees_dollars": micro_dollars(order.taker_fees),
        "maker_fees_dollars": micro_dollars(order.maker_fees),
        "expiration_time": None if expires is None else instant(expires),
        "created_time": instant(order.created_at),
        "last_update_time": instant(order.updated_at),
        "self_trade_prevention_type": str(order.self_trade),
        "order_group_id": order.group,
        "cancel_order_on_pause": order.cancel_on_pause,
        "subaccount_number": order.wallet.subaccount,
        "exchange_index": order.wallet.shard,
    }
