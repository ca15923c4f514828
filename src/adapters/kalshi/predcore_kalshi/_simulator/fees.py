"""What trading costs, by category, and when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from .._fees import CENTI_CENT, MICRO_DOLLAR, KalshiFees
from .listing import Listing
from .query import Query
from .rows import ListedEvent
from .wire import Json, identifier, instant

__all__ = [
    "Fee",
    "event_changes",
    "event_fee",
    "schedule_of",
    "series_changes",
    "series_fee",
]

Multiplier = int | float


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee type and its multiplier; ``None`` in an override leaves the series'."""

    kind: str | None
    multiplier: Multiplier | None


_PLAIN = Fee("quadratic", 1)
_WITH_MAKERS = Fee("quadratic_with_maker_fees", 1)
_SERIES = {
    "Sports": _WITH_MAKERS,
    "Exotics": Fee("quadratic_with_combo_maker_fees", 1),
    "Science": Fee("quadratic", 0.5),
}
_OVERRIDES = {"Entertainment": Fee(None, 0.5)}
_NO_OVERRIDE = Fee(None, None)


def series_fee(category: str) -> Fee:
    """The fee of a series."""
    return _SERIES.get(category, _PLAIN)


def event_fee(event: ListedEvent) -> Fee:
    """What an event overrides, if anything."""
    return _OVERRIDES.get(event.event.category, _NO_OVERRIDE)


def schedule_of(category: str) -> KalshiFees:
    """What trading in a category costs, on a balance kept in centi-cents."""
    general, own = series_fee(category), _OVERRIDES.get(category, _NO_OVERRIDE)
    multiplier = general.multiplier if own.multiplier is None else own.multiplier
    return KalshiFees(
        fee_type=own.kind or general.kind or "quadratic",
        multiplier=Decimal(str(multiplier)),
        precision=CENTI_CENT,
        trade_fee_step=MICRO_DOLLAR,
        source="the simulator's own series and events",
    )


def series_changes(listing: Listing, query: Query) -> Json:
    """Changes to come, and past ones where asked for."""
    wanted, past = query.text("series_ticker"), query.flag("show_historical")
    changes = [
        {
            "id": identifier("fee change", ticker),
            "series_ticker": ticker,
            "fee_type": fee.kind,
            "fee_multiplier": fee.multiplier,
            "scheduled_ts": instant(listing.start + when),
        }
        for ticker, fee, when in _series_changes(listing)
        if wanted in {None, ticker} and (past or when > timedelta(0))
    ]
    return {"series_fee_change_arr": changes}


def _series_changes(listing: Listing) -> Iterator[tuple[str, Fee, timedelta]]:
    for ticker, series in listing.series.items():
        if series.category == "Sports":
            yield ticker, _WITH_MAKERS, -timedelta(days=60)
        elif series.category == "Tech":
            yield ticker, _WITH_MAKERS, timedelta(days=10)


def event_changes(listing: Listing, query: Query) -> Json:
    """Overrides to come; one of nothing goes back to the series' fee."""
    size = query.limit(default=100, most=1000)
    wanted = query.text("event_ticker")
    rows = [
        {
            "id": identifier("fee change", event.ticker),
            "event_ticker": event.ticker,
            "series_ticker": event.series_ticker,
            "fee_type_override": fee.kind,
            "fee_multiplier_override": fee.multiplier,
            "scheduled_ts": instant(listing.start + when),
        }
        for event, fee, when in _event_changes(listing)
        if wanted in {None, event.ticker}
    ]
    page, cursor = query.page(rows, size)
    return {"event_fee_changes": list(page), "cursor": cursor}


def _event_changes(listing: Listing) -> Iterator[tuple[ListedEvent, Fee, timedelta]]:
    for event in listing.of_category("Entertainment"):
        yield event, Fee(None, None), timedelta(days=30)
    for event in listing.of_category("Politics"):
        yield event, _WITH_MAKERS, timedelta(days=20)
