"""How an account wants its money spread over the shards."""

from __future__ import annotations

from .call import Call
from .ledger import SHARDS
from .refusals import refused
from .wire import Json

__all__ = ["get", "put"]

_RESERVATIONS = ("none", "max", "sum")
_MOST = 101


def get(call: Call) -> Json:
    """The wanted percentages; none where nothing is moved by itself."""
    return {
        "allocations": call.ledger.allocation,
        "resting_margin_reservation": call.ledger.reservation,
    }


def put(call: Call) -> Json:
    """Other percentages, which add up to 100; none turn the sweep off.

    This exchange remembers them and moves nothing.
    """
    call.unlocked()
    body = call.body
    rows = body.required("allocations", body.items("allocations"))
    wanted = [
        {
            "exchange_index": row.required("exchange_index", shard),
            "percent": row.required("percent", percent),
        }
        for row in rows
        for shard in [row.integer("exchange_index", least=0)]
        for percent in [row.integer("percent", least=0, most=100)]
    ]
    shards = [row["exchange_index"] for row in wanted]
    if len(rows) > _MOST or len(set(shards)) < len(shards) or set(shards) - {*SHARDS}:
        raise refused(400, "invalid_parameters", "each exchange index once")
    if wanted and sum(row["percent"] for row in wanted) != 100:
        raise refused(400, "invalid_parameters", "percentages must add up to 100")
    reservation = body.choice("resting_margin_reservation", *_RESERVATIONS)
    call.ledger.allocation = [{**row} for row in wanted]
    call.ledger.reservation = reservation or "sum"
    return {}
