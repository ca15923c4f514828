"""Series: templates that events recur from, with their fees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from predcore.kit import Amount, Items, Known, Loose, Time, wire

__all__ = [
    "FeeType",
    "Series",
    "SeriesEnvelope",
    "SeriesFeeChange",
    "SeriesFeeChanges",
    "SeriesList",
    "SettlementSource",
]

FeeType = Annotated[
    str,
    Known(
        "quadratic",
        "quadratic_with_maker_fees",
        "quadratic_with_combo_maker_fees",
        "flat",
    ),
]


@wire
class SettlementSource:
    """Who is believed when a market is decided."""

    name: str | None = None
    url: str | None = None


@wire
class Series:
    """A template of events."""

    additional_prohibitions: Items[str] = ()
    categories: Items[str] = ()
    category: str | None = None
    contract_terms_url: str | None = None
    contract_url: str | None = None
    exchange_index: int | None = None
    fee_multiplier: Loose = None
    fee_type: FeeType | None = None
    frequency: str | None = None
    """Prose: weekly, daily, one-off."""
    last_updated_ts: Time | None = None
    product_metadata: Mapping[str, Any] | None = None
    settlement_sources: Items[SettlementSource] = ()
    tags: Items[str] = ()
    ticker: str
    title: str | None = None
    volume_fp: Amount | None = None
    """Contracts over all events; only when asked for."""


@wire
class SeriesEnvelope:
    """``GET /series/{series_ticker}``."""

    series: Series


@wire
class SeriesList:
    """``GET /series``."""

    series: Items[Series]


@wire
class SeriesFeeChange:
    """A change of fees at ``scheduled_ts``."""

    id: str
    series_ticker: str | None = None
    fee_type: FeeType | None = None
    fee_multiplier: Loose = None
    scheduled_ts: Time | None = None


@wire
class SeriesFeeChanges:
    """``GET /series/fee_changes``."""

    series_fee_change_arr: Items[SeriesFeeChange]
