"""Taking orders back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from predcore import (
    BadResponse,
    Cancelled,
    NotFound,
    PredcoreError,
    Refused,
    Unknown,
)
from predcore.kit import parts_of

from ._fates import FATES, fate_in_batch

if TYPE_CHECKING:
    from ._desk import Desk, Route
    from .models.order_answers import BatchCancelledOrder

__all__ = ["cancel", "cancel_all", "cancel_many"]

_BATCH = 50
"""Orders of a batch: what the write budget of the lowest tier can hold at once."""

Fate = Cancelled | Refused | Unknown


async def cancel(desk: Desk, order_id: str) -> Fate:
    """Withdraw one order, on the shard it is on."""
    try:
        route = await _found(desk, order_id)
    except PredcoreError as error:
        return FATES.unsent(error)
    desk.departed(order_id)
    try:
        done = await desk.native.orders.cancel(
            order_id,
            subaccount=desk.subaccount if route is None else route.subaccount,
            exchange_index=None if route is None else route.shard,
            market_ticker=None if route is None else route.ticker,
        )
    except PredcoreError as error:
        return FATES.of_write(error, order_id)
    return Cancelled(order_id=order_id, size=done.reduced_by)


async def _found(desk: Desk, order_id: str) -> Route | None:
    """Where it is; reads lag, so an order that cannot be read may still be there."""
    try:
        return await desk.find(order_id)
    except NotFound:
        return None


async def cancel_many(desk: Desk, order_ids: Sequence[str]) -> tuple[Fate, ...]:
    """Withdraw many, in batches; an id named twice has one fate."""
    wanted = list(dict.fromkeys(order_ids))
    fates: dict[str, Fate] = {}
    try:
        await _read_routes(desk, wanted)
    except PredcoreError as error:
        return tuple(FATES.unsent(error) for _ in order_ids)
    for part in parts_of(wanted, _BATCH):
        fates.update(await _cancel_batch(desk, part))
    return tuple(fates[order_id] for order_id in order_ids)


async def _read_routes(desk: Desk, order_ids: Sequence[str]) -> None:
    """One unknown order is asked for by its id, more are looked for in the listing."""
    missing = {one for one in order_ids if desk.route(one) is None}
    if len(missing) == 1:
        await _found(desk, missing.pop())
    elif missing:
        resting = desk.native.orders.list(status="resting", subaccount=desk.subaccount)
        async for order in resting:
            desk.told(order)
            missing.discard(order.order_id)
            if not missing:
                break


async def _cancel_batch(desk: Desk, order_ids: Sequence[str]) -> dict[str, Fate]:
    from .models.requests import OrderToCancel

    orders: list[OrderToCancel] = []
    for order_id in order_ids:
        route = desk.route(order_id)
        desk.departed(order_id)
        orders.append(
            OrderToCancel(
                order_id=order_id,
                subaccount=desk.subaccount if route is None else route.subaccount,
                exchange_index=None if route is None else route.shard,
                market_ticker=None if route is None else route.ticker,
            )
        )
    try:
        answers = await desk.native.orders.cancel_batch(orders)
    except PredcoreError as error:
        return {order_id: FATES.of_write(error, order_id) for order_id in order_ids}
    found = {answer.order_id: answer for answer in answers}
    return {order_id: _fate(order_id, found) for order_id in order_ids}


def _fate(order_id: str, answers: Mapping[str, BatchCancelledOrder]) -> Fate:
    answer = answers.get(order_id)
    if answer is None:
        lost = BadResponse("the venue's answer to a batch leaves this order out")
        return FATES.of_write(lost, order_id)
    if answer.error is not None:
        return fate_in_batch(answer.error, order_id=order_id)
    return Cancelled(order_id=order_id, size=answer.reduced_by)


async def cancel_all(desk: Desk) -> Refused | Unknown | None:
    """Withdraw every order of the subaccount, on all shards."""
    try:
        await desk.native.orders.cancel_all(subaccount=desk.subaccount)
    except PredcoreError as error:
        return FATES.of_write(error, None)
    return None
