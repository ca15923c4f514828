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

    # In the venue's order: the decoder looks for a field next to the one before, and
    # in any other order that search takes a third of its time.
    id: str
    question: str | None = None
    condition_id: str | None = None
    slug: str | None = None
    sports_market_type: str | None = None
    twitter_card_image: str | None = None
    resolution_source: str | None = None
    end_date: LooseTime = None
    """Indicative; trading may go on after it."""
    category: str | None = None
    liquidity: Loose = None
    start_date: LooseTime = None
    image: str | None = None
    icon: str | None = None
    lower_bound: str | None = None
    upper_bound: str | None = None
    description: str | None = None
    outcomes: Embedded = ()
    """Labels; ``outcome_prices``, ``clob_token_ids`` and ``position_ids`` align."""
    outcome_prices: Embedded = ()
    volume: Loose = None
    active: bool | None = None
    market_type: str | None = None
    closed: bool | None = None
    """Trading has stopped; says nothing about the result."""
    market_maker_address: str | None = None
    updated_by: LooseText = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    closed_time: LooseTime = None
    mailchimp_tag: str | None = None
    new: bool | None = None
    featured: bool | None = None
    submitted_by: str | None = None
    archived: bool | None = None
    resolved_by: str | None = None
    restricted: bool | None = None
    group_item_title: str | None = None
    group_item_threshold: str | None = None
    question_id: str | None = None
    uma_end_date: LooseTime = None
    enable_order_book: bool | None = None
    order_price_min_tick_size: Loose = None
    order_min_size: Loose = None
    """Shares."""
    uma_resolution_status: (
        Annotated[
            str, Known("requested", "proposed", "disputed", "resolved", "settled", "")
        ]
        | None
    ) = None
    volume_num: Loose = None
    liquidity_num: Loose = None
    end_date_iso: str | None = None
    event_start_time: LooseTime = None
    start_date_iso: str | None = None
    has_reviewed_dates: bool | None = None
    ready_for_cron: bool | None = None
    game_start_time: LooseTime = None
    volume_24hr: Loose = None
    volume_1wk: Loose = None
    volume_1mo: Loose = None
    volume_1yr: Loose = None
    clob_token_ids: Embedded = ()
    fpmm_live: bool | None = None
    combo_status: Annotated[str, Known("pending", "enabled", "disabled")] | None = None
    uma_bond: str | None = None
    uma_reward: str | None = None
    volume_24hr_amm: Loose = None
    volume_1wk_amm: Loose = None
    volume_1mo_amm: Loose = None
    volume_1yr_amm: Loose = None
    volume_24hr_clob: Loose = None
    volume_1wk_clob: Loose = None
    volume_1mo_clob: Loose = None
    volume_1yr_clob: Loose = None
    creator: str | None = None
    volume_amm: Loose = None
    volume_clob: Loose = None
    liquidity_amm: Loose = None
    liquidity_clob: Loose = None
    maker_base_fee: int | None = None
    """Legacy, and not what anyone pays; see ``fee_schedule``."""
    taker_base_fee: int | None = None
    custom_liveness: int | None = None
    accepting_orders: bool | None = None
    neg_risk: bool | None = None
    neg_risk_market_id: str | None = None
    neg_risk_request_id: str | None = None
    events: Items[EventStub] = ()
    ready: bool | None = None
    funded: bool | None = None
    game_id: LooseText = None
    accepting_orders_timestamp: LooseTime = None
    cyom: bool | None = None
    competitive: Loose = None
    pager_duty_notification_enabled: bool | None = None
    approved: bool | None = None
    clob_rewards: Items[ClobReward] = ()
    rewards_min_size: Loose = None
    """Shares."""
    rewards_max_spread: Loose = None
    """Cents from the midpoint."""
    spread: Loose = None
    automatically_resolved: bool | None = None
    one_day_price_change: Loose = None
    one_hour_price_change: Loose = None
    one_week_price_change: Loose = None
    one_month_price_change: Loose = None
    one_year_price_change: Loose = None
    last_trade_price: Loose = None
    line: Loose = None
    best_bid: Loose = None
    best_ask: Loose = None
    automatically_active: bool | None = None
    clear_book_on_start: bool | None = None
    series_color: str | None = None
    show_gmp_series: bool | None = None
    show_gmp_outcome: bool | None = None
    manual_activation: bool | None = None
    neg_risk_other: bool | None = None
    uma_resolution_statuses: Embedded = ()
    pending_deployment: bool | None = None
    deploying: bool | None = None
    deploying_timestamp: LooseTime = None
    rfq_enabled: bool | None = None
    seconds_delay: int | None = None
    """Taker delay; sports."""
    holding_rewards_enabled: bool | None = None
    fees_enabled: bool | None = None
    requires_translation: bool | None = None
    maker_rebates_fee_share_bps: int | None = None
    fee_type: str | None = None
    fee_schedule: FeeSchedule | None = None

    version: str | None = None
    format_type: str | None = None
    position_ids: Embedded = ()
    wide_format: bool | None = None
    uma_end_date_iso: str | None = None
    created_by: LooseText = None
    fee: str | None = None
    resolution_status: (
        Annotated[str, Known("inactive", "active", "resolved")] | None
    ) = None
    """Of protocol version 2; not the UMA lifecycle."""
    onchain_event_id: str | None = None
    request_id: str | None = None
    group_item_range: str | None = None
    x_axis_value: str | None = None
    y_axis_value: str | None = None
    denomination_token: str | None = None
    chart_color: str | None = None
    tags: Items[Tag] = ()


@wire
class MarketPage:
    """One page of ``/markets/keyset``; no cursor means it is the last."""

    __dialect__ = CAMEL

    markets: tuple[Market, ...]
    next_cursor: str | None = None
