"""Taking orders back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from predcore import (
    BadResponse,
    Cancelled,
    InvalidId,
    PredcoreError,
    RateLimited,
    Refused,
    RejectReason,
    Unknown,
    VenueError,
)
from predcore.kit import parts_of

from ._explain import refusal
from ._fates import FATES, Fate
from ._limits import CANCELS_AT_ONCE
from ._reasons import reason_of

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.clob.order import CancelAnswer

__all__ = ["cancel", "cancel_all", "cancel_many", "cancel_market"]

_BATCH = 3000


async def cancel(desk: Desk, order_id: str) -> Fate:
    """Withdraw one order."""
    desk.memory.touched(order_id, desk.clock())
    try:
        answer = await desk.native.clob.order.delete(order_id)
    except InvalidId as error:
        return _no_id(error)
    except PredcoreError as error:
        return _failed(desk, error, order_id)
    return _fate(desk, answer, order_id)


async def cancel_many(desk: Desk, order_ids: Sequence[str]) -> tuple[Fate, ...]:
    """Withdraw many, in batches; an id named twice has one fate."""
    fates: dict[str, Fate] = {}
    wanted: list[str] = []
    for order_id in dict.fromkeys(order_ids):
        try:
            wanted.append(_checked(order_id))
        except InvalidId as error:
            fates[order_id] = _no_id(error)
    for part in parts_of(wanted, _BATCH):
        fates.update(await _cancel_batch(desk, part))
    return tuple(fates[order_id] for order_id in order_ids)


async def _cancel_batch(desk: Desk, order_ids: Sequence[str]) -> dict[str, Fate]:
    """A batch is taken whole or not at all, and one that is too large for the signer's
    tier never: it is withdrawn in smaller ones then."""
    for order_id in order_ids:
        desk.memory.touched(order_id, desk.clock())
    try:
        answer = await desk.native.clob.orders.delete(order_ids)
    except RateLimited as error:
        if len(order_ids) <= CANCELS_AT_ONCE:
            return {order_id: _failed(desk, error, order_id) for order_id in order_ids}
        fates: dict[str, Fate] = {}
        for part in parts_of(order_ids, CANCELS_AT_ONCE):
            fates.update(await _cancel_batch(desk, part))
        return fates
    except PredcoreError as error:
        return {order_id: _failed(desk, error, order_id) for order_id in order_ids}
    return {order_id: _fate(desk, answer, order_id) for order_id in order_ids}


def _failed(desk: Desk, error: PredcoreError, order_id: str) -> Refused | Unknown:
    """The last attempt may have left only now."""
    desk.memory.touched(order_id, desk.clock())
    return FATES.of_write(error, order_id)


async def cancel_all(desk: Desk) -> Refused | Unknown | None:
    """Withdraw every order of the credentials."""
    return await _sweep(desk, desk.native.clob.cancel_all.delete)


async def cancel_market(
    desk: Desk, market: str, outcome: str | None
) -> Refused | Unknown | None:
    """Withdraw every order on a market, or on one of its outcomes."""
    try:
        condition_id = await desk.condition(market)
        token = None
        if outcome is not None:
            token = (await desk.listing(condition_id)).token(outcome)
    except PredcoreError as error:
        return Refused(reason=RejectReason.MARKET, error=error, sent=False)

    async def delete() -> CancelAnswer:
        return await desk.native.clob.cancel_market_orders.delete(
            market=condition_id, asset_id=token
        )

    return await _sweep(desk, delete)


async def _sweep(
    desk: Desk, delete: Callable[[], Awaitable[CancelAnswer]]
) -> Refused | Unknown | None:
    """Done only where nothing is said to rest still: an order that waits in a delay
    cannot be cancelled, and the answer is HTTP 200 all the same."""
    try:
        answer = await delete()
    except PredcoreError as error:
        return FATES.of_write(error, None)
    for order_id in answer.canceled:
        desk.memory.withdrawn(order_id)
    left: dict[str, VenueError] = {}
    for order_id, why in answer.reasons.items():
        said = refusal(why, 200)
        if reason_of(said) is not RejectReason.NOT_FOUND:
            left[order_id] = said
    if not left:
        return None
    first = next(iter(left.values()))
    first.args = (f"not cancelled: {', '.join(left)}: {first}",)
    return Refused(reason=reason_of(first), error=first)


def _fate(desk: Desk, answer: CancelAnswer, order_id: str) -> Fate:
    """The venue answers HTTP 200 and says for each id what it did."""
    wanted = order_id.lower()
    if wanted in {one.lower() for one in answer.canceled}:
        desk.memory.withdrawn(order_id)
        return Cancelled(order_id=order_id)
    for one, why in answer.reasons.items():
        if one.lower() == wanted:
            return FATES.of_write(refusal(why, 200), order_id)
    lost = BadResponse("the venue's answer to a cancel leaves this order out")
    return FATES.of_write(lost, order_id)


def _checked(order_id: str) -> str:
    from .resources._identifiers import order_id as checked

    return checked(order_id)


def _no_id(error: InvalidId) -> Refused:
    """What cannot be an id is no order's."""
    return Refused(reason=RejectReason.NOT_FOUND, error=error, sent=False)
