"""New orders: checked, written down, signed, and only then sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from predcore import (
    InvalidRequest,
    Journal,
    OrderRequest,
    Placement,
    PredcoreError,
    Refused,
    RejectReason,
)
from predcore.kit import all_of, parts_of

from ._fates import FATES
from ._order_rules import Draft, Unfit, to_draft
from ._purchases import costed
from ._sending import MISMATCH, code_in, send, send_batch
from ._signed_orders import Ready, ready, signed, written
from ._tokens import check_venue

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.clob.signed_order import SignedOrder

__all__ = ["place", "place_many"]

_BATCH = 15
_VERSION = 2
"""Of orders that the venue says it wants; what is signed here."""


async def place(
    desk: Desk, request: OrderRequest, journal: Journal | None
) -> Placement:
    """Check, write down, sign, send.

    Where the venue wants orders of another version, nothing happened: if it is one
    that is signed here, the order is built anew and sent under a new id, once.
    """
    check_venue(request.instrument)
    draft = await _prepared(desk, request)
    if isinstance(draft, Refused):
        return draft
    if not desk.memory.claim(request.client_id):
        return _used(request)
    fate = await _place(desk, request, draft, journal)
    if not (isinstance(fate, Refused) and code_in(fate.error) == MISMATCH):
        return fate
    draft = await _again(desk, request, fate)
    if isinstance(draft, Refused):
        return draft
    return await _place(desk, request, draft, journal, again=True)


async def place_many(
    desk: Desk, requests: Sequence[OrderRequest], journal: Journal | None
) -> tuple[Placement, ...]:
    """Check all, write all down, and only then send, in batches and in order."""
    for request in requests:
        check_venue(request.instrument)
    await _read_markets(desk, requests)
    prepared = await all_of([partial(_prepared, desk, one) for one in requests])
    fates: dict[int, Placement] = {}
    drafts: dict[int, Draft] = {}
    for number, (request, draft) in enumerate(zip(requests, prepared, strict=True)):
        if isinstance(draft, PredcoreError):
            fates[number] = FATES.unsent(draft, request)
        elif isinstance(draft, Refused):
            fates[number] = draft
        elif not desk.memory.claim(request.client_id):
            fates[number] = _used(request)
        else:
            drafts[number] = draft
    orders: dict[int, tuple[Ready, SignedOrder]] = {}
    try:
        for number, draft in drafts.items():
            made = await _made(desk, requests[number], draft, journal)
            if isinstance(made, Refused):
                fates[number] = made
            else:
                orders[number] = made
        for numbers in parts_of(list(orders), _BATCH):
            fates.update(await send_batch(desk, {n: orders[n] for n in numbers}))
    except BaseException:
        for number in drafts:
            desk.memory.release(requests[number].client_id)
        raise
    return tuple(fates[number] for number in range(len(requests)))


async def _read_markets(desk: Desk, requests: Sequence[OrderRequest]) -> None:
    """At once; what fails here fails again, and is told, order by order."""
    markets = {request.instrument.ref: request.instrument for request in requests}
    await all_of([partial(desk.terms_of, one) for one in markets.values()])


async def _prepared(desk: Desk, request: OrderRequest) -> Draft | Refused:
    """What to sign, or why not."""
    try:
        return await costed(desk, request, await _fitting(desk, request))
    except Unfit as error:
        return Refused(reason=error.reason, error=error, sent=False)
    except PredcoreError as error:
        return FATES.unsent(error, request)


async def _fitting(desk: Desk, request: OrderRequest) -> Draft:
    """Markets change their ticks while they trade, so one that does not fit is read
    again before it is believed."""
    terms = await desk.terms_of(request.instrument)
    try:
        if terms.open is not False:
            return to_draft(request, terms, desk.clock())
    except Unfit as error:
        if error.reason not in {RejectReason.PRICE, RejectReason.SIZE}:
            raise
    terms = await desk.terms(terms.condition_id, fresh=True)
    if terms.open is False:
        market = request.instrument.ref
        raise Unfit(RejectReason.MARKET, f"{market} does not take orders")
    return to_draft(request, terms, desk.clock())


async def _again(desk: Desk, request: OrderRequest, fate: Refused) -> Draft | Refused:
    """What to sign instead of an order of a version the venue does not want."""
    try:
        version = await desk.native.clob.version.get()
    except PredcoreError:
        return fate
    if version != _VERSION:
        error = InvalidRequest(
            f"Polymarket wants orders of version {version}, and this release of "
            f"predcore signs version {_VERSION}; is there a newer one?"
        )
        return Refused(reason=fate.reason, error=error)
    return await _prepared(desk, request)


async def _place(
    desk: Desk,
    request: OrderRequest,
    draft: Draft,
    journal: Journal | None,
    *,
    again: bool = False,
) -> Placement:
    try:
        made = await _made(desk, request, draft, journal, again=again)
    except BaseException:
        desk.memory.release(request.client_id)
        raise
    return made if isinstance(made, Refused) else await send(desk, *made)


async def _made(
    desk: Desk,
    request: OrderRequest,
    draft: Draft,
    journal: Journal | None,
    *,
    again: bool = False,
) -> tuple[Ready, SignedOrder] | Refused:
    """Give an order its id, write it down under that, and sign it."""
    try:
        order = await ready(desk, request, draft, again=again)
    except PredcoreError as error:
        desk.memory.release(request.client_id)
        return FATES.unsent(error)
    if journal is not None:
        await journal(written(order))
    try:
        return order, await signed(desk, order)
    except PredcoreError as error:
        desk.memory.release(request.client_id)
        return FATES.unsent(error)


def _used(request: OrderRequest) -> Refused:
    error = InvalidRequest(
        f"the client id {request.client_id!r} was used before; an order has its own"
    )
    return Refused(reason=RejectReason.DUPLICATE, error=error, sent=False)
