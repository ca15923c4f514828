"""What is not traded here: clearing members, requests for quotes, old order paths."""

from __future__ import annotations

from .call import Answer, Call, forbidden
from .refusals import not_found, refused
from .wire import Json, identifier

__all__ = ["DOORS", "gone"]

_TALK = "/communications"
_EMPTY = {
    "rfqs": "rfqs",
    "quotes": "quotes",
    "block-trade-proposals": "block_trade_proposals",
    "rfq_batches": "rfq_batches",
}
_METHODS = ("GET", "POST", "PUT", "DELETE")


def gone(call: Call) -> None:
    """Orders are written over other paths now."""
    del call
    raise refused(410, "deprecated_v1_order_endpoint")


def _members_only(call: Call) -> None:
    """For clearing members, of whom there are none."""
    del call
    raise forbidden()


def _quiet(call: Call) -> None:
    """Nobody here answers a request for quotes."""
    del call
    raise forbidden("requests for quotes are not simulated")


def _nothing_there(call: Call) -> None:
    """Nobody asks for quotes, so there is nothing of any id."""
    del call
    raise not_found()


def _communications_id(call: Call) -> Json:
    """What others would see of the account."""
    return {"communications_id": identifier("communications", call.account)}


def _empty(call: Call) -> Json:
    """A list without rows."""
    rows = _EMPTY.get(call.query.path["room"])
    if rows is None:
        raise not_found()
    return {rows: [], "cursor": ""}


DOORS: tuple[tuple[str, str, Answer], ...] = (
    ("GET", f"{_TALK}/id", _communications_id),
    ("GET", f"{_TALK}/{{room}}", _empty),
    ("POST", f"{_TALK}/{{room}}", _quiet),
    *((method, f"{_TALK}/{{rest:path}}", _nothing_there) for method in _METHODS),
    *((method, "/fcm/{rest:path}", _members_only) for method in _METHODS),
)
"""Methods and paths, and what is said there."""
