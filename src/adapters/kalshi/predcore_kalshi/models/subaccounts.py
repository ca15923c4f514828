"""Subaccounts: 0 is the primary one, 1 to 63 are numbered."""

from __future__ import annotations

from predcore.kit import Exact, Items, wire

__all__ = [
    "CreatedSubaccount",
    "SubaccountBalance",
    "SubaccountBalances",
    "SubaccountNettingConfig",
    "SubaccountNettingConfigs",
    "SubaccountTransfer",
    "SubaccountTransferPage",
]


@wire
class CreatedSubaccount:
    """``POST /portfolio/subaccounts``."""

    subaccount_number: int


@wire
class SubaccountBalance:
    """What is in one subaccount, on one shard."""

    subaccount_number: int
    exchange_index: int | None = None
    balance: Exact
    """Dollars."""
    updated_ts: int | None = None
    """Unix seconds."""


@wire
class SubaccountBalances:
    """``GET /portfolio/subaccounts/balances``."""

    subaccount_balances: Items[SubaccountBalance]


@wire
class SubaccountTransfer:
    """Money that went from one to another."""

    transfer_id: str
    from_subaccount: int | None = None
    to_subaccount: int | None = None
    amount_cents: int | None = None
    """Cents."""
    created_ts: int | None = None
    """Unix seconds."""
    exchange_index: int | None = None


@wire
class SubaccountTransferPage:
    """``GET /portfolio/subaccounts/transfers``."""

    transfers: Items[SubaccountTransfer]
    cursor: str | None = None


@wire
class SubaccountNettingConfig:
    """Whether positions of one event share their collateral."""

    subaccount_number: int
    enabled: bool
    exchange_index: int | None = None


@wire
class SubaccountNettingConfigs:
    """``GET /portfolio/subaccounts/netting``."""

    netting_configs: Items[SubaccountNettingConfig]
