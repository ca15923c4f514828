"""Finding out what became of a write that went unanswered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    InvalidRequest,
    NeverArrived,
    NotFound,
    TransportError,
    Unknown,
)

from ._order_mapping import OVER
from ._reading import find

if TYPE_CHECKING:
    from predcore.kit import Patience

    from ._desk import Desk

__all__ = ["resolve"]

_ARRIVES_WITHIN = timedelta(seconds=60)
"""How long a request that was given up may still be on its way. The venue does not say
how old the time in its signature may be: this is an assumption, and six times as long
as one attempt may take."""
_LATELY = timedelta(days=1)
"""How far the trades of an order sent from elsewhere are read before the last look,
which reads them all."""


async def resolve(
    desk: Desk, unknown: Unknown, patience: Patience
) -> Accepted | NeverArrived:
    """Ask for the order by its id until it is there, or can arrive no more.

    The id of an order is known before it is sent, so nothing has to be looked through;
    only its trades, in case it is over already.
    """
    order_id = _order_id(desk, unknown)
    if unknown.request is not None:
        desk.memory.adopt(order_id, unknown.request)
    known = desk.memory.get(order_id)
    sent_at = None if known is None else known.touched_at
    certain_at = (sent_at or desk.clock()) + _ARRIVES_WITHIN
    new = unknown.client_id is not None
    asking = patience.asking()
    while True:
        final = desk.clock() > certain_at
        since = None if final else desk.clock() - _LATELY
        found = await find(desk, order_id, since=since)
        if found is not None and (new or final or found.status in OVER):
            return Accepted(order=found)
        if final and unknown.client_id is not None:
            return NeverArrived(client_id=unknown.client_id)
        if final:
            raise NotFound(f"Polymarket has no order {order_id}, and no trade of one")
        if not await asking.again():
            raise TransportError(
                f"what was sent may still reach Polymarket until {certain_at}, so its "
                "fate cannot be told; resolve it again later"
            )


def _order_id(desk: Desk, unknown: Unknown) -> str:
    """The order's id: as told, as written down, or as remembered here."""
    found = unknown.order_id
    if found is None and unknown.request is not None:
        found = unknown.request.options.get("order_id")
    client_id = unknown.client_id
    if found is None and client_id is not None:
        found = desk.memory.order_id(client_id)
    if not found:
        raise InvalidRequest(
            "nothing to resolve: Polymarket keeps no client ids, and this one was not "
            "sent from here; give the order_id, which the journal has in its options"
        )
    return found
