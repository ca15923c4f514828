"""What an operator does with a market: ``POST markets/{condition}/{action}``.

``open``, ``pause``, ``resume``, ``close``, ``dispute`` and ``finalize`` need no body;
``extend`` takes ``{"closes_at": time}``, ``determine`` and ``amend`` take
``{"payout": "1"}`` (pUSD of one share of the first outcome), ``tick`` takes
``{"tick": "0.001"}``. ``clear`` cancels what rests, as at the start of a game.
"""

from __future__ import annotations

from starlette.routing import Route

from predcore import PriceLadder
from predcore.sim.exchange import PLAIN_STEPS

from ..notation import Json, iso
from .calls import Control, Order, refused

__all__ = ["routes"]


def routes(control: Control) -> list[Route]:
    """The one route."""
    return [control.post("/markets/{condition}/{action}", _act)]


def _act(order: Order) -> Json:
    condition, action = order.path["condition"], order.path["action"]
    floor, steps = order.floor, order.floor.exchange.lifecycle
    if condition not in floor.listing.by_condition:
        raise refused(404, "there is no such market")
    match action:
        case "extend":
            closes_at = order.moment("closes_at")
            if closes_at is None:
                raise refused(400, "closes_at has to be given")
            steps.extend(condition, closes_at)
        case "determine":
            steps.determine(condition, order.number("payout"))
        case "amend":
            steps.amend(condition, order.number("payout"))
        case "tick":
            try:
                PriceLadder.uniform(tick := order.number("tick"))
            except ValueError as error:
                raise refused(400, str(error)) from None
            floor.change_tick(condition, tick)
        case "clear":
            floor.clear_book(condition)
        case _ if action in PLAIN_STEPS:
            PLAIN_STEPS[action](steps, condition)
        case _:
            raise refused(404, "there is no such action")
    view = floor.exchange.market(condition)
    return {
        "condition": view.key,
        "phase": str(view.phase),
        "closes_at": iso(view.close_at),
    }
