"""``/portfolio/orders/queue_positions``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from predcore.kit import decoder, fill

from ..models.orders import OrderQueuePosition, OrderQueuePositions, QueuePosition
from ._parameters import joined, subaccount_number
from ._resource import PrivateResource

__all__ = ["QueuePositions"]

_ALL = decoder(OrderQueuePositions).pick(lambda found: found.queue_positions)
_ONE = decoder(QueuePosition).pick(lambda found: found.queue_position_fp)


class QueuePositions(PrivateResource):
    """How many contracts trade before one's own."""

    async def list(
        self,
        *,
        market_tickers: Sequence[str] | None = None,
        event_ticker: str | None = None,
        subaccount: int | None = None,
    ) -> tuple[OrderQueuePosition, ...]:
        """Fetch the places of all resting orders, of markets, or of an event.

        ``subaccount`` is 0 (as when left out) to 63.
        """
        params = {
            "market_tickers": joined("market_tickers", market_tickers),
            "event_ticker": event_ticker,
            "subaccount": subaccount_number(subaccount),
        }
        return await self._read("/portfolio/orders/queue_positions", _ALL, params)

    async def get(self, order_id: str) -> Decimal:
        """Fetch the contracts in front of one order; raises ``NotFound``."""
        path = fill("/portfolio/orders/{order_id}/queue_position", order_id=order_id)
        return await self._read(path, _ONE)
