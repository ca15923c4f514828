"""Many orders in one request: each item is done, or says why not."""

from __future__ import annotations

from .body import Body
from .call import Call
from .order_terms import routed
from .orders import cancelled, placed
from .refusals import Refusal, refused
from .wire import Json

__all__ = ["cancel", "create", "items"]

_NOTHING: tuple[str, ...] = (
    "client_order_id",
    "fill_count",
    "remaining_count",
    "average_fill_price",
    "average_fee_paid",
    "ts_ms",
)


def items(body: Body) -> list[Body]:
    """The orders of a batch; raises ``Refusal``."""
    rows = body.items("orders")
    if not rows:
        raise refused(400, "invalid_parameters", "orders is required")
    return rows


def create(call: Call) -> Json:
    """Place orders one after the other; one that is refused stops no other."""
    rows = items(call.body)
    _allowed(call, rows)
    return {"orders": [_created(call, row) for row in rows]}


def _created(call: Call, row: Body) -> Json:
    nothing = dict.fromkeys(_NOTHING)
    try:
        return {**nothing, **placed(call, row), "error": None}
    except Refusal as refusal:
        client_id = row.text("client_order_id")
        return {**nothing, "client_order_id": client_id, "error": _error(refusal)}


def cancel(call: Call) -> Json:
    """Withdraw orders one after the other."""
    rows = items(call.body)
    _allowed(call, rows)
    wanted = [(row, row.required("order_id", row.text("order_id"))) for row in rows]
    return {"orders": [_cancelled(call, row, order_id) for row, order_id in wanted]}


def _cancelled(call: Call, row: Body, order_id: str) -> Json:
    subaccount = call.subaccount(row.integer("subaccount", least=0, most=63))
    shard, ticker = row.integer("exchange_index"), row.text("market_ticker")
    try:
        done = cancelled(call, order_id, subaccount, routed(call, shard, ticker))
    except Refusal as refusal:
        return {
            "order_id": order_id,
            "client_order_id": None,
            "reduced_by": "0.00",
            "ts_ms": None,
            "error": _error(refusal),
        }
    return {"client_order_id": None, **done, "error": None}


def _allowed(call: Call, rows: list[Body]) -> None:
    """One item of a foreign subaccount refuses a locked key the whole batch."""
    for row in rows:
        call.subaccount(row.integer("subaccount", least=0, most=63))


def _error(refusal: Refusal) -> object:
    return refusal.body.get("error", refusal.body)
