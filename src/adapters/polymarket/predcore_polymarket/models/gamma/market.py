"""Gamma's markets: the catalogue's view of one question."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Embedded, Items, Known, Loose, LooseText, LooseTime, wire

from ..names import CAMEL
from .event_stub import EventStub
from .market_terms import ClobReward, FeeSchedule
from .tag import Tag

__all__ = ["Market", "MarketPage"]


@wire
class Market:
    """One question. Every field but the id may be missing.

    Prices (``best_bid``, ``last_trade_price``, ``outcome_prices``) are a cached summary
    that lags the CLOB; 0 and 1 may mean "no quote". Volumes and liquidity are pUSD.
    """

    __dialect__ = CAMEL

    id: str
    version: str | None = None
    question: str | None = None
    condition_id: str | None = None
    slug: str | None = None
    question_id: str | None = None
    description: str | None = None
    category: str | None = None
    market_type: str | None = None
    format_type: str | None = None
    resolution_source: str | None = None
    image: str | None = None
    icon: str | None = None
    twitter_card_image: str | None = None

    outcomes: Embedded = ()
    """Labels; aligned with the next three."""
    outcome_prices: Embedded = ()
    clob_token_ids: Embedded = ()
    position_ids: Embedded = ()

    active: bool | None = None
    closed: bool | None = None
    """Trading has stopped; says nothing about the result."""
    archived: bool | None = None
    accepting_orders: bool | None = None
    enable_order_book: bool | None = None
    restricted: bool | None = None
    new: bool | None = None
    featured: bool | None = None
    ready: bool | None = None
    funded: bool | None = None
    approved: bool | None = None
    cyom: bool | None = None
    clear_book_on_start: bool | None = None
    manual_activation: bool | None = None
    automatically_active: bool | None = None
    automatically_resolved: bool | None = None
    rfq_enabled: bool | None = None
    pending_deployment: bool | None = None
    deploying: bool | None = None
    requires_translation: bool | None = None
    has_reviewed_dates: bool | None = None
    pager_duty_notification_enabled: bool | None = None
    ready_for_cron: bool | None = None
    fpmm_live: bool | None = None
    show_gmp_series: bool | None = None
    show_gmp_outcome: bool | None = None
    wide_format: bool | None = None

    start_date: LooseTime = None
    start_date_iso: str | None = None
    end_date: LooseTime = None
    """Indicative; trading may go on after it."""
    end_date_iso: str | None = None
    event_start_time: LooseTime = None
    game_start_time: LooseTime = None
    closed_time: LooseTime = None
    uma_end_date: LooseTime = None
    uma_end_date_iso: str | None = None
    accepting_orders_timestamp: LooseTime = None
    deploying_timestamp: LooseTime = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    submitted_by: str | None = None
    creator: str | None = None

    order_price_min_tick_size: Loose = None
    order_min_size: Loose = None
    """Shares."""
    seconds_delay: int | None = None
    """Taker delay; sports."""
    fees_enabled: bool | None = None
    fee_type: str | None = None
    fee_schedule: FeeSchedule | None = None
    fee: str | None = None
    maker_base_fee: int | None = None
    """Legacy, and not what anyone pays; see ``fee_schedule``."""
    taker_base_fee: int | None = None
    maker_rebates_fee_share_bps: int | None = None

    best_bid: Loose = None
    best_ask: Loose = None
    spread: Loose = None
    last_trade_price: Loose = None
    one_hour_price_change: Loose = None
    one_day_price_change: Loose = None
    one_week_price_change: Loose = None
    one_month_price_change: Loose = None
    one_year_price_change: Loose = None
    competitive: Loose = None

    volume: Loose = None
    volume_num: Loose = None
    volume_24hr: Loose = None
    volume_1wk: Loose = None
    volume_1mo: Loose = None
    volume_1yr: Loose = None
    volume_amm: Loose = None
    volume_24hr_amm: Loose = None
    volume_1wk_amm: Loose = None
    volume_1mo_amm: Loose = None
    volume_1yr_amm: Loose = None
    volume_clob: Loose = None
    volume_24hr_clob: Loose = None
    volume_1wk_clob: Loose = None
    volume_1mo_clob: Loose = None
    volume_1yr_clob: Loose = None
    liquidity: Loose = None
    liquidity_num: Loose = None
    liquidity_amm: Loose = None
    liquidity_clob: Loose = None

    rewards_min_size: Loose = None
    """Shares."""
    rewards_max_spread: Loose = None
    """Cents from the midpoint."""
    clob_rewards: Items[ClobReward] = ()
    holding_rewards_enabled: bool | None = None

    uma_resolution_status: (
        Annotated[
            str, Known("requested", "proposed", "disputed", "resolved", "settled", "")
        ]
        | None
    ) = None
    uma_resolution_statuses: Embedded = ()
    uma_bond: str | None = None
    uma_reward: str | None = None
    custom_liveness: int | None = None
    resolved_by: str | None = None
    resolution_status: (
        Annotated[str, Known("inactive", "active", "resolved")] | None
    ) = None
    """Of protocol version 2; not the UMA lifecycle."""
    combo_status: Annotated[str, Known("pending", "enabled", "disabled")] | None = None
    onchain_event_id: str | None = None
    request_id: str | None = None

    neg_risk: bool | None = None
    neg_risk_other: bool | None = None
    neg_risk_market_id: str | None = None
    neg_risk_request_id: str | None = None

    group_item_title: str | None = None
    group_item_threshold: str | None = None
    group_item_range: str | None = None
    lower_bound: str | None = None
    upper_bound: str | None = None
    x_axis_value: str | None = None
    y_axis_value: str | None = None
    denomination_token: str | None = None
    market_maker_address: str | None = None
    series_color: str | None = None
    chart_color: str | None = None
    mailchimp_tag: str | None = None

    sports_market_type: str | None = None
    line: Loose = None
    game_id: LooseText = None

    events: Items[EventStub] = ()
    tags: Items[Tag] = ()


@wire
class MarketPage:
    """One page of ``/markets/keyset``; no cursor means it is the last."""

    __dialect__ = CAMEL

    markets: tuple[Market, ...]
    next_cursor: str | None = None
