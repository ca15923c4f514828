"""The life of markets and events. Times ``*_ts`` are Unix seconds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .envelope import Body, Message

__all__ = [
    "EventFeeUpdate",
    "EventFeeUpdateMessage",
    "EventLifecycle",
    "EventLifecycleMessage",
    "MarketLifecycleV2",
    "MarketLifecycleV2Message",
    "MarketMetadata",
    "MultivariateMarketLifecycle",
    "MultivariateMarketLifecycleMessage",
    "PriceRange",
]


class MarketMetadata(Body, frozen=True):
    """What a new market is about; its time is Unix seconds."""

    event_ticker: str
    name: str | None = None
    title: str | None = None
    yes_sub_title: str | None = None
    no_sub_title: str | None = None
    rules_primary: str | None = None
    rules_secondary: str | None = None
    can_close_early: bool | None = None
    expected_expiration_ts: int | None = None
    strike_type: str | None = None
    floor_strike: Decimal | None = None
    cap_strike: Decimal | None = None
    custom_strike: dict[str, Any] | None = None


class PriceRange(Body, frozen=True):
    """A band of valid prices, in dollars."""

    start: Decimal
    end: Decimal
    step: Decimal


class MarketLifecycleV2(Body, frozen=True):
    """A market changed; fields come with the ``event_type`` they belong to."""

    market_ticker: str
    event_type: str
    exchange_index: int | None = None
    open_ts: int | None = None
    close_ts: int | None = None
    determination_ts: int | None = None
    settled_ts: int | None = None
    result: str | None = None
    settlement_value: Decimal | None = None
    is_deactivated: bool | None = None
    additional_metadata: MarketMetadata | None = None
    price_level_structure: str | None = None
    price_ranges: tuple[PriceRange, ...] | None = None
    strike_type: str | None = None
    floor_strike: Decimal | None = None
    cap_strike: Decimal | None = None
    custom_strike: dict[str, Any] | None = None
    yes_sub_title: str | None = None


class MarketLifecycleV2Message(Message, tag="market_lifecycle_v2", frozen=True):
    """Type ``market_lifecycle_v2``."""

    msg: MarketLifecycleV2


class MultivariateMarketLifecycle(Body, frozen=True):
    """A combination changed, as ``MarketLifecycleV2``."""

    market_ticker: str
    event_type: str
    exchange_index: int | None = None
    open_ts: int | None = None
    close_ts: int | None = None
    determination_ts: int | None = None
    settled_ts: int | None = None
    result: str | None = None
    settlement_value: Decimal | None = None
    is_deactivated: bool | None = None
    additional_metadata: MarketMetadata | None = None
    price_level_structure: str | None = None


class MultivariateMarketLifecycleMessage(
    Message, tag="multivariate_market_lifecycle", frozen=True
):
    """Type ``multivariate_market_lifecycle``."""

    msg: MultivariateMarketLifecycle


class EventLifecycle(Body, frozen=True):
    """An event was created."""

    event_ticker: str
    exchange_index: int | None = None
    title: str | None = None
    subtitle: str | None = None
    collateral_return_type: str | None = None
    series_ticker: str | None = None
    strike_date: int | None = None
    strike_period: str | None = None


class EventLifecycleMessage(Message, tag="event_lifecycle", frozen=True):
    """Type ``event_lifecycle``."""

    msg: EventLifecycle


class EventFeeUpdate(Body, frozen=True):
    """An event's fees were overridden, or with ``None`` are its series' again."""

    event_ticker: str
    fee_type_override: str | None = None
    fee_multiplier_override: Decimal | None = None


class EventFeeUpdateMessage(Message, tag="event_fee_update", frozen=True):
    """Type ``event_fee_update``."""

    msg: EventFeeUpdate
