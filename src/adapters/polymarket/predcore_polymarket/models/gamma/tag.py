"""Tags: the venue's categories."""

from __future__ import annotations

from predcore.kit import Items, LooseText, LooseTime, wire

from ..names import CAMEL

__all__ = ["RelatedTag", "Tag", "Template"]


@wire
class Template:
    """The recipe from which recurring events are made; served on request."""

    __dialect__ = CAMEL

    id: str | None = None
    display_name: str | None = None
    event_title: str | None = None
    event_slug: str | None = None
    event_image: str | None = None
    market_title: str | None = None
    description: str | None = None
    resolution_source: str | None = None
    neg_risk: bool | None = None
    sort_by: str | None = None
    show_market_images: bool | None = None
    series_slug: str | None = None
    outcomes: str | None = None
    markets: str | None = None
    markets_order: str | None = None
    markets_neg_risk: bool | None = None
    markets_augmented_neg_risk: bool | None = None
    markets_show_images: bool | None = None
    user_variables: str | None = None
    creator_user_id: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class Tag:
    """A category of events."""

    __dialect__ = CAMEL

    id: str
    label: str | None = None
    slug: str | None = None
    force_show: bool | None = None
    force_hide: bool | None = None
    is_carousel: bool | None = None
    requires_translation: bool | None = None
    active_events_count: int | None = None
    published_at: LooseTime = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    templates: Items[Template] = ()


@wire
class RelatedTag:
    """An edge between two tags; ``rank`` orders them, 0 first."""

    __dialect__ = CAMEL

    id: str
    tag_id: str | None = None
    related_tag_id: str | None = None
    rank: int | None = None
