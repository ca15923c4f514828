"""Incentive programs: rewards for resting orders and for volume."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Items, Known, Time, wire

__all__ = ["IncentiveProgram", "IncentiveProgramPage"]


@wire
class IncentiveProgram:
    """A reward on one market. Money is integer centi-cents (0.0001 dollars)."""

    id: str
    market_id: str | None = None
    market_ticker: str | None = None
    incentive_type: (
        Annotated[
            str,
            Known("liquidity", "volume", "margin_maker_volume", "margin_taker_volume"),
        ]
        | None
    ) = None
    incentive_description: str | None = None
    start_date: Time | None = None
    end_date: Time | None = None
    period_reward: int | None = None
    """Centi-cents for the whole period."""
    paid_out: bool | None = None
    discount_factor_bps: int | None = None
    """Basis points."""
    target_size_fp: Amount | None = None
    """Contracts."""
    max_reward_per_account: int | None = None
    """Centi-cents."""


@wire
class IncentiveProgramPage:
    """``GET /incentive_programs``; this listing alone says ``next_cursor``."""

    incentive_programs: Items[IncentiveProgram]
    next_cursor: str | None = None
