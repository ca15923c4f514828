"""What Polymarket takes as an order, checked before anything is signed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

from predcore import InvalidRequest, OrderRequest, RejectReason, Side, TimeInForce

from ._instants import EPOCH
from ._terms import Terms

__all__ = ["CENT", "EARLY", "Draft", "Unfit", "to_draft", "whole_cents"]

OrderType = Literal["GTC", "GTD", "FAK", "FOK"]

_TYPES: Mapping[TimeInForce, OrderType] = {
    TimeInForce.GTC: "GTC",
    TimeInForce.GTD: "GTD",
    TimeInForce.IOC: "FAK",
    TimeInForce.FOK: "FOK",
}
_AT_ONCE = frozenset({TimeInForce.IOC, TimeInForce.FOK})
_WHOLE = TimeInForce.FOK

EARLY = timedelta(seconds=60)
"""The venue ends an order so long before the expiration it was sent."""
LEAD = timedelta(seconds=120)
"""The least an order has to live: the venue wants its expiration, which is a minute
later, three minutes ahead."""
CENT = Decimal("0.01")
"""The step of the money that a buyer at once spends, and of sizes."""
_LEAST = Decimal(1)
"""pUSD, of a purchase that trades at once."""
_BYTES32 = re.compile(r"0x[0-9a-fA-F]{64}")
_NOTHING = "0x" + "00" * 32
_OPTIONS = ("amount", "builder", "metadata")


class Unfit(InvalidRequest):
    """The order breaks a rule known here; nothing was sent."""

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An order in the venue's words, before it has amounts and a signature.

    Attributes:
        spend: pUSD to give, of a purchase at once; all others are for contracts.
        by_money: whether the money is what was asked for, and not the contracts.
        expiration: seconds since 1970, 0 for none.
        ends_at: when the venue will end it.
    """

    terms: Terms
    key: str
    token_id: str
    side: Side
    price: Decimal
    size: Decimal
    spend: Decimal | None
    by_money: bool
    order_type: OrderType
    post_only: bool
    expiration: int
    ends_at: datetime | None
    builder: str
    metadata: str


def to_draft(request: OrderRequest, terms: Terms, now: datetime) -> Draft:
    """What to sign for a request; raises ``InvalidRequest`` (often ``Unfit``)."""
    token_id = terms.listing.token(request.instrument.outcome)
    amount = _checked_options(request)
    _check_time(request, now)
    _check_price(request, terms)
    spend = _spent(request, terms, amount)
    if request.reduce_only and request.side is Side.BUY:
        raise Unfit(
            RejectReason.INVALID,
            "Polymarket has no reduce-only purchases; sell what is held instead",
        )
    ends_at, expiration = None, 0
    if request.expires_at is not None:
        expiration = (request.expires_at + EARLY - EPOCH) // timedelta(seconds=1)
        ends_at = EPOCH + timedelta(seconds=expiration) - EARLY
    return Draft(
        terms=terms,
        key=request.instrument.outcome,
        token_id=token_id,
        side=request.side,
        price=request.price,
        size=request.size,
        spend=spend,
        by_money=amount is not None,
        order_type=_TYPES[request.time_in_force],
        post_only=request.post_only,
        expiration=expiration,
        ends_at=ends_at,
        builder=request.options.get("builder", _NOTHING),
        metadata=request.options.get("metadata", _NOTHING),
    )


def _check_time(request: OrderRequest, now: datetime) -> None:
    kind, at = request.time_in_force, request.expires_at
    if (kind is TimeInForce.GTD) != (at is not None):
        raise Unfit(
            RejectReason.EXPIRY, "an order has expires_at exactly when it is GTD"
        )
    if at is not None and at - now < LEAD:
        raise Unfit(
            RejectReason.EXPIRY,
            f"expires_at must be {LEAD.seconds} seconds ahead or more, got {at}",
        )
    if request.post_only and kind in _AT_ONCE:
        raise Unfit(
            RejectReason.INVALID, f"a {kind} order never rests; it cannot be post-only"
        )


def _spent(
    request: OrderRequest, terms: Terms, amount: Decimal | None
) -> Decimal | None:
    """The money to give, of a purchase at once; ``None`` of other orders.

    Raises ``Unfit`` for what is too small, or off the grid.
    """
    size = request.size
    if not size.is_finite() or size % CENT:
        raise Unfit(
            RejectReason.SIZE, f"Polymarket takes sizes in hundredths, got {size}"
        )
    if request.time_in_force not in _AT_ONCE:
        if terms.min_size is not None and size < terms.min_size:
            raise Unfit(
                RejectReason.SIZE,
                f"an order that may rest is for {terms.min_size} or more, got {size}",
            )
        return None
    if request.side is Side.SELL:
        return None
    return whole_cents(request, size * request.price if amount is None else amount)


def whole_cents(request: OrderRequest, money: Decimal) -> Decimal:
    """The money of a purchase at once, which the venue takes in cents; raises
    ``Unfit``.

    An order that may be filled in part is for a fraction of a cent less; of one that
    is filled whole or not at all, no other size than that asked for will do.
    """
    rest = money % CENT
    if rest and ("amount" in request.options or request.time_in_force is _WHOLE):
        raise Unfit(
            RejectReason.SIZE,
            f"a purchase at once spends whole cents, and this is {money} pUSD: change "
            'the size, or give options={"amount": ...}, the money to spend',
        )
    if money - rest < _LEAST:
        raise Unfit(
            RejectReason.SIZE,
            f"a purchase at once is of {_LEAST} pUSD or more, and this is {money}",
        )
    return money - rest


def _check_price(request: OrderRequest, terms: Terms) -> None:
    if request.price not in terms.ladder:
        raise Unfit(
            RejectReason.PRICE,
            f"{request.instrument} trades in steps of {terms.tick} and has no price of "
            f"{request.price}; the nearest is {terms.ladder.nearest(request.price)}",
        )


def _checked_options(request: OrderRequest) -> Decimal | None:
    options: Mapping[str, Any] = request.options
    if "order_id" in options:
        raise Unfit(
            RejectReason.INVALID,
            "this request was written down and may have been sent: resolve it, and "
            "place a new one under a new client id",
        )
    for name in options:
        if name not in _OPTIONS:
            known = ", ".join(_OPTIONS)
            raise Unfit(RejectReason.INVALID, f"no option {name!r}; there are {known}")
    for name in ("builder", "metadata"):
        text = options.get(name, _NOTHING)
        if not (isinstance(text, str) and _BYTES32.fullmatch(text)):
            raise Unfit(
                RejectReason.INVALID, f"{name} is 0x and 64 hex digits, got {text!r}"
            )
    return _checked_amount(request, options.get("amount"))


def _checked_amount(request: OrderRequest, amount: Any) -> Decimal | None:
    if amount is None:
        return None
    if not isinstance(amount, Decimal) or not amount.is_finite() or amount <= 0:
        raise Unfit(
            RejectReason.SIZE, f"amount is a Decimal above 0, in pUSD, got {amount!r}"
        )
    if request.side is not Side.BUY or request.time_in_force not in _AT_ONCE:
        raise Unfit(RejectReason.INVALID, "amount is for purchases at once, IOC or FOK")
    return amount
