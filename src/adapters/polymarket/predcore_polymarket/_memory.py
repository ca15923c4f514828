"""What a desk remembers of its orders; the venue forgets client ids and endings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from predcore import Order, OrderRequest
from predcore.kit import Recent

__all__ = ["Known", "Memory"]

_MOST = 200_000
"""Orders remembered, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One order.

    Attributes:
        number: how many were sent before it.
        request: what was asked for; ``None`` of orders placed elsewhere.
        placed_at: when it was sent, if it was sent from here.
        touched_at: when the last write about it left.
        order: what was last known of it; ``None`` while its fate is.
        withdrawn: whether the venue said that it cancelled the rest.
        missed_at: when the venue first did not have it, since it was last told.
    """

    number: int
    order_id: str
    request: OrderRequest | None = None
    placed_at: datetime | None = None
    touched_at: datetime | None = None
    order: Order | None = None
    withdrawn: bool = False
    missed_at: datetime | None = None

    @property
    def client_id(self) -> str | None:
        """What it was called by whoever placed it here."""
        return None if self.request is None else self.request.client_id


class Memory:
    """The latest orders, by their ids and by the client ids they were sent under."""

    def __init__(self) -> None:
        self._known: Recent[str, Known] = Recent(_MOST)
        self._ids: Recent[str, str] = Recent(_MOST)
        self._claimed: set[str] = set()
        self._count = 0

    def __iter__(self) -> Iterator[Known]:
        """Latest first; a snapshot."""
        found = sorted(self._known.values(), key=lambda known: known.number)
        return reversed(found)

    def claim(self, client_id: str) -> bool:
        """Reserve a client id; ``False`` where it was used, or is being."""
        if client_id in self._ids or client_id in self._claimed:
            return False
        self._claimed.add(client_id)
        return True

    def release(self, client_id: str) -> None:
        """Nothing was sent under it after all."""
        self._claimed.discard(client_id)

    def departed(self, order_id: str, request: OrderRequest, at: datetime) -> None:
        """An order is leaving now; its client id is used up."""
        self._claimed.discard(request.client_id)
        self._ids[request.client_id] = order_id
        self._put(
            Known(
                number=self._next(),
                order_id=order_id,
                request=request,
                placed_at=at,
                touched_at=at,
            )
        )

    def adopt(self, order_id: str, request: OrderRequest) -> None:
        """An order that was written down elsewhere may be one of ours."""
        if order_id not in self._known:
            self._ids.setdefault(request.client_id, order_id)
            self._put(replace(self._one(order_id), request=request))

    def touched(self, order_id: str, at: datetime) -> None:
        """A write about an order is leaving now."""
        self._put(replace(self._one(order_id), touched_at=at))

    def told(self, order: Order) -> None:
        """The venue said what an order is now."""
        self._put(replace(self._one(order.id), order=order, missed_at=None))

    def missed(self, order_id: str, at: datetime) -> datetime:
        """The venue does not have an order; returns since when."""
        known = self._one(order_id)
        since = known.missed_at or at
        self._put(replace(known, missed_at=since))
        return since

    def withdrawn(self, order_id: str) -> None:
        """The venue said that it cancelled what rested of an order."""
        self._put(replace(self._one(order_id), withdrawn=True))

    def get(self, order_id: str) -> Known | None:
        """What is known of an order."""
        return self._known.get(order_id)

    def order_id(self, client_id: str) -> str | None:
        """The id of the order that was last sent under a client id."""
        return self._ids.get(client_id)

    def _one(self, order_id: str) -> Known:
        known = self._known.get(order_id)
        return known or Known(number=self._next(), order_id=order_id)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _put(self, known: Known) -> None:
        self._known[known.order_id] = known
