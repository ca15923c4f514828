"""From a draft to a signed order; its id is known before it is signed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from predcore import OrderRequest, Side

from ._instants import EPOCH
from ._order_rules import Draft

if TYPE_CHECKING:
    from ._desk import Desk
    from ._signing import Amounts, Domain, Order
    from .models.clob.signed_order import SignedOrder

__all__ = ["Ready", "ready", "signed", "written"]

_SALT_BYTES, _SALT_BITS = 7, 53
"""A salt travels as a JSON number."""
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An order that has everything but its signature.

    Attributes:
        id: the digest, by which the venue will know it.
    """

    request: OrderRequest
    draft: Draft
    order: Order
    domain: Domain
    id: str


def written(order: Ready) -> OrderRequest:
    """The request as the journal gets it: with the id to find it by."""
    options = {**order.request.options, "order_id": order.id}
    return replace(order.request, options=options)


async def ready(
    desk: Desk, request: OrderRequest, draft: Draft, *, again: bool = False
) -> Ready:
    """Give an order its amounts, its exchange and its id, another one ``again``.

    Raises ``AuthenticationFailed`` without credentials, and ``InvalidRequest`` for
    what cannot be signed.
    """
    from ._signing import exchange_domain, new_order, parse_token_id

    token_id = parse_token_id(draft.token_id)
    domain = exchange_domain(
        desk.chain_id, neg_risk=draft.terms.neg_risk, token_id=token_id
    )
    order = new_order(
        desk.wallet,
        token_id=token_id,
        side=draft.side,
        amounts=_amounts(draft),
        salt=_salt(request.client_id, again=again),
        timestamp=(desk.clock() - EPOCH) // _MILLISECOND,
        metadata=draft.metadata,
        builder=draft.builder,
    )
    return Ready(
        request=request, draft=draft, order=order, domain=domain, id=order.id(domain)
    )


async def signed(desk: Desk, ready: Ready) -> SignedOrder:
    """Have it signed; raises what the signer raises, or the venue where the API key
    has to be asked for."""
    from ._signer import sign_order
    from .models.clob.signed_order import SignedOrder

    order, draft = ready.order, ready.draft
    owner = await desk.owner()
    signer = desk.native.credentials("orders").signer
    return SignedOrder(
        salt=order.salt,
        maker=order.maker,
        signer=order.signer,
        token_id=draft.token_id,
        maker_amount=order.maker_amount,
        taker_amount=order.taker_amount,
        side="BUY" if draft.side is Side.BUY else "SELL",
        signature_type=int(order.signature_type),
        timestamp=order.timestamp,
        signature=await sign_order(signer, order, ready.domain),
        owner=owner,
        metadata=order.metadata,
        builder=order.builder,
        expiration=draft.expiration,
        order_type=draft.order_type,
        post_only=draft.post_only,
        order_id=ready.id,
    )


def _amounts(draft: Draft) -> Amounts:
    """A purchase at once gives money and takes what it buys, rounded down; all other
    orders are for a number of contracts."""
    from ._signing import limit_amounts, market_amounts

    tick = draft.terms.tick
    if draft.spend is not None:
        return market_amounts(draft.side, draft.price, draft.spend, tick)
    return limit_amounts(draft.side, draft.price, draft.size, tick)


def _salt(client_id: str, *, again: bool) -> int:
    """Differs from order to order, however many are made in a millisecond."""
    text = f"{client_id} again" if again else client_id
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:_SALT_BYTES], "big") >> (8 * _SALT_BYTES - _SALT_BITS)
