"""Changes to orders that rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from ... import Liquidity, TimeInForce
from .checks import check_client_id, check_expiry, check_open, check_size, check_tick
from .ledger import Ledger
from .matching import Floor
from .orders import AccountId, Cancellation, Placed, Reason
from .refusals import Rejected, Rejection
from .state import Listed, State, Task
from .units import to_size, units
from .views import order_view
from .working import Working

__all__ = ["Amendment", "Desk"]

Expiry = datetime | Literal["keep"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What an owner wants otherwise; ``None`` is as it was, but for ``expires_at``."""

    price: Decimal | None
    size: Decimal | None
    expires_at: Expiry
    client_id: str | None


class Desk:
    """Amends, decreases and cancels."""

    def __init__(self, state: State, ledger: Ledger, floor: Floor) -> None:
        self._state = state
        self._ledger = ledger
        self._floor = floor

    def resting(self, account: AccountId, order_id: str) -> Working:
        """An order of an account that rests; raises ``Rejected(NOT_FOUND)``."""
        self._state.account(account)
        order = self._state.orders.get(order_id)
        if order is None or order.wallet.account != account or not order.queue:
            raise Rejected(
                Rejection.NOT_FOUND, f"no order {order_id!r} of {account!r} rests"
            )
        return order

    def cancel(self, order: Working, reason: Reason = Reason.CANCELLED) -> Cancellation:
        """End an order that rests."""
        left = self._floor.withdraw(self._state.at(order.market), order, reason)
        return Cancellation(order_view(order), to_size(left))

    def decrease(
        self, order: Working, by: Decimal | None, to: Decimal | None
    ) -> Cancellation:
        """Rest fewer contracts in the same place; raises ``Rejected``."""
        listed = self._state.at(order.market)
        given = by if by is not None else to
        if given is None or (by is not None and to is not None):
            raise Rejected(Rejection.INVALID, "give one of by and to")
        whole = 0 if units(given) == 0 else check_size(listed, given)
        less = whole if by is not None else order.remaining - whole
        if less == order.remaining:
            return self.cancel(order)
        if not 0 < less < order.remaining:
            raise Rejected(
                Rejection.SIZE,
                f"{given} does not decrease {to_size(order.remaining)}",
            )
        self._floor.shorten(listed, order, less)
        order.reason = Reason.DECREASED
        self._state.journal.order(order)
        return Cancellation(order_view(order), to_size(less))

    def amend(self, order: Working, to: Amendment, now: datetime) -> Placed:
        """Change price, size, expiry or client id; raises ``Rejected``."""
        state, listed = self._state, self._state.at(order.market)
        check_open(state, listed)
        check_client_id(state, order.wallet.account, to.client_id)
        tick = order.tick
        if to.price is not None:
            tick = check_tick(listed, to.price, order.outcome)
        size = order.filled + order.remaining
        if to.size is not None:
            size = check_size(listed, to.size)
        if to.expires_at != "keep":
            check_expiry(now, to.expires_at)
        remaining = size - order.filled
        if remaining < 0:
            raise Rejected(
                Rejection.SIZE, f"{to_size(order.filled)} contracts are filled already"
            )
        if remaining and (tick != order.tick or remaining > order.remaining):
            self._check_reach(listed, order, tick, remaining)
        self._rename(order, to)
        if to.size is not None:
            order.size = size
        if not remaining:
            return Placed(self.cancel(order).order, ())
        if tick == order.tick and remaining <= order.remaining:
            if remaining < order.remaining:
                self._floor.shorten(listed, order, order.remaining - remaining)
            self._amended(order)
            return Placed(order_view(order), ())
        self._floor.lift(listed, order)
        order.tick, order.remaining = tick, remaining
        self._amended(order)
        fills = self._floor.match(listed, order)
        if order.remaining:
            self._floor.rest(listed, order)
        return Placed(order_view(order), tuple(fills))

    def _check_reach(
        self, listed: Listed, order: Working, tick: int, remaining: int
    ) -> None:
        crosses = listed.book.against(order.side).reaches(tick)
        if crosses and order.post_only:
            raise Rejected(Rejection.WOULD_CROSS, "post-only, and it would have traded")
        liquidity = Liquidity.TAKER if crosses else Liquidity.MAKER
        self._ledger.check(listed, order, tick, remaining, liquidity)

    def _rename(self, order: Working, to: Amendment) -> None:
        if to.client_id is not None:
            order.client_id = to.client_id
            account = self._state.accounts[order.wallet.account]
            account.client_ids[to.client_id] = order.number
        if to.expires_at == "keep":
            return
        order.expires_at = to.expires_at
        order.time_in_force = TimeInForce.GTC
        if to.expires_at is not None:
            order.time_in_force = TimeInForce.GTD
            self._state.plan(to.expires_at, Task.EXPIRE, order.id)

    def _amended(self, order: Working) -> None:
        order.reason = Reason.AMENDED
        self._state.journal.order(order)
