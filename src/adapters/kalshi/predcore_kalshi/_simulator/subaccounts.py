"""Subaccounts: their numbers, what is on them, and whether they net positions."""

from __future__ import annotations

from decimal import Decimal

from .call import Call, forbidden
from .ledger import SHARDS
from .refusals import refused
from .wire import Json, dollars, unix

__all__ = ["balances", "create", "netting", "set_netting"]

_MOST = 63


def create(call: Call) -> Json:
    """The next number; from the advanced tier up."""
    call.unlocked()
    shard = call.body.integer("exchange_index", least=0) or 0
    if call.ledger.tier == "basic":
        raise forbidden("subaccounts need the advanced API usage level")
    if shard not in SHARDS:
        raise refused(400, "invalid_parameters", "there is no such exchange shard")
    numbers = call.ledger.subaccounts
    if len(numbers) == _MOST:
        raise refused(400, "invalid_parameters", f"there are {_MOST} subaccounts")
    numbers.append(len(numbers) + 1)
    return {"subaccount_number": numbers[-1]}


def balances(call: Call) -> Json:
    """Cash of every subaccount by shard; of a shard it never used, only shard 0."""
    cash = {
        (view.wallet.subaccount, view.wallet.shard): view.cash
        for view in call.exchange.accounts.balances(call.account)
    }
    for number in (0, *call.ledger.subaccounts):
        cash.setdefault((number, 0), Decimal(0))
    only = call.subaccounts(None)
    return {
        "subaccount_balances": [
            {
                "subaccount_number": number,
                "exchange_index": shard,
                "balance": dollars(amount),
                "updated_ts": unix(call.floor.now),
            }
            for (number, shard), amount in sorted(cash.items())
            if only in {None, number}
        ]
    }


def netting(call: Call) -> Json:
    """Which subaccounts net the positions of an event."""
    only = call.subaccounts(None)
    return {
        "netting_configs": [
            {
                "subaccount_number": number,
                "enabled": number in call.ledger.netting,
                "exchange_index": 0,
            }
            for number in (0, *call.ledger.subaccounts)
            if only in {None, number}
        ]
    }


def set_netting(call: Call) -> None:
    """Remember the choice; the collateral of this exchange does not depend on it."""
    body = call.body
    given = body.integer("subaccount_number", least=0, most=_MOST)
    number = call.subaccount(body.required("subaccount_number", given))
    enabled = body.required("enabled", body.flag("enabled"))
    if number not in {0, *call.ledger.subaccounts}:
        raise refused(404, "user_not_found", "there is no such subaccount")
    kept = [other for other in call.ledger.netting if other != number]
    call.ledger.netting = [*kept, number] if enabled else kept
