"""Finding out what became of a write that went unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypedDict

from predcore import (
    Accepted,
    InvalidRequest,
    NeverArrived,
    NotFound,
    Order,
    OrderStatus,
    TransportError,
    Unknown,
)

if TYPE_CHECKING:
    from predcore.kit import Patience

    from ._desk import Desk
    from .models.orders import Order as NativeOrder

__all__ = ["resolve"]

_ARRIVES_WITHIN = timedelta(seconds=30)
"""A request this old is refused for the time in its signature, wherever it was held
up; until then it may still arrive."""
_CLOCKS_APART = timedelta(minutes=10)
"""Much more than our clock and the venue's can differ."""
_PAGE = 200
"""Orders a page: the one looked for is among the newest, as a rule."""
_OVER = frozenset({OrderStatus.FILLED, OrderStatus.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What is looked for, and where."""

    unknown: Unknown
    sent_at: datetime | None
    certain_at: datetime
    subaccount: int

    @property
    def ticker(self) -> str | None:
        request = self.unknown.request
        return None if request is None else request.instrument.market

    @property
    def outcome(self) -> str | None:
        request = self.unknown.request
        return None if request is None else request.instrument.outcome

    @property
    def since(self) -> datetime | None:
        return None if self.sent_at is None else self.sent_at - _CLOCKS_APART


class _Bounds(TypedDict):
    ticker: str | None
    min_ts: datetime | None
    limit: int
    subaccount: int


async def resolve(
    desk: Desk, unknown: Unknown, patience: Patience
) -> Accepted | NeverArrived:
    """Ask until the order is found, or the account's reads are past the last moment
    at which it could have arrived.

    How current reads are is asked before each look, so that a look is at least that
    current.
    """
    question = _question(desk, unknown)
    asking = patience.asking()
    while True:
        as_of = await desk.native.exchange.user_data_timestamp.get()
        final = as_of is not None and as_of > question.certain_at
        found = await _look(desk, question, final=final)
        if found is not None:
            return Accepted(order=found)
        if final and unknown.client_id is not None:
            return NeverArrived(client_id=unknown.client_id)
        if not await asking.again():
            raise TransportError(
                f"Kalshi's account reads are not past {question.certain_at} yet, so "
                "the fate of the write cannot be told; resolve it again later"
            )


def _question(desk: Desk, unknown: Unknown) -> _Question:
    key = unknown.client_id or unknown.order_id
    if key is None:
        raise InvalidRequest("nothing to resolve: neither a client id nor an order id")
    sent_at = desk.sent_at(key)
    subaccount = desk.subaccount
    if unknown.request is not None:
        subaccount = unknown.request.options.get("subaccount", subaccount)
    return _Question(
        unknown=unknown,
        sent_at=sent_at,
        certain_at=(sent_at or desk.clock()) + _ARRIVES_WITHIN,
        subaccount=subaccount,
    )


async def _look(desk: Desk, question: _Question, *, final: bool) -> Order | None:
    unknown = question.unknown
    if unknown.client_id is None:
        assert unknown.order_id is not None
        order = desk.told(await desk.native.orders.get(unknown.order_id))
        return order if final or order.status in _OVER else None
    found = await _by_client_id(desk, question, unknown.client_id, final=final)
    return None if found is None else desk.told(found, question.outcome)


async def _by_client_id(
    desk: Desk, question: _Question, client_id: str, *, final: bool
) -> NativeOrder | None:
    """There is no filter for it: the orders since are read through.

    The archive and the fills are looked at last, before "never" is said. Fills do not
    carry the client id; an order that has some is read if no listing had it.
    """
    native, seen = desk.native, set[str]()
    bounds = _Bounds(
        ticker=question.ticker,
        min_ts=question.since,
        limit=_PAGE,
        subaccount=question.subaccount,
    )
    listings = [native.orders.list(**bounds)]
    if final or question.sent_at is None:
        listings.append(native.historical.orders.list(**bounds))
    for listing in listings:
        async for order in listing:
            if order.client_order_id == client_id:
                return order
            seen.add(order.order_id)
    if not final:
        return None
    async for fill in native.portfolio.fills.list(
        ticker=None if question.ticker is None else [question.ticker],
        min_ts=question.since,
        subaccount=question.subaccount,
    ):
        if fill.order_id is None or fill.order_id in seen:
            continue
        seen.add(fill.order_id)
        try:
            order = await native.orders.get(fill.order_id)
        except NotFound:
            continue
        if order.client_order_id == client_id:
            return order
    return None
