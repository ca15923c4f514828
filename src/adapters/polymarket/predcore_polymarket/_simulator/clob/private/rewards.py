"""What an account earns, and which orders earn it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Route

from ...notation import Json
from ...prices import midpoint
from ...rewards import MAX_SPREAD, MIN_SIZE
from ...trading.orders import VenueOrder
from ..pages import page
from ..refusals import invalid
from .calls import Call, Private

__all__ = ["Rewards"]


class Rewards:
    """Orders score in rewarded markets; nothing has been paid out yet."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """Scoring, and empty accounts of the past."""
        private = self._private
        return [
            private.get("/order-scoring", _scoring),
            private.post("/orders-scoring", _many_scoring),
            private.get("/rewards/user", lambda call: page(call.ask, [])),
            private.get("/rewards/user/total", lambda call: []),
            private.get("/rewards/user/percentages", lambda call: {}),
            private.get("/rewards/user/markets", lambda call: page(call.ask, [])),
        ]


def _scoring(call: Call) -> Json:
    order_id = call.ask.text("order_id")
    if order_id is None:
        raise invalid("Invalid order_id")
    return {"scoring": _scores(call, order_id)}


def _many_scoring(call: Call) -> Json:
    ids = call.ask.body
    if not isinstance(ids, Sequence) or isinstance(ids, str):
        raise invalid("Invalid payload")
    return {str(order_id): _scores(call, str(order_id)) for order_id in ids}


def _scores(call: Call, order_id: str) -> bool:
    order = call.floor.orders.get(order_id)
    if order is None or order.owner != call.key.id or not order.is_open:
        return False
    call.floor.show()
    return order.remaining >= MIN_SIZE and order.market.rewarded and _is_near(order)


def _is_near(order: VenueOrder) -> bool:
    away = abs(order.price - midpoint(order.market, order.outcome))
    return away * 100 <= MAX_SPREAD
