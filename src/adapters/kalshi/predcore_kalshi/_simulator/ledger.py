"""What the venue remembers of an account beside its orders and its cash."""

from __future__ import annotations

from dataclasses import dataclass, field

from .wire import Json

__all__ = ["Ledger", "SHARDS"]

SHARDS = (0, 1, 2, 3)
"""Every exchange index there is."""


@dataclass(slots=True)
class Ledger:
    """The records of one account, as the endpoints give them, oldest first.

    Attributes:
        tier: of the API; decides budgets and who may open subaccounts.
        subaccounts: numbers beside 0.
        transfer_ids: what clients called their transfers; never used again.
        netting: whether positions of one event are netted, by subaccount.
        allocation: wanted percentages by shard, and how resting orders count.
        by_api: orders that were placed so far.
    """

    tier: str = "advanced"
    subaccounts: list[int] = field(default_factory=list[int])
    deposits: list[Json] = field(default_factory=list[Json])
    withdrawals: list[Json] = field(default_factory=list[Json])
    shard_transfers: list[Json] = field(default_factory=list[Json])
    subaccount_transfers: list[Json] = field(default_factory=list[Json])
    transfer_ids: list[str] = field(default_factory=list[str])
    netting: list[int] = field(default_factory=list[int])
    allocation: list[Json] = field(default_factory=list[Json])
    reservation: str = "sum"
    by_api: int = 0
