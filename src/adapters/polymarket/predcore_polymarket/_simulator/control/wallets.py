"""Wallets, and what the chain does with them.

``POST wallets``: ``{"name", "type": 0 to 3, "owner": address, "funder": address}``
lets another wallet trade. ``POST wallets/{name}/{action}``: ``deposit`` and
``withdraw`` take ``{"amount"}``; ``split`` and ``merge`` ``{"condition", "amount"}``;
``redeem`` ``{"condition"}``; ``allow`` and ``approve`` ``{"spender", "amount"}``, of
pUSD and of tokens, in millionths; ``volume`` ``{"amount"}``, of thirty days in pUSD.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from predcore import InvalidRequest

from ..._signing import address
from ..accounts.members import Member
from ..listed import ListedMarket
from ..notation import Json
from .calls import Control, Order, refused

__all__ = ["routes"]


def routes(control: Control) -> list[Route]:
    """Keys of play wallets, and wallets of any kind."""
    return [
        control.get("/keys", _keys),
        control.get("/keys/{name}", _key),
        control.get("/wallets", _wallets),
        control.post("/wallets", _admit),
        control.post("/wallets/{name}/{action}", _act),
    ]


def _keys(order: Order) -> Json:
    return {wallet.name: wallet.funder for wallet in order.floor.play_wallets}


def _key(order: Order) -> Json:
    for wallet in order.floor.play_wallets:
        if wallet.name == order.path["name"]:
            return wallet.private_key
    raise refused(404, "there is no such wallet")


def _wallets(order: Order) -> Json:
    return [_row(member) for member in order.floor.members]


def _row(member: Member) -> Json:
    return {
        "name": member.name,
        "type": int(member.type),
        "owner": member.owner,
        "funder": member.funder,
    }


def _admit(order: Order) -> Json:
    name, kind = order.text("name") or "", order.count("type")
    if not name or order.floor.members.named(name):
        raise refused(400, "name is a text, and nobody else's")
    if kind not in range(4):
        raise refused(400, "type is 0, 1, 2 or 3")
    try:
        owner = address(order.text("owner") or "", "owner")
        funder = address(order.text("funder") or "", "funder")
    except InvalidRequest as error:
        raise refused(400, str(error)) from None
    if order.floor.members.funded_by(funder):
        raise refused(400, "there is a wallet at funder already")
    return _row(order.floor.admit(name, int(kind or 0), owner, funder))


def _act(order: Order) -> Json:
    member = order.floor.members.named(order.path["name"])
    if member is None:
        raise refused(404, "there is no such wallet")
    acts: dict[str, Callable[[Order, Member], None]] = {
        "deposit": lambda o, m: o.floor.deposit(m.name, o.number("amount")),
        "withdraw": lambda o, m: o.floor.withdraw(m.name, o.number("amount")),
        "split": lambda o, m: o.floor.split(
            m.name, _market(o).condition, o.number("amount")
        ),
        "merge": lambda o, m: o.floor.merge(
            m.name, _market(o).condition, o.number("amount")
        ),
        "redeem": _redeem,
        "allow": lambda o, m: _allow(o, m.allowances),
        "approve": lambda o, m: _allow(o, m.operators),
        "volume": _volume,
    }
    act = acts.get(order.path["action"])
    if act is None:
        raise refused(404, "there is no such action")
    act(order, member)
    return _row(member)


def _market(order: Order) -> ListedMarket:
    found = order.floor.listing.by_condition.get(order.text("condition") or "")
    if found is None:
        raise refused(404, "there is no such market")
    return found


def _redeem(order: Order, member: Member) -> None:
    try:
        order.floor.claims.redeem(member, _market(order))
    except KeyError:
        raise refused(400, "there is nothing to redeem") from None


def _allow(order: Order, allowed: dict[str, int]) -> None:
    spender, amount = order.text("spender"), order.count("amount")
    if spender not in allowed or amount is None:
        raise refused(400, f"spender is one of {', '.join(allowed)}, amount whole")
    allowed[spender] = amount


def _volume(order: Order, member: Member) -> None:
    member.volume = order.count("amount") or 0
