"""What a request costs, and out of which buckets it is paid."""

from __future__ import annotations

from collections.abc import Mapping

from .body import Body
from .budgets import TIERS, BucketName, Budgets
from .exchange import cost
from .keys import ApiKey
from .ledger import SHARDS, Ledger
from .private import Operation
from .query import Query

__all__ = ["charge", "charge_public"]

_PINNED = {"CreateOrderV2", "CancelOrderV2", "AmendOrderV2", "DecreaseOrderV2"}
_BATCHES = {"BatchCreateOrdersV2", "BatchCancelOrdersV2"}
_QUOTES = 1
"""The shard whose bucket pays for requests for quotes."""


def charge(
    budgets: Budgets,
    ledgers: Mapping[str, Ledger],
    key: ApiKey,
    operation: Operation,
    query: Query,
    body: Body,
) -> None:
    """Take the tokens of one signed request; raises ``Refusal`` (429)."""
    if not budgets.enforced:
        return
    tokens = cost(operation.method, operation.path)
    if operation.name in _BATCHES:
        tokens *= max(1, len(body.items("orders") or ()))
    budgets.spend(
        key.account,
        TIERS[ledgers[key.account].tier],
        _bucket(operation),
        tokens,
        _shards(operation, query, body),
    )


def charge_public(
    budgets: Budgets, ledgers: Mapping[str, Ledger], key: ApiKey | None
) -> None:
    """A public read costs an account that says who it is, and nobody else."""
    if key is not None:
        tier = TIERS[ledgers[key.account].tier]
        budgets.spend(key.account, tier, "read", cost("GET", ""))


def _bucket(operation: Operation) -> BucketName:
    if operation.name == "GetBalance":
        return "balance"
    return "write" if operation.scope == "write::trade" else "read"


def _shards(operation: Operation, query: Query, body: Body) -> tuple[int, ...]:
    if operation.name == "ClosedDoor" and operation.method != "GET":
        return (_QUOTES,)
    if operation.name not in _PINNED:
        return (0,)
    named = body.integer("exchange_index")
    shard = query.integer("exchange_index") if named is None else named
    return SHARDS if shard is None or shard < 0 else (shard,)
