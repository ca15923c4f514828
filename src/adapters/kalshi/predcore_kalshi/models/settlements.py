"""What markets paid."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

__all__ = ["Settlement", "SettlementPage"]


@wire
class Settlement:
    """The pay-out of one market. Counts and costs are over all its fills, so a
    position closed before the end has as many YES as NO and a revenue of 0."""

    ticker: str
    exchange_index: int | None = None
    event_ticker: str | None = None
    market_result: Annotated[str, Known("yes", "no", "scalar")] | None = None
    yes_count_fp: Amount | None = None
    """Contracts, as ``no_count_fp``."""
    yes_total_cost_dollars: Exact | None = None
    no_count_fp: Amount | None = None
    no_total_cost_dollars: Exact | None = None
    revenue: int | None = None
    """Cents paid at settlement."""
    settled_time: Time | None = None
    fee_cost: Exact | None = None
    """Dollars; those of the fills, again."""
    value: int | None = None
    """Cents one YES paid; ``None`` where the result says it."""


@wire
class SettlementPage:
    """``GET /portfolio/settlements``."""

    settlements: Items[Settlement]
    cursor: str | None = None
