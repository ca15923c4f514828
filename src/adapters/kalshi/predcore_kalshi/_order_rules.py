"""What can be seen to be wrong with an order before it is sent.

Kalshi's own checks come after; these spare a request and, unlike the venue's answer,
they cannot get lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from predcore import InvalidRequest, Market, OrderRequest, RejectReason, TimeInForce

from ._mapping.legs import to_leg

if TYPE_CHECKING:
    from .models.requests import NewOrder
    from .models.requests import TimeInForce as NativeTimeInForce

__all__ = ["OPTIONS", "Unfit", "checked_price", "checked_size", "to_new_order"]

_GRID = Decimal("0.01")
_DIGITS = 16
"""Of a count, before the point; more cannot be meant."""
_DECIMALS = 4
"""Of a price, at most."""

_TIME_IN_FORCE: Mapping[TimeInForce, NativeTimeInForce] = {
    TimeInForce.GTC: "good_till_canceled",
    TimeInForce.GTD: "good_till_canceled",
    TimeInForce.IOC: "immediate_or_cancel",
    TimeInForce.FOK: "fill_or_kill",
}
"""The venue has no word for GTD: the expiration time says it."""
_AT_ONCE = frozenset({TimeInForce.IOC, TimeInForce.FOK})

OPTIONS: Mapping[str, type] = {
    "self_trade_prevention_type": str,
    "cancel_order_on_pause": bool,
    "subaccount": int,
    "order_group_id": str,
    "exchange_index": int,
}
"""What ``OrderRequest.options`` may hold here, by the venue's names."""


class Unfit(InvalidRequest):
    """The order breaks a rule known here; nothing was sent."""

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def to_new_order(request: OrderRequest, market: Market, subaccount: int) -> NewOrder:
    """What to send for a request; raises ``InvalidRequest`` (often ``Unfit``).

    The shard is the market's: an order that the venue has to route is billed to the
    budgets of all shards.
    """
    from .models.requests import NewOrder
    from .resources._order_bodies import new_order

    checked_size(request.size, market)
    leg, price = to_leg(request.instrument.outcome, request.side, request.price)
    checked_price(price, market)
    _check_time(request)
    order = NewOrder(
        ticker=request.instrument.market,
        side=leg,
        count=request.size,
        price=price,
        time_in_force=_TIME_IN_FORCE[request.time_in_force],
        client_order_id=_client_id(request),
        expiration_time=request.expires_at,
        post_only=request.post_only or None,
        reduce_only=request.reduce_only or None,
        subaccount=subaccount,
        exchange_index=getattr(market.native, "exchange_index", None),
    )
    order = replace(order, **_checked_options(request.options))
    new_order(order)
    return order


def checked_price(price: Decimal, market: Market) -> None:
    """A YES price the market trades at; raises ``Unfit``."""
    ladder = market.ladder
    if ladder is None:
        fits, near = price == round(price, _DECIMALS), ""
    else:
        fits, near = price in ladder, f"; the nearest is {ladder.nearest(price)}"
    if not fits:
        raise Unfit(
            RejectReason.PRICE, f"{market.ref} has no YES price of {price}{near}"
        )


def checked_size(size: Decimal, market: Market) -> None:
    """A count the venue can hold; raises ``Unfit``."""
    if not size.is_finite() or size <= 0 or size.adjusted() >= _DIGITS or size % _GRID:
        raise Unfit(
            RejectReason.SIZE,
            f"{market.ref} trades in hundredths of a contract, got {size}",
        )


def _client_id(request: OrderRequest) -> str:
    text = request.client_id
    if not text or not text.isascii() or not text.isprintable():
        raise Unfit(
            RejectReason.INVALID, f"a client id is plain printable text, got {text!r}"
        )
    return text


def _check_time(request: OrderRequest) -> None:
    kind = request.time_in_force
    if (kind is TimeInForce.GTD) != (request.expires_at is not None):
        raise Unfit(
            RejectReason.EXPIRY, "an order has expires_at exactly when it is GTD"
        )
    if request.post_only and kind in _AT_ONCE:
        raise Unfit(
            RejectReason.INVALID, f"a {kind} order never rests; it cannot be post-only"
        )
    if request.reduce_only and kind is not TimeInForce.IOC:
        raise Unfit(RejectReason.INVALID, "Kalshi takes reduce-only orders as IOC only")


def _checked_options(options: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, value in options.items():
        kind = OPTIONS.get(name)
        if kind is None:
            known = ", ".join(OPTIONS)
            raise Unfit(RejectReason.INVALID, f"no option {name!r}; there are {known}")
        if type(value) is not kind:
            raise Unfit(
                RejectReason.INVALID, f"{name} is a {kind.__name__}, got {value!r}"
            )
    return options
