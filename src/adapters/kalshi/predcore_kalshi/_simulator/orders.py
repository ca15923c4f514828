"""Writes to orders, over the second version of their paths."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Literal

from predcore.sim.exchange import FillRecord, OrderView, Placed

from .body import Body
from .call import Call
from .order_terms import SIDES, count_of, instant_of, new_order, price_of, routed
from .refusals import not_found, refused
from .rejections import rejecting
from .wire import Json, count, dollars, unix_ms

__all__ = ["amend", "cancel", "cancel_all", "cancelled", "create", "decrease", "placed"]


def create(call: Call) -> Json:
    """Place one order."""
    return placed(call, call.body)


def placed(call: Call, body: Body) -> Json:
    """The state of a new order right after matching."""
    order = new_order(call, body)
    with rejecting():
        made = call.exchange.place(order)
    call.ledger.by_api += 1
    return {
        **_named(made.order),
        "fill_count": count(_filled(made.fills)),
        "remaining_count": count(made.order.remaining),
        **_averages(made.fills),
        "ts_ms": unix_ms(made.order.updated_at),
    }


def cancel(call: Call) -> Json:
    """Withdraw one order."""
    query = call.query
    return cancelled(
        call,
        query.path["order_id"],
        call.asked_subaccount(),
        routed(call, query.integer("exchange_index"), query.text("market_ticker")),
    )


def cancelled(call: Call, order_id: str, subaccount: int, shard: int) -> Json:
    """Withdraw an order, if it rests there; raises ``Refusal``."""
    order = _own(call, order_id, subaccount, shard)
    with rejecting():
        done = call.exchange.cancel(call.account, order.id)
    return {
        **_named(done.order),
        "reduced_by": count(done.reduced_by),
        "ts_ms": unix_ms(done.order.updated_at),
    }


def cancel_all(call: Call) -> None:
    """Withdraw every order, of one subaccount or of all."""
    call.exchange.cancel_all(call.account, subaccount=call.asked_subaccounts())


def amend(call: Call) -> Json:
    """Change an order; its side and market are named, and may not change."""
    body = call.body
    ticker = body.required("ticker", body.text("ticker"))
    side = body.required("side", body.choice("side", *SIDES))
    price = body.required("price", price_of(body))
    size = body.required("count", count_of(body, "count"))
    shard = routed(call, body.integer("exchange_index"), ticker)
    order = _own(call, call.query.path["order_id"], call.asked_subaccount(), shard)
    if order.market != ticker:
        raise refused(400, "order_ticker_mismatch")
    if order.side is not SIDES[side]:
        raise refused(400, "order_side_mismatch")
    if body.text("client_order_id") not in {None, order.client_id}:
        raise refused(400, "order_id_and_client_order_id_mismatch")
    with rejecting():
        made = call.exchange.amend(
            call.account,
            order.id,
            price=price,
            size=size,
            expires_at=_expiry(body),
            client_id=body.text("updated_client_order_id"),
        )
    return {**_named(made.order), **_amended(order, made)}


def _expiry(body: Body) -> datetime | Literal["keep"] | None:
    seconds = body.integer("expiration_time", least=0)
    if seconds is None:
        return "keep"
    return instant_of(seconds) if seconds else None


def _amended(before: OrderView, made: Placed) -> Json:
    said: Json = {"ts_ms": unix_ms(made.order.updated_at)}
    if made.fills or made.order.remaining != before.remaining:
        said |= {
            "remaining_count": count(made.order.remaining),
            "fill_count": count(_filled(made.fills)),
            **_averages(made.fills),
        }
    return said


def decrease(call: Call) -> Json:
    """Take contracts off an order, which keeps its place."""
    body = call.body
    by, to = count_of(body, "reduce_by"), count_of(body, "reduce_to")
    if (by is None) is (to is None):
        raise refused(400, "invalid_parameters", "either reduce_by or reduce_to")
    shard = routed(call, body.integer("exchange_index"), body.text("market_ticker"))
    order = _own(call, call.query.path["order_id"], call.asked_subaccount(), shard)
    with rejecting():
        done = call.exchange.decrease(call.account, order.id, by=by, to=to)
    return {
        **_named(done.order),
        "remaining_count": count(done.order.remaining),
        "ts_ms": unix_ms(done.order.updated_at),
    }


def _own(call: Call, order_id: str, subaccount: int, shard: int) -> OrderView:
    with rejecting():
        order = call.exchange.order(order_id)
    if order.wallet != (call.account, subaccount, shard):
        raise not_found()
    return order


def _named(order: OrderView) -> Json:
    named: Json = {"order_id": order.id}
    return {**named, "client_order_id": order.client_id} if order.client_id else named


def _filled(fills: Iterable[FillRecord]) -> Decimal:
    return sum((fill.size for fill in fills), Decimal(0))


def _averages(fills: Iterable[FillRecord]) -> Json:
    filled = _filled(fills)
    if not filled:
        return {}
    value = sum((fill.price * fill.size for fill in fills), Decimal(0))
    fees = sum((fill.fee for fill in fills), Decimal(0))
    return {
        "average_fill_price": dollars(value / filled),
        "average_fee_paid": dollars(fees / filled),
    }
