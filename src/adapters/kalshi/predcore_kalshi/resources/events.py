"""``/events``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from predcore.kit import Page, Pages, decoder, fill

from ..models import events as models
from ._parameters import Instant, at_most_one, joined, seconds, within
from ._resource import LARGEST, Resource

if TYPE_CHECKING:
    from .candlesticks import EventCandlesticks
    from .forecasts import ForecastPercentiles

__all__ = ["EventFeeChanges", "EventFilter", "EventMetadata", "Events"]

EventFilter = Literal["unopened", "open", "closed", "settled"]
"""An event is found if any of its markets is in that state."""


def _whole(found: models.EventEnvelope) -> models.Event:
    """The event with its markets, wherever the venue put them."""
    if found.event.markets or not found.markets:
        return found.event
    return replace(found.event, markets=found.markets)


_ONE = decoder(models.EventEnvelope).pick(_whole)
_EVENTS = decoder(models.EventPage).pick(
    lambda page: Page(page.events, page.cursor or None, page)
)
_MULTIVARIATE = decoder(models.MultivariateEventPage).pick(
    lambda page: Page(page.events, page.cursor or None, page)
)
_METADATA = decoder(models.EventMetadata)
_FEE_CHANGES = decoder(models.EventFeeChangePage).pick(
    lambda page: Page(page.event_fee_changes, page.cursor or None, page)
)


class Events(Resource):
    """Events: happenings that group markets."""

    @cached_property
    def metadata(self) -> EventMetadata:
        """``/events/{event_ticker}/metadata``."""
        return EventMetadata(self._http)

    @cached_property
    def fee_changes(self) -> EventFeeChanges:
        """``/events/fee_changes``."""
        return EventFeeChanges(self._http)

    @cached_property
    def candlesticks(self) -> EventCandlesticks:
        """``/series/{series_ticker}/events/{ticker}/candlesticks``."""
        from .candlesticks import EventCandlesticks

        return EventCandlesticks(self._http)

    @cached_property
    def forecast_percentiles(self) -> ForecastPercentiles:
        """``/series/{series_ticker}/events/{ticker}/forecast_percentile_history``."""
        from .forecasts import ForecastPercentiles

        return ForecastPercentiles(self._http)

    def list(
        self,
        *,
        limit: int = 200,
        with_nested_markets: bool | None = None,
        with_milestones: bool | None = None,
        status: EventFilter | None = None,
        series_ticker: str | None = None,
        tickers: Sequence[str] | None = None,
        min_close_ts: Instant | None = None,
        min_updated_ts: Instant | None = None,
    ) -> Pages[models.Event]:
        """List events, combos excepted.

        Args:
            limit: events a page, 1 to 200.
            with_nested_markets: fill ``markets``.
            with_milestones: milestones come beside the events, in the page's
                ``native``.
            status: only events with a market in this state.
            series_ticker: only events of this series.
            tickers: only these events.
            min_close_ts: only events with a market that closes after this.
            min_updated_ts: only events whose metadata changed after this.
        """
        params = {
            "limit": within("limit", limit, 1, 200),
            "with_nested_markets": with_nested_markets,
            "with_milestones": with_milestones,
            "status": status,
            "series_ticker": series_ticker,
            "tickers": joined("tickers", tickers),
            "min_close_ts": seconds("min_close_ts", min_close_ts),
            "min_updated_ts": seconds("min_updated_ts", min_updated_ts),
        }
        return self._listing("/events", _EVENTS, params, largest=LARGEST)

    def list_multivariate(
        self,
        *,
        limit: int = 200,
        series_ticker: str | None = None,
        collection_ticker: str | None = None,
        tickers: Sequence[str] | None = None,
        with_nested_markets: bool | None = None,
    ) -> Pages[models.Event]:
        """List combos, the events ``list`` leaves out.

        ``series_ticker`` and ``collection_ticker`` exclude each other; ``limit`` is 1
        to 200.
        """
        at_most_one(series_ticker=series_ticker, collection_ticker=collection_ticker)
        params = {
            "limit": within("limit", limit, 1, 200),
            "series_ticker": series_ticker,
            "collection_ticker": collection_ticker,
            "tickers": joined("tickers", tickers),
            "with_nested_markets": with_nested_markets,
        }
        return self._listing(
            "/events/multivariate", _MULTIVARIATE, params, largest=LARGEST
        )

    async def get(
        self, event_ticker: str, *, exclude_markets: bool = False
    ) -> models.Event:
        """Fetch one event with its markets, or without; raises ``NotFound``."""
        flag = "exclude_markets" if exclude_markets else "with_nested_markets"
        path = fill("/events/{event_ticker}", event_ticker=event_ticker)
        return await self._read(path, _ONE, {flag: True}, largest=LARGEST)


class EventMetadata(Resource):
    """Pictures, colours and sources."""

    async def get(self, event_ticker: str) -> models.EventMetadata:
        """Fetch an event's metadata; raises ``NotFound``."""
        path = fill("/events/{event_ticker}/metadata", event_ticker=event_ticker)
        return await self._read(path, _METADATA)


class EventFeeChanges(Resource):
    """Fees that change for one event."""

    def list(
        self, *, event_ticker: str | None = None, limit: int = 1000
    ) -> Pages[models.EventFeeChange]:
        """List changes of one event or of all; ``limit`` is 1 to 1000 a page."""
        params = {
            "event_ticker": event_ticker,
            "limit": within("limit", limit, 1, 1000),
        }
        return self._listing("/events/fee_changes", _FEE_CHANGES, params)
