"""``/portfolio/events/orders`` to write, ``/portfolio/orders`` to read."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from predcore.kit import Page, Pages, decoder, fill

from ..models import order_answers as answers
from ..models.orders import Order, OrderEnvelope, OrderPage
from ..models.requests import (
    NewOrder,
    OrderSide,
    PreventSelfTrade,
    TimeInForce,
    new_id,
)
from ._order_bodies import new_order, some
from ._parameters import Instant, joined, seconds, shard, subaccount_number, within
from .order_changes import OrderChanges

if TYPE_CHECKING:
    from .queue_positions import QueuePositions

__all__ = ["ORDERS", "OrderFilter", "Orders"]

OrderFilter = Literal["resting", "canceled", "executed"]

ORDERS = decoder(OrderPage).pick(
    lambda page: Page(page.orders, page.cursor or None, page)
)
_ORDER = decoder(OrderEnvelope).pick(lambda found: found.order)
_CREATED = decoder(answers.CreatedOrder)
_ALL_CREATED = decoder(answers.BatchCreatedOrders).pick(lambda found: found.orders)


class Orders(OrderChanges):
    """Orders. A write that goes unanswered is ``OutcomeUnknown`` and never repeated."""

    @cached_property
    def queue_positions(self) -> QueuePositions:
        """``/portfolio/orders/queue_positions``."""
        from .queue_positions import QueuePositions

        return QueuePositions(self._http)

    def list(
        self,
        *,
        ticker: str | None = None,
        event_ticker: Sequence[str] | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        status: OrderFilter | None = None,
        limit: int = 1000,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> Pages[Order]:
        """List orders, newest first, until they are archived.

        Args:
            ticker: only of this market.
            event_ticker: only of these events, at most 100.
            min_ts, max_ts: after and before; whether the ends belong is not said.
            status: only orders in this state.
            limit: orders a page, 1 to 1000.
            subaccount: 0 to 63; left out is all.
            exchange_index: only of this shard.
        """
        params = {
            "ticker": ticker,
            "event_ticker": joined("event_ticker", event_ticker, 100),
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "status": status,
            "limit": within("limit", limit, 1, 1000),
            "subaccount": subaccount_number(subaccount),
            "exchange_index": shard(exchange_index),
        }
        return self._listing("/portfolio/orders", ORDERS, params)

    async def get(self, order_id: str) -> Order:
        """Fetch one order; raises ``NotFound``."""
        return await self._read(
            fill("/portfolio/orders/{order_id}", order_id=order_id), _ORDER
        )

    async def create(
        self,
        ticker: str,
        *,
        side: OrderSide,
        count: Decimal | int,
        price: Decimal,
        time_in_force: TimeInForce = "good_till_canceled",
        self_trade_prevention_type: PreventSelfTrade = "taker_at_cross",
        client_order_id: str | None = None,
        expiration_time: Instant | None = None,
        post_only: bool | None = None,
        cancel_order_on_pause: bool | None = None,
        reduce_only: bool | None = None,
        subaccount: int | None = None,
        order_group_id: str | None = None,
        exchange_index: int | None = None,
    ) -> answers.CreatedOrder:
        """Place an order; the arguments are those of ``models.NewOrder``.

        Raises:
            InvalidRequest: an argument the venue would refuse; nothing was sent.
            OrderRejected: the venue refused.
            OutcomeUnknown: no answer; ``client_id`` is the ``client_order_id``, which
                is made here if it was left out.
        """
        order = NewOrder(
            ticker=ticker,
            side=side,
            count=count,
            price=price,
            time_in_force=time_in_force,
            self_trade_prevention_type=self_trade_prevention_type,
            client_order_id=new_id() if client_order_id is None else client_order_id,
            expiration_time=expiration_time,
            post_only=post_only,
            cancel_order_on_pause=cancel_order_on_pause,
            reduce_only=reduce_only,
            subaccount=subaccount,
            order_group_id=order_group_id,
            exchange_index=exchange_index,
        )
        return await self._write(
            "POST",
            "/portfolio/events/orders",
            _CREATED,
            new_order(order),
            client_id=order.client_order_id,
        )

    async def create_batch(
        self, orders: Sequence[NewOrder]
    ) -> tuple[answers.BatchCreatedOrder, ...]:
        """Place several orders, each accepted or refused (``error``) by itself.

        A batch has to fit into the write budget as a whole. Raises as ``create``;
        which orders of an unanswered batch exist, their ``client_order_id`` tells.
        """
        body = {"orders": [new_order(order) for order in some(orders)]}
        path = "/portfolio/events/orders/batched"
        return await self._write("POST", path, _ALL_CREATED, body)
