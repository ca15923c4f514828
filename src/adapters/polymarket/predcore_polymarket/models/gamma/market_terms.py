"""What a market charges and what it pays."""

from __future__ import annotations

from predcore.kit import Loose, wire

from ..names import CAMEL

__all__ = ["ClobReward", "FeeSchedule"]


@wire
class FeeSchedule:
    """The market's taker fee; shares of the fee pool come back to makers."""

    __dialect__ = CAMEL

    rate: Loose = None
    exponent: Loose = None
    taker_only: bool | None = None
    rebate_rate: Loose = None


@wire
class ClobReward:
    """A liquidity reward, in units of ``asset_address`` a day."""

    __dialect__ = CAMEL

    id: str | None = None
    condition_id: str | None = None
    asset_address: str | None = None
    rewards_amount: Loose = None
    rewards_daily_rate: Loose = None
    start_date: str | None = None
    end_date: str | None = None
