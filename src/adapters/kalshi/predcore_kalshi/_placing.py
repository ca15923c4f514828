"""Sending new orders, once each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    BadResponse,
    InvalidRequest,
    Journal,
    OrderRequest,
    Placement,
    PredcoreError,
    Refused,
    RejectReason,
)
from predcore.kit import parts_of

from ._books import checked
from ._fates import FATES, fate_in_batch
from ._mapping.orders import to_placed
from ._order_rules import Unfit, to_new_order

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.order_answers import BatchCreatedOrder
    from .models.requests import NewOrder

__all__ = ["place", "place_many"]

_BATCH = 10
"""Orders of a batch: what the write budget of the lowest tier can hold at once."""


async def place(
    desk: Desk, request: OrderRequest, journal: Journal | None
) -> Placement:
    """Check, write down, send."""
    checked(request.instrument)
    order = await _prepared(desk, request)
    if isinstance(order, Refused):
        return order
    if journal is not None:
        await journal(request)
    return await _send(desk, request, order)


async def place_many(
    desk: Desk, requests: Sequence[OrderRequest], journal: Journal | None
) -> tuple[Placement, ...]:
    """Check all, write all down, and only then send, in batches and in order."""
    for request in requests:
        checked(request.instrument)
    fates: dict[int, Placement] = {}
    orders: dict[int, NewOrder] = {}
    await _read_markets(desk, requests)
    for number, request in enumerate(requests):
        prepared = await _prepared(desk, request)
        if isinstance(prepared, Refused):
            fates[number] = prepared
        elif any(o.client_order_id == request.client_id for o in orders.values()):
            fates[number] = _twice(request)
        else:
            orders[number] = prepared
    if journal is not None:
        for number in orders:
            await journal(requests[number])
    for part in parts_of(list(orders), _BATCH):
        sent = {number: requests[number] for number in part}
        fates.update(await _send_batch(desk, sent, [orders[n] for n in part]))
    return tuple(fates[number] for number in range(len(requests)))


async def _read_markets(desk: Desk, requests: Sequence[OrderRequest]) -> None:
    """In bulk; what fails here fails again, and is told, order by order."""
    try:
        await desk.look_up([request.instrument.market for request in requests])
    except PredcoreError:
        return


async def _prepared(desk: Desk, request: OrderRequest) -> NewOrder | Refused:
    """What to send, or why not. Markets change their ladders while they trade, so one
    that does not fit is read again before it is believed."""
    ticker = request.instrument.market
    try:
        market = await desk.market(ticker)
        try:
            return to_new_order(request, market, desk.subaccount)
        except Unfit as error:
            if error.reason is not RejectReason.PRICE:
                raise
        market = await desk.market(ticker, fresh=True)
        return to_new_order(request, market, desk.subaccount)
    except Unfit as error:
        return Refused(reason=error.reason, error=error, sent=False)
    except PredcoreError as error:
        return FATES.unsent(error, request)


async def _send(desk: Desk, request: OrderRequest, order: NewOrder) -> Placement:
    desk.departed(request.client_id)
    try:
        created = await desk.native.orders.create(
            order.ticker,
            side=order.side,
            count=order.count,
            price=order.price,
            time_in_force=order.time_in_force,
            self_trade_prevention_type=order.self_trade_prevention_type,
            client_order_id=order.client_order_id,
            expiration_time=order.expiration_time,
            post_only=order.post_only,
            cancel_order_on_pause=order.cancel_order_on_pause,
            reduce_only=order.reduce_only,
            subaccount=order.subaccount,
            order_group_id=order.order_group_id,
            exchange_index=order.exchange_index,
        )
        placed = to_placed(request, created)
    except PredcoreError as error:
        return FATES.of_order(error, request)
    desk.placed(placed, order.exchange_index, order.subaccount or 0)
    return Accepted(order=placed)


async def _send_batch(
    desk: Desk, requests: Mapping[int, OrderRequest], orders: Sequence[NewOrder]
) -> dict[int, Placement]:
    for order in orders:
        desk.departed(order.client_order_id)
    try:
        answers = await desk.native.orders.create_batch(orders)
    except PredcoreError as error:
        return {n: FATES.of_order(error, request) for n, request in requests.items()}
    return {
        number: _fate(desk, request, order, answer)
        for (number, request), order, answer in zip(
            requests.items(), orders, _matched(orders, answers), strict=True
        )
    }


def _matched(
    orders: Sequence[NewOrder], answers: Sequence[BatchCreatedOrder]
) -> Iterator[BatchCreatedOrder | None]:
    """The answer to each order: by its client id where the answer has it, and else
    by its place, if there are as many."""
    named = {a.client_order_id: a for a in answers if a.client_order_id}
    placed = answers if len(answers) == len(orders) else [None] * len(orders)
    for order, answer in zip(orders, placed, strict=True):
        if answer is not None and answer.client_order_id:
            answer = None
        yield named.get(order.client_order_id, answer)


def _fate(
    desk: Desk,
    request: OrderRequest,
    order: NewOrder,
    answer: BatchCreatedOrder | None,
) -> Placement:
    if answer is None:
        lost = BadResponse("the venue's answer to a batch leaves this order out")
        return FATES.of_order(lost, request)
    if answer.error is not None:
        return fate_in_batch(answer.error, request)
    try:
        placed = to_placed(request, answer)
    except PredcoreError as error:
        return FATES.of_order(error, request)
    desk.placed(placed, order.exchange_index, order.subaccount or 0)
    return Accepted(order=placed)


def _twice(request: OrderRequest) -> Refused:
    error = InvalidRequest(f"client id {request.client_id!r} twice in one batch")
    return Refused(reason=RejectReason.DUPLICATE, error=error, sent=False)
