"""Orders on their way, once each, and what their answers say became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from predcore import (
    Accepted,
    OutcomeUnknown,
    Placement,
    PredcoreError,
    VenueError,
)

from ._explain import refusal
from ._fates import FATES
from ._placed_mapping import to_placed

if TYPE_CHECKING:
    from ._desk import Desk
    from ._signed_orders import Ready
    from .models.clob.order import PlacedOrder
    from .models.clob.signed_order import SignedOrder

__all__ = ["MISMATCH", "code_in", "send", "send_batch"]

MISMATCH = "order_version_mismatch"
"""The venue wants orders of another version, and has taken none."""
_STALE = frozenset({MISMATCH, "tick_size", "min_size", "invalid_signature"})
"""Refusals after which what is known of the market is read again."""


async def send(desk: Desk, order: Ready, body: SignedOrder) -> Placement:
    """One order; its client id is used up from now on."""
    desk.memory.departed(order.id, order.request, desk.clock())
    try:
        answer = await desk.native.clob.order.create(body)
        return _accepted(desk, order, answer)
    except PredcoreError as error:
        return _failed(desk, order, error)


async def send_batch(
    desk: Desk, orders: Mapping[int, tuple[Ready, SignedOrder]]
) -> dict[int, Placement]:
    """Up to fifteen in one request, each with its own fate, by the same numbers."""
    for order, _ in orders.values():
        desk.memory.departed(order.id, order.request, desk.clock())
    try:
        answers = await desk.native.clob.orders.create(
            [body for _, body in orders.values()]
        )
    except PredcoreError as error:
        return {n: _failed(desk, order, error) for n, (order, _) in orders.items()}
    ready = {number: order for number, (order, _) in orders.items()}
    return {
        number: _fate(desk, ready[number], answer)
        for number, answer in _aligned(ready, answers).items()
    }


def _aligned(
    orders: Mapping[int, Ready], answers: Sequence[PlacedOrder]
) -> dict[int, PlacedOrder | None]:
    """The answer to each order: they come in the order of the orders.

    Should one name an order at another place, the ids decide, and answers without one
    are nobody's.
    """
    numbers = {order.id: number for number, order in orders.items()}
    placed = dict(zip(orders, answers, strict=True))
    if all(numbers.get(one.order_id or "", at) == at for at, one in placed.items()):
        return {**placed}
    named = {numbers.get(one.order_id or ""): one for one in answers}
    return {number: named.get(number) for number in orders}


def _fate(desk: Desk, order: Ready, answer: PlacedOrder | None) -> Placement:
    """Of one order of a batch; no id means refused, whatever ``success`` says."""
    try:
        if answer is None or answer.undecided:
            raise OutcomeUnknown("the answer does not say what became of this order")
        if answer.refused:
            raise refusal(answer.error_msg, 200)
        return _accepted(desk, order, answer)
    except PredcoreError as error:
        return _failed(desk, order, error)


def _accepted(desk: Desk, order: Ready, answer: PlacedOrder) -> Accepted:
    placed = to_placed(order.request, order.draft, answer, desk.clock())
    if placed.id != order.id:
        desk.memory.departed(placed.id, order.request, desk.clock())
    desk.memory.told(placed)
    return Accepted(order=placed)


def _failed(desk: Desk, order: Ready, error: PredcoreError) -> Placement:
    if code_in(error) in _STALE:
        desk.doubt(order.draft.terms.condition_id)
    # The last attempt may have left only now: another was refused before, or waited.
    desk.memory.touched(order.id, desk.clock())
    return FATES.of_order(error, order.request, order.id)


def code_in(error: PredcoreError) -> str | None:
    """What the venue's refusal is called; ``None`` for other errors."""
    return error.code if isinstance(error, VenueError) else None
