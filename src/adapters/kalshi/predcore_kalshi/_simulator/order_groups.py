"""Order groups: a limit on what their orders may trade in fifteen seconds."""

from __future__ import annotations

from decimal import Decimal

from predcore.sim.exchange import GroupView, Rejected

from .call import Call
from .order_terms import count_of
from .refusals import not_found, refused
from .rejections import rejecting
from .wire import Json, count

__all__ = ["create", "delete", "get", "listed", "reset", "trigger", "update_limit"]

_MOST = 1_000_000


def listed(call: Call) -> Json:
    """The groups of the account, or of one subaccount."""
    subaccount = call.asked_subaccounts()
    return {
        "order_groups": [
            {"id": group.id, **_body(group)}
            for group in call.exchange.groups.list(call.account)
            if subaccount in {None, group.wallet.subaccount}
        ]
    }


def create(call: Call) -> Json:
    """A new group; it lives on one shard and is never routed to another."""
    body = call.body
    limit = body.required("contracts_limit", _limit(call))
    subaccount = call.subaccount(body.integer("subaccount", least=0, most=63))
    shard = body.integer("exchange_index", least=0) or 0
    with rejecting():
        group = call.exchange.groups.create(
            call.account, limit, subaccount=subaccount, shard=shard
        )
    return {
        "order_group_id": group.id,
        "subaccount": group.wallet.subaccount,
        "exchange_index": group.wallet.shard,
    }


def get(call: Call) -> Json:
    """One group, with the ids of its orders."""
    group = _group(call)
    if call.asked_subaccounts() not in {None, group.wallet.subaccount}:
        raise not_found()
    return {**_body(group), "orders": list(group.orders)}


def update_limit(call: Call) -> Json:
    """Another limit; below what was just traded it triggers the group."""
    limit = call.body.required("contracts_limit", _limit(call))
    call.exchange.groups.set_limit(call.account, _own(call).id, limit)
    return {}


def reset(call: Call) -> Json:
    """Take orders again."""
    call.exchange.groups.reset(call.account, _own(call).id)
    return {}


def trigger(call: Call) -> Json:
    """Cancel its orders and take no more."""
    call.exchange.groups.trigger(call.account, _own(call).id)
    return {}


def delete(call: Call) -> Json:
    """Cancel its orders and forget it."""
    call.exchange.groups.delete(call.account, _own(call).id)
    return {}


def _group(call: Call) -> GroupView:
    try:
        return call.exchange.groups.get(call.account, call.query.path["order_group_id"])
    except Rejected:
        raise not_found() from None


def _own(call: Call) -> GroupView:
    """The group, which a write only finds in its subaccount and on its shard."""
    group = _group(call)
    shard = call.query.integer("exchange_index", least=0) or 0
    if group.wallet != (call.account, call.asked_subaccount(), shard):
        raise not_found()
    return group


def _limit(call: Call) -> Decimal | None:
    whole = call.body.integer("contracts_limit", least=1, most=_MOST)
    exact = count_of(call.body, "contracts_limit_fp")
    if whole is not None and exact not in {None, Decimal(whole)}:
        raise refused(400, "invalid_parameters", "the two limits do not agree")
    limit = Decimal(whole) if whole is not None else exact
    if limit is not None and not 1 <= limit <= _MOST:
        raise refused(400, "invalid_parameters", "contracts_limit is out of range")
    return limit


def _body(group: GroupView) -> Json:
    return {
        "contracts_limit_fp": count(group.limit),
        "is_auto_cancel_enabled": group.triggered,
        "exchange_index": group.wallet.shard,
    }
