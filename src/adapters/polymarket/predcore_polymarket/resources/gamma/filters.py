"""What Gamma's listings can be filtered and sorted by.

Times may be aware ``datetime``, money is pUSD. Lists of ids hold at most 100.
``order`` is a camelCase field, or several between commas; ``volume`` and
``liquidity`` sort as text, so say ``volumeNum`` and ``liquidityNum``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypedDict

__all__ = ["EventFilters", "MarketFilters"]

Money = Decimal | int
Ids = Sequence[str] | Sequence[int]


class CatalogueFilters(TypedDict, total=False):
    """What events and markets have in common."""

    order: str
    ascending: bool
    closed: bool
    active: bool
    archived: bool
    cyom: bool
    id: Ids
    slug: Sequence[str]
    related_tags: bool
    tag_match: Literal["any", "all"]
    start_date_min: datetime
    start_date_max: datetime
    end_date_min: datetime
    end_date_max: datetime
    version: Sequence[str]
    locale: str


class EventFilters(CatalogueFilters, total=False):
    """Of ``/events`` and ``/events/keyset``."""

    live: bool
    ended: bool
    featured: bool
    title_search: str
    tag_id: Ids | int
    tag_slug: str
    exclude_tag_id: Ids
    series_id: Ids
    game_id: Ids
    recurrence: str
    liquidity_min: Money
    liquidity_max: Money
    volume_min: Money
    volume_max: Money
    start_time_min: datetime
    start_time_max: datetime
    event_date: date
    event_week: int
    parent_event_id: int
    partner_slug: str
    featured_order: bool
    include_markets: bool
    include_children: bool
    include_best_lines: bool
    include_chat: bool
    include_template: bool


class MarketFilters(CatalogueFilters, total=False):
    """Of ``/markets`` and ``/markets/keyset``."""

    clob_token_ids: Sequence[str]
    condition_ids: Sequence[str]
    question_ids: Sequence[str]
    position_ids: Sequence[str]
    onchain_event_ids: Sequence[str]
    request_ids: Sequence[str]
    market_maker_address: Sequence[str]
    liquidity_num_min: Money
    liquidity_num_max: Money
    volume_num_min: Money
    volume_num_max: Money
    tag_id: int
    uma_resolution_status: str
    resolution_status: Literal["inactive", "active", "resolved"]
    game_id: str
    sports_market_types: Sequence[str]
    rewards_min_size: Money
    rfq_enabled: bool
    decimalized: bool
    include_tag: bool
