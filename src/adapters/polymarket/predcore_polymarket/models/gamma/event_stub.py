"""Events as they stand inside markets and series."""

from __future__ import annotations

from predcore.kit import Items, Loose, LooseText, LooseTime, wire

from ..names import CAMEL
from .series_stub import SeriesStub

__all__ = ["EventMetadata", "EventStub"]


@wire
class EventMetadata:
    """Editorial notes, and the reference prices of up-or-down events."""

    __dialect__ = CAMEL

    context_description: str | None = None
    context_requires_regen: bool | None = None
    context_updated_at: LooseTime = None
    league: str | None = None
    league_tier: str | None = None
    tournament: str | None = None
    price_to_beat: Loose = None
    """In units of the underlying asset, not of a contract."""
    final_price: Loose = None


@wire
class EventStub:
    """A happening that groups markets. Every field may be missing.

    Volumes, liquidity and open interest are pUSD. An event has no price of its own.
    """

    __dialect__ = CAMEL

    id: str
    version: str | None = None
    parent_event_id: str | None = None
    ticker: str | None = None
    slug: str | None = None
    title: str | None = None
    subtitle: str | None = None
    description: str | None = None
    category: str | None = None
    subcategory: str | None = None
    resolution_source: str | None = None
    image: str | None = None
    icon: str | None = None
    featured_image: str | None = None

    start_date: LooseTime = None
    creation_date: LooseTime = None
    end_date: LooseTime = None
    """Indicative; trading may go on after it."""
    start_time: LooseTime = None
    closed_time: LooseTime = None
    finished_timestamp: LooseTime = None
    event_date: str | None = None
    event_week: int | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    deploying_timestamp: LooseTime = None

    active: bool | None = None
    closed: bool | None = None
    archived: bool | None = None
    new: bool | None = None
    featured: bool | None = None
    restricted: bool | None = None
    live: bool | None = None
    ended: bool | None = None
    cyom: bool | None = None
    is_template: bool | None = None
    automatically_active: bool | None = None
    automatically_resolved: bool | None = None
    comments_enabled: bool | None = None
    pending_deployment: bool | None = None
    deploying: bool | None = None
    requires_translation: bool | None = None

    enable_order_book: bool | None = None
    neg_risk: bool | None = None
    """At most one of the event's markets resolves to yes."""
    neg_risk_market_id: str | None = None
    neg_risk_fee_bips: int | None = None
    enable_neg_risk: bool | None = None
    neg_risk_augmented: bool | None = None
    """Holds placeholder markets and an "Other"; trade only the named ones."""
    cumulative_markets: bool | None = None

    liquidity: Loose = None
    liquidity_amm: Loose = None
    liquidity_clob: Loose = None
    volume: Loose = None
    volume_24hr: Loose = None
    volume_1wk: Loose = None
    volume_1mo: Loose = None
    volume_1yr: Loose = None
    open_interest: Loose = None
    competitive: Loose = None
    comment_count: int | None = None
    tweet_count: int | None = None

    sort_by: str | None = None
    color: str | None = None
    show_all_outcomes: bool | None = None
    show_market_images: bool | None = None
    gmp_chart_mode: str | None = None
    featured_order: int | None = None
    country_name: str | None = None
    election_type: str | None = None
    estimate_value: bool | None = None
    cant_estimate: bool | None = None
    estimated_value: Loose = None
    disqus_thread: str | None = None

    series_slug: str | None = None
    game_id: LooseText = None
    rescheduled_from_game_id: LooseText = None
    sportsradar_match_id: str | None = None
    game_status: str | None = None
    score: str | None = None
    elapsed: str | None = None
    period: str | None = None
    home_team_name: str | None = None
    away_team_name: str | None = None
    spreads_main_line: Loose = None
    totals_main_line: Loose = None
    last_highlight: str | None = None
    last_highlight_type: str | None = None
    last_highlight_at: LooseTime = None

    event_metadata: EventMetadata | None = None
    series: Items[SeriesStub] = ()
