"""Orders that exist, made smaller, other or none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from predcore.kit import decoder, fill, nothing

from ..models import order_answers as answers
from ..models.requests import OrderSide, OrderToCancel
from ._order_bodies import amendment, cancellation, decrease, route, some
from ._parameters import Instant, subaccount_number
from ._resource import PrivateResource

__all__ = ["OrderChanges"]

_AMENDED = decoder(answers.AmendedOrder)
_DECREASED = decoder(answers.DecreasedOrder)
_CANCELLED = decoder(answers.CancelledOrder)
_ALL_CANCELLED = decoder(answers.BatchCancelledOrders).pick(lambda found: found.orders)


class OrderChanges(PrivateResource):
    """What may be done with an order that was placed."""

    async def amend(
        self,
        order_id: str,
        *,
        ticker: str,
        side: OrderSide,
        price: Decimal,
        count: Decimal | int,
        client_order_id: str | None = None,
        updated_client_order_id: str | None = None,
        expiration_time: Instant | None = None,
        exchange_index: int | None = None,
        subaccount: int | None = None,
    ) -> answers.AmendedOrder:
        """Change price, size or expiry; a new price or more size costs its place.

        Args:
            order_id: the order.
            ticker, side: those it has.
            price: dollars a YES contract.
            count: contracts in all: those filled and those that shall rest.
            client_order_id, updated_client_order_id: the id it has, and a new one.
            expiration_time: left out, it stays; 0 removes it.
            exchange_index: the shard; left out or -1 is the market's.
            subaccount: 0 (as when left out) to 63.
        """
        path = fill("/portfolio/events/orders/{order_id}/amend", order_id=order_id)
        body = amendment(
            ticker=ticker,
            side=side,
            price=price,
            count=count,
            client_order_id=client_order_id,
            updated_client_order_id=updated_client_order_id,
            expiration_time=expiration_time,
            exchange_index=exchange_index,
        )
        params = {"subaccount": subaccount_number(subaccount)}
        return await self._write(
            "POST",
            path,
            _AMENDED,
            body,
            params=params,
            client_id=updated_client_order_id or client_order_id,
        )

    async def decrease(
        self,
        order_id: str,
        *,
        reduce_by: Decimal | int | None = None,
        reduce_to: Decimal | int | None = None,
        exchange_index: int | None = None,
        market_ticker: str | None = None,
        subaccount: int | None = None,
    ) -> answers.DecreasedOrder:
        """Make an order smaller; it keeps its place. Raises ``NotFound``.

        Args:
            order_id: the order.
            reduce_by, reduce_to: contracts to take away, or to leave; give one.
            exchange_index, market_ticker: its shard, or a market to find that by; left
                out, it is looked for on shard 0.
            subaccount: 0 (as when left out) to 63.
        """
        path = fill("/portfolio/events/orders/{order_id}/decrease", order_id=order_id)
        body = decrease(
            reduce_by=reduce_by,
            reduce_to=reduce_to,
            exchange_index=exchange_index,
            market_ticker=market_ticker,
        )
        params = {"subaccount": subaccount_number(subaccount)}
        return await self._write("POST", path, _DECREASED, body, params=params)

    async def cancel(
        self,
        order_id: str,
        *,
        subaccount: int | None = None,
        exchange_index: int | None = None,
        market_ticker: str | None = None,
    ) -> answers.CancelledOrder:
        """Cancel an order.

        Raises ``NotFound`` for one that is filled, cancelled, on another shard than
        ``exchange_index`` (or ``market_ticker``, or 0) says, or never was.
        """
        path = fill("/portfolio/events/orders/{order_id}", order_id=order_id)
        params = {
            "subaccount": subaccount_number(subaccount),
            "exchange_index": route(exchange_index, market_ticker),
            "market_ticker": market_ticker,
        }
        return await self._write("DELETE", path, _CANCELLED, params=params)

    async def cancel_batch(
        self, orders: Sequence[OrderToCancel]
    ) -> tuple[answers.BatchCancelledOrder, ...]:
        """Cancel several orders, each by itself: what was not has an ``error``.

        A batch has to fit into the write budget as a whole.
        """
        body = {"orders": [cancellation(order) for order in some(orders)]}
        path = "/portfolio/events/orders/batched"
        return await self._write("DELETE", path, _ALL_CANCELLED, body)

    async def cancel_all(self, *, subaccount: int | None = None) -> None:
        """Cancel every order of a subaccount (0 to 63), or of all, on all shards.

        Orders placed within the minute after may be cancelled too.
        """
        params = {"subaccount": subaccount_number(subaccount)}
        path = "/portfolio/events/orders"
        await self._write("DELETE", path, nothing, params=params)
