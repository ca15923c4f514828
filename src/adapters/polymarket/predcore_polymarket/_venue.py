"""Polymarket as predcore sees it: the native client, mapped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from predcore import (
    Books,
    Candle,
    Candles,
    Event,
    Fees,
    FeeSchedule,
    Instrument,
    InvalidRequest,
    Market,
    MarketStatus,
    Orderbook,
    Quote,
    Quotes,
    Results,
    Search,
    Trade,
    Trades,
    Unsupported,
    Venue,
)
from predcore.kit import Drift, Page, Pages, Patience

from ._books import fetch_book, fetch_books
from ._candles import INTERVALS
from ._client import Polymarket
from ._desk import Desk
from ._directory import Directory
from ._identity import Kind, event_name
from ._lifecycle import closed_values
from ._listing import event_pages, market_pages
from ._mapping import VENUE, is_listed, to_event, to_market
from ._market_fees import market_fees
from ._portfolio import PolymarketPortfolio
from ._price_history import fetch_candles
from ._price_mapping import to_orderbook, to_quote
from ._results import converted
from ._search import matching
from ._streaming import PolymarketStreaming
from ._trades import trade_pages
from ._trading import PolymarketTrading
from .models.gamma.event import Event as WireEvent
from .models.gamma.market import Market as WireMarket

__all__ = ["PolymarketVenue"]


class PolymarketVenue(
    Venue,
    Search,
    Quotes,
    Books,
    Trades,
    Candles,
    Fees,
    PolymarketTrading,
    PolymarketPortfolio,
    PolymarketStreaming,
):
    """The unified view of Polymarket; ``native`` is everything else.

    A market's id is its condition id. Wherever one is asked for, a slug, an address of
    polymarket.com, a Gamma id or a token id does as well. An event's id is Gamma's; its
    slug or address does as well.

    Volumes of markets are left out: the venue counts money (see ``native``). Candles
    are made of sampled prices and have no volume. Trades come from the venue's
    analytics, seconds to minutes late.
    """

    name = VENUE
    intervals = INTERVALS

    def __init__(self, native: Polymarket) -> None:
        self.native = native
        self.patience = Patience()
        self._directory = Directory(native)
        self._desk = Desk(native, self._directory)

    @property
    def drift(self) -> Drift:
        """What the venue has been sending that the adapter does not know."""
        return self.native.drift

    # -- catalogue -------------------------------------------------------------

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> Pages[Market]:
        if event is not None:
            pages = self._of_event(event)
        else:
            listed = market_pages(self.native, status).filter(is_listed)
            pages = listed.map(self._market)
        return pages.filter(lambda market: status in {None, market.status})

    def _of_event(self, event_id: str) -> Pages[Market]:
        async def fetch(_: str | None) -> Page[Market]:
            event = await self.event(event_id)
            return Page(event.markets or (), None, event.native)

        return Pages(fetch)

    def _market(self, native: WireMarket, event: WireEvent | None = None) -> Market:
        self._directory.remember(native)
        return to_market(native, event)

    async def market(self, market_id: str) -> Market:
        return (await self.lookup([market_id]))[market_id]

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        found = await self._directory.markets(market_ids)
        return converted(market_ids, found, found.errors, to_market)

    def events(self, *, status: MarketStatus | None = None) -> Pages[Event]:
        pages = event_pages(self.native, status).map(self._event)
        return pages.filter(
            lambda event: (
                status is None
                or any(market.status is status for market in event.markets or ())
            )
        )

    async def event(self, event_id: str) -> Event:
        name = event_name(event_id)
        events = self.native.gamma.events
        get = events.get if name.kind is Kind.GAMMA else events.slug.get
        return self._event(await get(name.text))

    def _event(self, native: WireEvent) -> Event:
        for market in filter(is_listed, native.markets):
            self._directory.remember(market)
        return to_event(native)

    def search(
        self, query: str, *, status: MarketStatus | None = None
    ) -> Pages[Market]:
        if not query.strip():
            raise InvalidRequest("search for at least one word")
        closed = closed_values(status)
        events = self.native.gamma.search.list(
            query,
            events_status="active" if closed == (False,) else None,
            keep_closed_markets=True in closed,
        )
        markets = events.flatten(
            lambda event: [self._market(m, event) for m in matching(query, event)]
        )
        return markets.filter(lambda market: status in {None, market.status})

    # -- prices ----------------------------------------------------------------

    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Quote]:
        found, errors = await fetch_books(self.native, self._directory, instruments)
        return converted(
            instruments,
            found,
            errors,
            lambda one: to_quote(one.instrument, one.book, one.received_at),
        )

    async def orderbook(
        self, instrument: Instrument, *, depth: int | None = None
    ) -> Orderbook:
        one = await fetch_book(self.native, self._directory, instrument)
        return to_orderbook(one.instrument, one.book, one.received_at, depth)

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        found, errors = await fetch_books(self.native, self._directory, instruments)
        return converted(
            instruments,
            found,
            errors,
            lambda one: to_orderbook(one.instrument, one.book, one.received_at, depth),
        )

    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Pages[Trade]:
        return trade_pages(self.native, self._directory, market_id, since, until)

    async def candles(
        self,
        instrument: Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[Candle, ...]:
        return await fetch_candles(
            self.native,
            self._directory,
            instrument,
            interval=interval,
            start=start,
            end=end,
        )

    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        """The fee schedule as it is now.

        Raises ``Unsupported`` for an instant that is past: the venue does not publish
        what it used to charge.
        """
        if at is not None and at < datetime.now(UTC) - timedelta(minutes=1):
            raise Unsupported("Polymarket publishes only the fees of today")
        return await market_fees(self.native, self._directory, market_id)
