"""Liquidity rewards, maker rebates and builder fees."""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import SNAKE
from .market import MarketToken

__all__ = [
    "BuilderFees",
    "MarketReward",
    "Rebate",
    "RewardConfig",
    "RewardMarket",
    "RewardMarketPage",
    "RewardPage",
]


@wire
class RewardConfig:
    """A reward programme of a market, in units of ``asset_address``."""

    __dialect__ = SNAKE

    id: str | None = None
    asset_address: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    rate_per_day: Loose = None
    total_rewards: Loose = None
    remaining_reward_amount: Loose = None
    total_days: int | None = None


@wire
class MarketReward:
    """A market's rewards; size in shares, spread in cents."""

    __dialect__ = SNAKE

    condition_id: str
    question: str | None = None
    market_slug: str | None = None
    event_slug: str | None = None
    image: str | None = None
    market_competitiveness: Loose = None
    rewards_max_spread: Loose = None
    rewards_min_size: Loose = None
    rewards_config: Items[RewardConfig] = ()
    sponsored_daily_rate: Loose = None
    sponsors_count: int | None = None
    native_daily_rate: Loose = None
    total_daily_rate: Loose = None
    tokens: Items[MarketToken] = ()


@wire
class RewardMarket(MarketReward):
    """A market found through its rewards; volume is pUSD."""

    market_id: str | None = None
    event_id: str | None = None
    group_item_title: str | None = None
    spread: Loose = None
    volume_24hr: Loose = None
    one_day_price_change: Loose = None
    created_at: str | None = None
    end_date: str | None = None


@wire
class RewardPage:
    """One page; the cursor ``LTE=`` means it is the last."""

    __dialect__ = SNAKE

    data: Items[MarketReward] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class RewardMarketPage:
    """One page; the cursor ``LTE=`` means it is the last."""

    __dialect__ = SNAKE

    data: Items[RewardMarket] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None
    total_count: int | None = None


@wire
class Rebate:
    """What a maker got back for one market on one day, in USDC."""

    __dialect__ = SNAKE

    date: str | None = None
    condition_id: str | None = None
    asset_address: str | None = None
    maker_address: str | None = None
    rebated_fees_usdc: Loose = None


@wire
class BuilderFees:
    """What orders under a builder code pay on top, in basis points."""

    __dialect__ = SNAKE

    builder_maker_fee_rate_bps: Loose = None
    builder_taker_fee_rate_bps: Loose = None
