"""What is in the account."""

from __future__ import annotations

from predcore.kit import Exact, Items, wire

__all__ = ["Balance", "IndexedBalance", "TotalRestingOrderValue"]


@wire
class IndexedBalance:
    """Dollars on one shard."""

    exchange_index: int
    balance: Exact


@wire
class Balance:
    """``GET /portfolio/balance``."""

    balance: int | None = None
    """Whole cents, cut off; ``balance_dollars`` is exact."""
    balance_dollars: Exact
    portfolio_value: int | None = None
    """Cents."""
    updated_ts: int | None = None
    """Unix seconds."""
    balance_breakdown: Items[IndexedBalance] = ()
    """By shard; not for keys that are bound to a subaccount."""


@wire
class TotalRestingOrderValue:
    """``GET /portfolio/summary/total_resting_order_value``."""

    total_resting_order_value: int
    """Cents."""
    resting_order_value_breakdown: Items[IndexedBalance] = ()
