"""Multivariate event collections: what combos may be made of."""

from __future__ import annotations

from predcore.kit import Items, Time, wire

from .markets import PriceRange

__all__ = [
    "AssociatedEvent",
    "MultivariateEventCollection",
    "MultivariateEventCollectionEnvelope",
    "MultivariateEventCollectionPage",
]


@wire
class AssociatedEvent:
    """An event whose markets may be legs."""

    ticker: str
    is_yes_only: bool | None = None
    size_max: int | None = None
    """Most legs from this event; ``None`` is no limit."""
    size_min: int | None = None
    active_quoters: Items[str] = ()


@wire
class MultivariateEventCollection:
    """A template of combos."""

    collection_ticker: str
    series_ticker: str | None = None
    exchange_index: int | None = None
    title: str | None = None
    description: str | None = None
    open_date: Time | None = None
    close_date: Time | None = None
    associated_events: Items[AssociatedEvent] = ()
    associated_event_tickers: Items[str] = ()
    """Deprecated by the venue."""
    is_ordered: bool | None = None
    """The order of the legs matters."""
    is_single_market_per_event: bool | None = None
    """Deprecated by the venue."""
    is_all_yes: bool | None = None
    """Deprecated by the venue."""
    size_min: int | None = None
    """Fewest legs."""
    size_max: int | None = None
    functional_description: str | None = None
    price_level_structure: str | None = None
    price_ranges: Items[PriceRange] = ()
    """Of markets made from now on."""


@wire
class MultivariateEventCollectionEnvelope:
    """``GET /multivariate_event_collections/{collection_ticker}``."""

    multivariate_contract: MultivariateEventCollection


@wire
class MultivariateEventCollectionPage:
    """``GET /multivariate_event_collections``."""

    multivariate_contracts: Items[MultivariateEventCollection]
    cursor: str | None = None
