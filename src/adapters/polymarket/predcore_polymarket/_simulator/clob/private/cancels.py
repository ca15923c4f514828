"""``DELETE /order`` and the other ways to withdraw orders."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import Route

from ...answers import Refused
from ...notation import Json
from .calls import Call, Handler, Private

__all__ = ["Cancels"]

_MOST = 3000


class Cancels:
    """The answer is 200 even if nothing was withdrawn."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """One, several, all, or those of a market or token."""
        handlers: dict[str, Handler] = {
            "/order": _one,
            "/orders": _several,
            "/cancel-all": _all,
            "/cancel-market-orders": _of_market,
        }
        return [self._private.delete(p, _allowed(h)) for p, h in handlers.items()]


def _allowed(handler: Handler) -> Handler:
    def checked(call: Call) -> Json:
        call.floor.modes.check_cancel(call.floor.now)
        return handler(call)

    return checked


def _one(call: Call) -> Json:
    order_id = call.names(call.ask.body, "orderID")
    if order_id is None:
        raise Refused(400, {"error": "Invalid orderID"})
    return call.floor.cancelling.some(call.key, [order_id])


def _several(call: Call) -> Json:
    ids = call.ask.body
    if (
        not isinstance(ids, Sequence)
        or isinstance(ids, str)
        or not all(isinstance(each, str) for each in ids)
    ):
        raise Refused(400, {"error": "Invalid order payload"})
    if len(ids) > _MOST:
        message = f"Too many orders in payload: {len(ids)}, max allowed: {_MOST}"
        raise Refused(400, {"error": message})
    return call.floor.cancelling.some(call.key, map(str, ids))


def _all(call: Call) -> Json:
    return call.floor.cancelling.every(call.key, None, None)


def _of_market(call: Call) -> Json:
    market = call.names(call.ask.body, "market")
    token = call.names(call.ask.body, "asset_id")
    if market is None and token is None:
        raise Refused(400, {"error": "Invalid payload"})
    return call.floor.cancelling.every(call.key, market, token)
