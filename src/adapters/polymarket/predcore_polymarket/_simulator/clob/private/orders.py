"""``POST /order`` and ``/orders``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.routing import Route

from ...answers import Refused
from ...notation import Json, Row
from ...trading.modes import POST_ONLY
from ...trading.payload import Sent, parse
from .calls import Call, Private

__all__ = ["Orders"]

_MOST = 15


class Orders:
    """One order is refused with a status, those of a batch each with a message."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """Both writes."""
        return [
            self._private.post("/order", _one),
            self._private.post("/orders", _batch),
        ]


def _one(call: Call) -> Json:
    return call.floor.intake.place(call.key, parse(call.ask.body))


def _batch(call: Call) -> Json:
    rows = call.ask.body
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise Refused(400, {"error": "Invalid order payload"})
    if len(rows) > _MOST:
        message = f"Too many orders in payload: {len(rows)}, max allowed: {_MOST}"
        raise Refused(400, {"error": message})
    sent = [parse(row) for row in rows]
    return [_leg(call, each) for each in sent]


def _leg(call: Call, sent: Sent) -> Row:
    try:
        return call.floor.intake.place(call.key, sent)
    except Refused as refusal:
        body = refusal.body
        message = str(body.get("error")) if isinstance(body, Mapping) else ""
        if refusal.status != 400 and message != POST_ONLY:
            raise
        return {
            # So the venue documents it: a success without an id.
            "success": message == POST_ONLY,
            "errorMsg": message,
            "orderID": "",
            "status": "",
            "makingAmount": "",
            "takingAmount": "",
            "tradeIDs": [],
            "transactionsHashes": [],
        }
