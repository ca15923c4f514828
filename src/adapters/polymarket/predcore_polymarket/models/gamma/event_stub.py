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

    # In the venue's order, as those of ``Market``.
    id: str
    ticker: str | None = None
    slug: str | None = None
    title: str | None = None
    description: str | None = None
    resolution_source: str | None = None
    start_date: LooseTime = None
    start_time: LooseTime = None
    creation_date: LooseTime = None
    end_date: LooseTime = None
    """Indicative; trading may go on after it."""
    ended: bool | None = None
    event_date: str | None = None
    image: str | None = None
    live: bool | None = None
    icon: str | None = None
    active: bool | None = None
    closed: bool | None = None
    closed_time: LooseTime = None
    archived: bool | None = None
    new: bool | None = None
    featured: bool | None = None
    game_id: LooseText = None
    restricted: bool | None = None
    score: str | None = None
    series_slug: str | None = None
    liquidity: Loose = None
    volume: Loose = None
    open_interest: Loose = None
    sort_by: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    competitive: Loose = None
    volume_24hr: Loose = None
    volume_1wk: Loose = None
    volume_1mo: Loose = None
    volume_1yr: Loose = None
    enable_order_book: bool | None = None
    liquidity_clob: Loose = None
    neg_risk: bool | None = None
    """At most one of the event's markets resolves to yes."""
    neg_risk_market_id: str | None = None
    comment_count: int | None = None
    series: Items[SeriesStub] = ()
    cyom: bool | None = None
    show_all_outcomes: bool | None = None
    show_market_images: bool | None = None
    enable_neg_risk: bool | None = None
    automatically_active: bool | None = None
    automatically_resolved: bool | None = None
    gmp_chart_mode: str | None = None
    neg_risk_augmented: bool | None = None
    """Holds placeholder markets and an "Other"; trade only the named ones."""
    featured_order: int | None = None
    estimate_value: bool | None = None
    cumulative_markets: bool | None = None
    pending_deployment: bool | None = None
    period: str | None = None
    deploying: bool | None = None
    deploying_timestamp: LooseTime = None
    requires_translation: bool | None = None
    event_metadata: EventMetadata | None = None
    event_week: int | None = None

    version: str | None = None
    parent_event_id: str | None = None
    subtitle: str | None = None
    category: str | None = None
    subcategory: str | None = None
    featured_image: str | None = None
    finished_timestamp: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    is_template: bool | None = None
    comments_enabled: bool | None = None
    neg_risk_fee_bips: int | None = None
    liquidity_amm: Loose = None
    tweet_count: int | None = None
    color: str | None = None
    country_name: str | None = None
    election_type: str | None = None
    cant_estimate: bool | None = None
    estimated_value: Loose = None
    disqus_thread: str | None = None
    rescheduled_from_game_id: LooseText = None
    sportsradar_match_id: str | None = None
    game_status: str | None = None
    elapsed: str | None = None
    home_team_name: str | None = None
    away_team_name: str | None = None
    spreads_main_line: Loose = None
    totals_main_line: Loose = None
    last_highlight: str | None = None
    last_highlight_type: str | None = None
    last_highlight_at: LooseTime = None
