"""Whether a wallet has what an order gives, and whether the contracts may take it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Side
from predcore.sim.exchange import Wallet

from ..accounts.members import spenders
from ..answers import Refused
from .orders import VenueOrder

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["check_allowance", "lacking", "millionths"]

_NOT_ENOUGH = "not enough balance / allowance"


def check_allowance(order: VenueOrder, *, crosses: bool) -> None:
    """Raise ``Refused`` (400) where a contract may not take what the order gives."""
    member = order.member
    buying = order.side is Side.BUY
    allowed = member.allowances if buying else member.operators
    given = _given(order, crosses=crosses)
    for spender in spenders(neg_risk=order.market.neg_risk):
        if allowed.get(spender, 0) < given:
            raise _refused(
                f"the allowance is not enough -> spender: {spender}, allowance: "
                f"{allowed.get(spender, 0)}, sum of matched orders: 0, "
                f"{_amount(order, given)}"
            )


def lacking(floor: Floor, order: VenueOrder, *, crosses: bool) -> Refused:
    """What is said where the balance does not do."""
    mine = [
        other
        for other in floor.orders.open(order.owner)
        if other.side is order.side and other.member is order.member
    ]
    if order.side is Side.BUY:
        balance = floor.exchange.accounts.balance(Wallet(order.member.account)).cash
        active = sum((o.remaining * o.price for o in mine), Decimal(0))
    else:
        balance = floor.tokens(order.member, order.market)[order.outcome]
        same = [other for other in mine if other.token == order.token]
        active = sum((other.remaining for other in same), Decimal(0))
    return _refused(
        f"the balance is not enough -> balance: {millionths(balance)}, sum of active "
        f"orders: {millionths(active)}, sum of matched orders: 0, "
        f"{_amount(order, _given(order, crosses=crosses))}"
    )


def millionths(amount: Decimal) -> int:
    """Base units, cut."""
    return int(amount.scaleb(6))


def _given(order: VenueOrder, *, crosses: bool) -> int:
    """Millionths of pUSD with the fee, or of tokens."""
    if order.side is Side.SELL:
        return millionths(order.size)
    money = order.budget or order.price * order.size
    fees = order.market.fees
    if crosses and fees is not None:
        money += fees.taker_fee(order.price, order.size)
    return millionths(money)


def _amount(order: VenueOrder, given: int) -> str:
    with_fees = " (inc. fees)" if order.side is Side.BUY else ""
    return f"order amount{with_fees}: {given}"


def _refused(detail: str) -> Refused:
    return Refused(400, {"error": f"{_NOT_ENOUGH}: {detail}"})
