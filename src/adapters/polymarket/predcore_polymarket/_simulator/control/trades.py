"""``POST trades/{id}/{status}``: a trade goes on, or back."""

from __future__ import annotations

from starlette.routing import Route

from ..notation import Json
from ..trading.trades import Finality
from .calls import Control, Order, refused

__all__ = ["routes"]


def routes(control: Control) -> list[Route]:
    """The one route."""
    return [control.post("/trades/{id}/{status}", _act)]


def _act(order: Order) -> Json:
    trade = order.floor.trades.all.get(order.path["id"])
    if trade is None:
        raise refused(404, "there is no such trade")
    try:
        status = Finality(order.path["status"].upper())
    except ValueError:
        raise refused(404, "there is no such status") from None
    order.floor.move_trade(trade.id, status)
    return {"id": trade.id, "status": str(trade.status)}
