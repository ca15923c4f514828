"""Orders withdrawn, and why some were not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from predcore.sim.exchange import Rejected

from ..accounts.api_keys import ApiKey
from ..notation import Row
from .orders import Status, VenueOrder

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["Cancelling"]

_UNKNOWN = "Order not found or already canceled"
_OVER = "already canceled or matched"
_DELAYED = "order is delayed and cannot be canceled"


class Cancelling:
    """Withdraws orders of an API key."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def some(self, key: ApiKey, order_ids: Iterable[str]) -> Row:
        """By their ids; one that is named twice is withdrawn once."""
        canceled: list[str] = []
        reasons: dict[str, str] = {}
        for order_id in dict.fromkeys(order_ids):
            order = self._floor.orders.get(order_id)
            if order is None or order.owner != key.id:
                reasons[order_id] = _UNKNOWN
                continue
            reason = self.one(order)
            if reason is None:
                canceled.append(order_id)
            else:
                reasons[order_id] = reason
        return {"canceled": canceled, "not_canceled": reasons}

    def every(self, key: ApiKey, market: str | None, token: str | None) -> Row:
        """All that are open, or those of a market, of a token, or of both."""
        fitting = [
            order.id
            for order in self._floor.orders.open(key.id)
            if market in {None, order.market.condition} and token in {None, order.token}
        ]
        return self.some(key, fitting)

    def one(self, order: VenueOrder) -> str | None:
        """Withdraw an order; gives why it was not."""
        if order.status is Status.DELAYED:
            return _DELAYED
        if not order.is_open:
            return _OVER
        try:
            self._floor.exchange.cancel(order.member.account, order.id)
        except Rejected:
            return _OVER
        return None
