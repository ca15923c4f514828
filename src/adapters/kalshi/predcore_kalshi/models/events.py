"""Events: happenings that group markets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from predcore.kit import Items, Known, Loose, Time, wire

from .markets import Market
from .milestones import Milestone
from .series import FeeType, SettlementSource

__all__ = [
    "Event",
    "EventEnvelope",
    "EventFeeChange",
    "EventFeeChangePage",
    "EventMetadata",
    "EventPage",
    "MarketMetadata",
    "MultivariateEventPage",
]


@wire
class Event:
    """A happening; it has no status of its own, its markets have."""

    category: str | None = None
    """Deprecated by the venue; the series has it."""
    collateral_return_type: Annotated[str, Known("MECNET", "DIRECNET", "")] | None = (
        None
    )
    event_ticker: str
    exchange_index: int | None = None
    fee_multiplier_override: Loose = None
    fee_type_override: FeeType | None = None
    """Before the series' own, where not null."""
    last_updated_ts: Time | None = None
    markets: Items[Market] = ()
    """Only when asked for."""
    mutually_exclusive: bool | None = None
    """At most one of its markets resolves to YES."""
    product_metadata: Mapping[str, Any] | None = None
    series_ticker: str | None = None
    settlement_sources: Items[SettlementSource] = ()
    strike_date: Time | None = None
    strike_period: str | None = None
    sub_title: str | None = None
    title: str | None = None


@wire
class EventEnvelope:
    """``GET /events/{event_ticker}``.

    ``markets`` is filled unless they were asked for nested, in ``event``.
    """

    event: Event
    markets: Items[Market] = ()


@wire
class EventPage:
    """``GET /events``."""

    events: Items[Event]
    milestones: Items[Milestone] = ()
    """Only when asked for."""
    cursor: str | None = None


@wire
class MultivariateEventPage:
    """``GET /events/multivariate``."""

    events: Items[Event]
    cursor: str | None = None


@wire
class MarketMetadata:
    """How the venue shows a market."""

    market_ticker: str
    image_url: str | None = None
    color_code: str | None = None


@wire
class EventMetadata:
    """``GET /events/{event_ticker}/metadata``."""

    image_url: str | None = None
    featured_image_url: str | None = None
    market_details: Items[MarketMetadata] = ()
    settlement_sources: Items[SettlementSource] = ()
    competition: str | None = None
    competition_scope: str | None = None


@wire
class EventFeeChange:
    """A change of fees at ``scheduled_ts``; nulls go back to the series' fees."""

    id: str
    event_ticker: str | None = None
    series_ticker: str | None = None
    fee_type_override: FeeType | None = None
    fee_multiplier_override: Loose = None
    scheduled_ts: Time | None = None


@wire
class EventFeeChangePage:
    """``GET /events/fee_changes``."""

    event_fee_changes: Items[EventFeeChange]
    cursor: str | None = None
