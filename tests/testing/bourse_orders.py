"""Orders of the venue without a wire."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from predcore import (
    Accepted,
    Amending,
    Cancelled,
    Instrument,
    InvalidRequest,
    Journal,
    NeverArrived,
    NotFound,
    Order,
    OrderRejected,
    OrderRequest,
    OrderStatus,
    OutcomeUnknown,
    Placement,
    PriceLadder,
    Refused,
    RejectReason,
    Side,
    TimeInForce,
    Trading,
    Unknown,
)
from predcore.kit import Pages
from predcore.sim.exchange import (
    AccountId,
    Exchange,
    NewOrder,
    OrderView,
    Rejected,
    Rejection,
)

__all__ = ["BourseOrders", "turned"]

T = TypeVar("T")
D = Decimal
_LADDER = PriceLadder.uniform(D("0.01"))
_GRID = D("0.01")
_REASONS = {
    Rejection.INACTIVE: RejectReason.MARKET,
    **{r: RejectReason(r) for r in Rejection if r in {*RejectReason}},
}


def turned(outcome: str, side: Side, price: Decimal) -> tuple[Side, Decimal]:
    """From one outcome's terms into the other's where it is not the first."""
    if outcome == "up":
        return side, price
    return (Side.SELL if side is Side.BUY else Side.BUY), 1 - price


class BourseOrders(Trading, Amending):
    """Orders of one account; ``loses`` says what is lost of the next writes."""

    name: str

    def __init__(self, exchange: Exchange, account: str) -> None:
        self.exchange = exchange
        self.account = AccountId(account)
        self.loses: Literal["request", "answer"] | None = None
        self.outcomes: dict[str, str] = {}

    def checked(self, request: OrderRequest) -> None:
        """Raises for a programming error."""
        raise NotImplementedError

    async def place(
        self, request: OrderRequest, *, journal: Journal | None = None
    ) -> Placement:
        self.checked(request)
        if (refused := _unfit(request.price, request.size, request)) is not None:
            return refused
        if journal is not None:
            await journal(request)
        fate = self._write(lambda: self._place(request))
        if isinstance(fate, OutcomeUnknown):
            return Unknown(error=fate, request=request, client_id=request.client_id)
        return fate

    async def place_many(
        self, requests: Sequence[OrderRequest], *, journal: Journal | None = None
    ) -> tuple[Placement, ...]:
        for request in requests:
            self.checked(request)
        if journal is not None:
            for request in requests:
                await journal(request)
        return tuple([await self.place(request) for request in requests])

    async def amend(
        self,
        order_id: str,
        *,
        price: Decimal | None = None,
        size: Decimal | None = None,
    ) -> Placement:
        if price is None and size is None:
            raise InvalidRequest("nothing to change")
        if (refused := _unfit(price or D("0.5"), size or D(1))) is not None:
            return refused
        if price is not None:
            _, price = turned(self.outcomes.get(order_id, "up"), Side.BUY, price)

        def change() -> Accepted:
            placed = self.exchange.amend(self.account, order_id, price=price, size=size)
            return Accepted(order=self.told(placed.order))

        fate = self._write(change)
        if isinstance(fate, OutcomeUnknown):
            return Unknown(error=fate, order_id=order_id)
        return fate

    async def cancel(self, order_id: str) -> Cancelled | Refused | Unknown:
        def withdraw() -> Cancelled:
            gone = self.exchange.cancel(self.account, order_id)
            return Cancelled(order_id=order_id, size=gone.reduced_by)

        fate = self._write(withdraw)
        if isinstance(fate, OutcomeUnknown):
            return Unknown(error=fate, order_id=order_id)
        return fate

    async def cancel_many(
        self, order_ids: Sequence[str]
    ) -> tuple[Cancelled | Refused | Unknown, ...]:
        return tuple([await self.cancel(order_id) for order_id in order_ids])

    async def cancel_all(self) -> Refused | Unknown | None:
        self.exchange.cancel_all(self.account)
        return None

    async def order(self, order_id: str) -> Order:
        try:
            return self.told(self.exchange.order(order_id))
        except Rejected as error:
            raise NotFound(str(error)) from error

    def orders(
        self, *, market: str | None = None, status: OrderStatus | None = None
    ) -> AsyncIterable[Order]:
        found = self.exchange.orders(self.account, market=market, status=status)
        return Pages.of(map(self.told, reversed(found)))

    async def resolve(self, unknown: Unknown) -> Accepted | NeverArrived:
        if unknown.client_id is None:
            assert unknown.order_id is not None
            return Accepted(order=await self.order(unknown.order_id))
        found = self.exchange.order_of(self.account, unknown.client_id)
        if found is None:
            return NeverArrived(client_id=unknown.client_id)
        return Accepted(order=self.told(found))

    def told(self, view: OrderView) -> Order:
        """An order in the terms it was placed in."""
        outcome = self.outcomes.get(view.id, "up")
        side, price = turned(outcome, view.side, view.price)
        return Order(
            id=view.id,
            client_id=view.client_id,
            instrument=Instrument(self.name, view.market, outcome),
            side=side,
            price=price,
            size=view.size,
            filled=view.filled,
            remaining=view.remaining,
            status=view.status,
            created_at=view.created_at,
            updated_at=view.updated_at,
            expires_at=view.expires_at,
            native=view,
        )

    def _place(self, request: OrderRequest) -> Accepted:
        side, price = turned(request.instrument.outcome, request.side, request.price)
        placed = self.exchange.place(
            NewOrder(
                account=self.account,
                market=request.instrument.market,
                side=side,
                price=price,
                size=request.size,
                time_in_force=request.time_in_force,
                expires_at=request.expires_at,
                post_only=request.post_only,
                client_id=request.client_id,
            )
        )
        self.outcomes[placed.order.id] = request.instrument.outcome
        return Accepted(order=self.told(placed.order))

    def _write(self, act: Callable[[], T]) -> T | Refused | OutcomeUnknown:
        lost = OutcomeUnknown("no answer")
        if self.loses == "request":
            return lost
        try:
            done = act()
        except Rejected as error:
            reason = _REASONS.get(error.reason, RejectReason.OTHER)
            return Refused(reason=reason, error=OrderRejected(str(error)))
        return lost if self.loses == "answer" else done


def _unfit(
    price: Decimal, size: Decimal, request: OrderRequest | None = None
) -> Refused | None:
    if price not in _LADDER:
        reason = RejectReason.PRICE
    elif size % _GRID:
        reason = RejectReason.SIZE
    elif request is not None and (request.time_in_force is TimeInForce.GTD) != (
        request.expires_at is not None
    ):
        reason = RejectReason.EXPIRY
    else:
        return None
    return Refused(reason=reason, error=InvalidRequest(str(reason)), sent=False)
