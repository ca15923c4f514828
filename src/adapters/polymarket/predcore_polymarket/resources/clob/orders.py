"""``/order`` and ``/orders``: place and cancel. A write is never repeated."""

from __future__ import annotations

from collections.abc import Sequence

from predcore import OutcomeUnknown
from predcore.kit import Decoder, decoder

from ..._codes import CLOSED
from ..._explain import refusal
from ..._limits import CANCELS, CANCELS_AT_ONCE, ORDERS
from ...models.clob.order import CancelAnswer, PlacedOrder
from ...models.clob.signed_order import (
    MOST_ORDERS,
    SignedOrder,
    order_body,
    orders_body,
)
from .._identifiers import order_id as checked
from .._identifiers import order_ids as all_checked
from .._private import PrivateResource, compact
from .._values import one_to

__all__ = ["MOST_CANCELS", "Order", "Orders"]

MOST_CANCELS = 3000
"""Ids in one request; a thousand until August 2026."""

_PLACED = decoder(PlacedOrder)
_ALL_PLACED: Decoder[tuple[PlacedOrder, ...]] = Decoder(tuple[PlacedOrder, ...])
_CANCELLED = decoder(CancelAnswer)


class Order(PrivateResource):
    """One order."""

    async def create(self, order: SignedOrder) -> PlacedOrder:
        """Place an order.

        Raises:
            OrderRejected: the venue refused, with HTTP 400 or in its answer.
            OutcomeUnknown: no answer, or none that says; ``client_id`` is the
                ``order_id`` of ``order``.
        """
        placed = await self._write(
            "POST",
            "/order",
            _PLACED,
            order_body(order),
            bucket=ORDERS,
            client_id=order.order_id,
        )
        if placed.refused:
            raise refusal(placed.error_msg, 200)
        if placed.undecided:
            raise OutcomeUnknown(
                "POST /order: the answer does not say what became of the order",
                client_id=order.order_id,
            )
        return placed

    async def delete(self, order_id: str) -> CancelAnswer:
        """Cancel an order; one that cannot be is in the answer's ``not_canceled``.

        Raises ``InvalidId`` for what is no order id, and ``OutcomeUnknown``.
        """
        return await self._write(
            "DELETE",
            "/order",
            _CANCELLED,
            compact({"orderID": checked(order_id)}),
            bucket=CANCELS,
            priority=True,
        )


class Orders(PrivateResource):
    """Several orders at once."""

    async def create(self, orders: Sequence[SignedOrder]) -> tuple[PlacedOrder, ...]:
        """Place 1 to 15 orders, each accepted or refused (``refused``) by itself.

        The answers are in the order of the orders. Raises ``OutcomeUnknown``: which
        of them exist, their ids tell. A server error that names what one order
        lacked says nothing of the others.
        """
        one_to(MOST_ORDERS, orders, "orders")
        placed = await self._write(
            "POST",
            "/orders",
            _ALL_PLACED,
            orders_body(orders),
            bucket=ORDERS,
            cost=len(orders),
            undone=CLOSED,
        )
        if len(placed) != len(orders):
            raise OutcomeUnknown(
                f"POST /orders: {len(orders)} orders sent, {len(placed)} answered"
            )
        return placed

    async def delete(self, order_ids: Sequence[str]) -> CancelAnswer:
        """Cancel 1 to 3000 orders; those that cannot be are in ``not_canceled``.

        More than 120 at once can be too many for the signer's tier.
        """
        ids = all_checked(order_ids, MOST_CANCELS)
        return await self._write(
            "DELETE",
            "/orders",
            _CANCELLED,
            compact(ids),
            bucket=CANCELS,
            cost=min(len(ids), CANCELS_AT_ONCE),
            priority=True,
        )
