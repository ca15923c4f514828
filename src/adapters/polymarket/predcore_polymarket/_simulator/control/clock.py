"""The exchange's time."""

from __future__ import annotations

from datetime import timedelta

from starlette.routing import Route

from ..notation import Json, iso
from .calls import Control, Order

__all__ = ["routes"]


def routes(control: Control) -> list[Route]:
    """To read and to set."""
    return [control.get("/clock", _time), control.post("/clock", _set)]


def _time(order: Order) -> Json:
    return {"now": iso(order.floor.now), "running": order.floor.clock.running}


def _set(order: Order) -> Json:
    floor, clock = order.floor, order.floor.clock
    seconds, at = order.count("advance"), order.moment("at")
    running = order.flag("running")
    if seconds is not None:
        floor.advance(timedelta(seconds=seconds))
    if at is not None:
        if at >= floor.now:
            floor.advance(at - floor.now)
        clock.set(at)
    if running is not None:
        clock.set(clock.now())
        clock.running = running
    return _time(order)
