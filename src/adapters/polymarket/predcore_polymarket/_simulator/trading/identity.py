"""Whether an order comes from whom it says, for a wallet that may trade."""

from __future__ import annotations

from predcore import InvalidRequest, Side

from ..._signing import POLYGON as CHAIN
from ..._signing import Order, WalletType, exchange_domain, verify_order
from ..accounts.api_keys import ApiKey
from ..accounts.members import Member, Members
from ..answers import Refused
from ..listed import ListedMarket
from .modes import Modes
from .payload import Sent

__all__ = ["checked_id", "checked_member"]

_NOT_THE_KEY = "the order signer address has to be the address of the API KEY"
_NOT_ALLOWED = "maker address not allowed, please use the deposit wallet flow"


def checked_member(key: ApiKey, sent: Sent, members: Members, modes: Modes) -> Member:
    """The wallet of an order; raises ``Refused`` (400)."""
    order = sent.order
    if sent.owner != key.id:
        raise _refused("the order owner has to be the owner of the API KEY")
    member = members.funded_by(order.maker)
    if order.signature_type is WalletType.DEPOSIT:
        mine = member is not None and member.owner == key.address
        if not mine or order.signer.lower() != order.maker.lower():
            raise _refused(_NOT_THE_KEY)
    elif order.signer.lower() != key.address.lower():
        raise _refused(_NOT_THE_KEY)
    if (
        member is None
        or member.owner != key.address
        or member.type is not order.signature_type
    ):
        raise _refused(_NOT_ALLOWED)
    for address in (member.funder, member.owner):
        if address.lower() in modes.banned:
            raise _refused(f"'{address}' address banned")
        if address.lower() in modes.closed_only and order.side is Side.BUY:
            raise _refused(f"'{address}' address in closed only mode")
    if modes.geoblocked and order.side is Side.BUY:
        raise _refused(f"'{member.funder}' address in closed only mode")
    return member


def checked_id(sent: Sent, member: Member, market: ListedMarket, modes: Modes) -> str:
    """The order's digest, once its signature holds; raises ``Refused`` (400)."""
    if modes.version != 2:
        raise _refused("order_version_mismatch")
    order: Order = sent.order
    domain = exchange_domain(CHAIN, neg_risk=market.neg_risk, token_id=order.token_id)
    try:
        signer = verify_order(order, sent.signature, domain)
    except InvalidRequest:
        raise _refused("invalid signature") from None
    if signer != member.owner:
        raise _refused("invalid signature")
    return order.id(domain)


def _refused(message: str) -> Refused:
    return Refused(400, {"error": message})
