"""What every order and every amendment must be."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ... import TimeInForce
from .markets import Phase
from .orders import AccountId, NewOrder
from .refusals import Rejected, Rejection
from .state import Listed, State
from .units import to_size, units

__all__ = [
    "AT_ONCE",
    "check_client_id",
    "check_expiry",
    "check_open",
    "check_order_id",
    "check_outcome",
    "check_size",
    "check_terms",
    "check_tick",
]

AT_ONCE = frozenset({TimeInForce.IOC, TimeInForce.FOK})
"""Orders of these do not rest."""


def check_open(state: State, listed: Listed) -> None:
    """Raise ``Rejected`` (``PAUSED``, ``INACTIVE``) where no order is taken."""
    if state.paused:
        raise Rejected(Rejection.PAUSED, "trading is paused")
    if listed.market.phase is not Phase.OPEN:
        raise Rejected(
            Rejection.INACTIVE,
            f"{listed.market.key} is {listed.market.phase}, not open",
        )


def check_client_id(state: State, account: AccountId, client_id: str | None) -> None:
    """Raise ``Rejected(DUPLICATE)`` for an id that was used before."""
    if client_id is not None and client_id in state.account(account).client_ids:
        raise Rejected(Rejection.DUPLICATE, f"{client_id!r} was used before")


def check_order_id(state: State, order_id: str) -> None:
    """Raise ``Rejected``: ``DUPLICATE`` for an id that was used before, ``INVALID``
    for an empty one."""
    if not order_id:
        raise Rejected(Rejection.INVALID, "an order id has at least one character")
    if order_id in state.orders or order_id in state.spent:
        raise Rejected(Rejection.DUPLICATE, f"{order_id!r} was used before")


def check_outcome(outcome: int) -> None:
    """Raise ``Rejected(INVALID)`` for anything but 0 and 1."""
    if outcome not in {0, 1}:
        raise Rejected(Rejection.INVALID, f"{outcome} is neither outcome 0 nor 1")


def check_tick(listed: Listed, price: Decimal, outcome: int = 0) -> int:
    """The first outcome's tick of a price of ``outcome``.

    Raises ``Rejected(PRICE)`` off the ladder.
    """
    tick = listed.tariff.tick(price, outcome)
    if tick is None:
        raise Rejected(
            Rejection.PRICE, f"{price} is not a price of {listed.market.key}"
        )
    return tick


def check_size(listed: Listed, size: Decimal) -> int:
    """The units of a size; raises ``Rejected(SIZE)`` off the grid."""
    market, whole = listed.market, units(size)
    if whole is None or whole <= 0 or whole % market.size_step:
        step = to_size(market.size_step).normalize()
        raise Rejected(Rejection.SIZE, f"{size} is not a positive multiple of {step}")
    return whole


def check_expiry(now: datetime, expires_at: datetime | None) -> None:
    """Raise ``Rejected(EXPIRY)`` for an instant that has passed or is not aware."""
    if expires_at is None:
        return
    if expires_at.tzinfo is None or expires_at <= now:
        raise Rejected(Rejection.EXPIRY, f"{expires_at} is not an instant to come")


def check_terms(new: NewOrder, now: datetime) -> None:
    """Raise ``Rejected`` (``INVALID``, ``EXPIRY``) for terms at odds."""
    at_once = new.time_in_force in AT_ONCE
    if new.post_only and at_once:
        raise Rejected(Rejection.INVALID, "a post-only order has to rest")
    if new.reduce_only and not at_once:
        raise Rejected(Rejection.INVALID, "a reduce-only order cannot rest")
    if (new.expires_at is None) is (new.time_in_force is TimeInForce.GTD):
        raise Rejected(Rejection.EXPIRY, "expires_at goes with GTD and nothing else")
    check_expiry(now, new.expires_at)
