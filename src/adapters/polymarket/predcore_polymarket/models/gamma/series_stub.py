"""Series as they stand inside events, and the collections they are put in."""

from __future__ import annotations

from predcore.kit import Loose, LooseText, LooseTime, wire

from ..names import CAMEL

__all__ = ["Collection", "SeriesStub"]


@wire
class SeriesStub:
    """A series as it stands inside an event."""

    __dialect__ = CAMEL

    id: str
    ticker: str | None = None
    slug: str | None = None
    title: str | None = None
    subtitle: str | None = None
    series_type: str | None = None
    recurrence: str | None = None
    description: str | None = None
    image: str | None = None
    icon: str | None = None
    layout: str | None = None
    active: bool | None = None
    closed: bool | None = None
    archived: bool | None = None
    new: bool | None = None
    featured: bool | None = None
    restricted: bool | None = None
    is_template: bool | None = None
    template_variables: bool | None = None
    published_at: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    comments_enabled: bool | None = None
    competitive: Loose = None
    volume_24hr: Loose = None
    volume: Loose = None
    """pUSD."""
    liquidity: Loose = None
    """pUSD."""
    start_date: LooseTime = None
    pyth_token_id: str | None = None
    cg_asset_name: str | None = None
    score: int | None = None
    comment_count: int | None = None
    requires_translation: bool | None = None


@wire
class Collection:
    """A hand-picked group of series."""

    __dialect__ = CAMEL

    id: str
    ticker: str | None = None
    slug: str | None = None
    title: str | None = None
    subtitle: str | None = None
    collection_type: str | None = None
    description: str | None = None
    tags: str | None = None
    image: str | None = None
    icon: str | None = None
    header_image: str | None = None
    layout: str | None = None
    active: bool | None = None
    closed: bool | None = None
    archived: bool | None = None
    new: bool | None = None
    featured: bool | None = None
    restricted: bool | None = None
    is_template: bool | None = None
    template_variables: str | None = None
    published_at: LooseTime = None
    created_by: LooseText = None
    updated_by: LooseText = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    comments_enabled: bool | None = None
