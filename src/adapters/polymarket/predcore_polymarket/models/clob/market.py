"""CLOB's markets: what can be traded, and how."""

from __future__ import annotations

from predcore.kit import Items, Loose, LooseTime, wire

from ..names import SNAKE

__all__ = [
    "Market",
    "MarketOfToken",
    "MarketPage",
    "MarketToken",
    "SimplifiedMarket",
    "SimplifiedMarketPage",
]


@wire
class MarketToken:
    """One outcome. ``price`` lags; ``winner`` is set once resolved."""

    __dialect__ = SNAKE

    token_id: str
    outcome: str | None = None
    price: Loose = None
    winner: bool | None = None


@wire
class RewardRate:
    """A liquidity reward, in units of ``asset_address`` a day."""

    __dialect__ = SNAKE

    asset_address: str | None = None
    rewards_daily_rate: Loose = None


@wire
class Rewards:
    """Who earns liquidity rewards: size in shares, spread in cents."""

    __dialect__ = SNAKE

    rates: Items[RewardRate] = ()
    min_size: Loose = None
    max_spread: Loose = None


@wire
class SimplifiedMarket:
    """A market of the ``simplified`` listings."""

    __dialect__ = SNAKE

    condition_id: str
    rewards: Rewards | None = None
    tokens: Items[MarketToken] = ()
    active: bool | None = None
    closed: bool | None = None
    archived: bool | None = None
    accepting_orders: bool | None = None


@wire
class Market(SimplifiedMarket):
    """A market as the order-book service lists it.

    Just after creation it may be missing for minutes, or have empty token ids.
    """

    question_id: str | None = None
    question: str | None = None
    description: str | None = None
    market_slug: str | None = None
    tags: Items[str] = ()
    icon: str | None = None
    image: str | None = None
    enable_order_book: bool | None = None
    accepting_order_timestamp: LooseTime = None
    end_date_iso: LooseTime = None
    game_start_time: LooseTime = None
    seconds_delay: int | None = None
    minimum_order_size: Loose = None
    """Shares."""
    minimum_tick_size: Loose = None
    maker_base_fee: int | None = None
    """Legacy, and not what anyone pays."""
    taker_base_fee: int | None = None
    neg_risk: bool | None = None
    neg_risk_market_id: str | None = None
    neg_risk_request_id: str | None = None
    is_50_50_outcome: bool | None = None
    notifications_enabled: bool | None = None
    fpmm: str | None = None


@wire
class MarketPage:
    """One page; the cursor ``LTE=`` means it is the last."""

    __dialect__ = SNAKE

    data: Items[Market] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class SimplifiedMarketPage:
    """One page; the cursor ``LTE=`` means it is the last."""

    __dialect__ = SNAKE

    data: Items[SimplifiedMarket] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class MarketOfToken:
    """Which market a token belongs to."""

    __dialect__ = SNAKE

    condition_id: str
    primary_token_id: str | None = None
    secondary_token_id: str | None = None
