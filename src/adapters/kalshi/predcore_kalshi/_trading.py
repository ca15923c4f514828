"""Orders on Kalshi, as predcore sees them."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    Amending,
    Cancelled,
    Journal,
    NeverArrived,
    Order,
    OrderRequest,
    OrderStatus,
    Placement,
    Refused,
    Trading,
    Unknown,
)

if TYPE_CHECKING:
    from predcore.kit import Patience

    from ._desk import Desk

__all__ = ["KalshiTrading"]


class KalshiTrading(Trading, Amending):
    """Orders of one subaccount.

    An order that was placed through this object is told in the terms it was placed
    in; any other is told as one of *yes*, because the venue does not keep whether NO
    was bought or YES sold.

    ``OrderRequest.options`` may hold ``self_trade_prevention_type``,
    ``cancel_order_on_pause``, ``order_group_id``, ``subaccount`` and
    ``exchange_index``. Markets are read once, for their ladder and their shard.

    Attributes:
        patience: how long ``resolve`` keeps asking.
    """

    _desk: Desk
    patience: Patience

    async def place(
        self, request: OrderRequest, *, journal: Journal | None = None
    ) -> Placement:
        """Submit once; raises ``InvalidId`` for what is no instrument of Kalshi's."""
        from ._placing import place

        return await place(self._desk, request, journal)

    async def place_many(
        self, requests: Sequence[OrderRequest], *, journal: Journal | None = None
    ) -> tuple[Placement, ...]:
        """Submit in batches of ten, in order; all are written down before the first
        is sent."""
        from ._placing import place_many

        return await place_many(self._desk, requests, journal)

    async def amend(
        self,
        order_id: str,
        *,
        price: Decimal | None = None,
        size: Decimal | None = None,
    ) -> Placement:
        """Change an order, keeping its id.

        Args:
            order_id: which.
            price: in the terms in which ``order`` tells it; a new price loses the
                place in the queue, and may trade.
            size: in all, filled contracts included; less keeps the place.
        """
        from ._amending import amend

        return await amend(self._desk, order_id, price, size)

    async def cancel(self, order_id: str) -> Cancelled | Refused | Unknown:
        """Withdraw an order; the venue's "not found" may mean that it was filled."""
        from ._cancelling import cancel

        return await cancel(self._desk, order_id)

    async def cancel_many(
        self, order_ids: Sequence[str]
    ) -> tuple[Cancelled | Refused | Unknown, ...]:
        """Withdraw in batches of fifty."""
        from ._cancelling import cancel_many

        return await cancel_many(self._desk, order_ids)

    async def cancel_all(self) -> Refused | Unknown | None:
        """Withdraw all orders of the subaccount; the venue may also take those that
        are placed within the following minute."""
        from ._cancelling import cancel_all

        return await cancel_all(self._desk)

    async def order(self, order_id: str) -> Order:
        """Read an order, which may lag by about a second; raises ``NotFound``."""
        return self._desk.told(await self._desk.native.orders.get(order_id))

    def orders(
        self, *, market: str | None = None, status: OrderStatus | None = None
    ) -> AsyncIterable[Order]:
        """Orders of the subaccount, newest first, archived ones included."""
        from ._order_history import orders

        return orders(self._desk, market, status)

    async def resolve(self, unknown: Unknown) -> Accepted | NeverArrived:
        """Find an order by its client id, or one that was changed by its id.

        "Never arrived" is only said when the account's reads are past the moment at
        which the venue would have refused the request as too old, half a minute
        after it was sent.

        Raises:
            TransportError: the reads were not that far in time; ask again.
            VenueError: a read was refused.
        """
        from ._resolving import resolve

        return await resolve(self._desk, unknown, self.patience)
