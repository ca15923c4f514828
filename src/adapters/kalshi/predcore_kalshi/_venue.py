"""Kalshi as predcore sees it: the native client, mapped."""

from __future__ import annotations

from collections.abc import AsyncIterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

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
    Venue,
)
from predcore.kit import Drift, Patience

from . import _books as books
from . import _catalogue as catalogue
from . import _price_history as price_history
from ._client import Kalshi
from ._desk import Desk
from ._mapping.catalogue import to_market
from ._mapping.values import VENUE
from ._portfolio import KalshiPortfolio
from ._streaming import KalshiStreaming
from ._trading import KalshiTrading

__all__ = ["KalshiVenue"]


class KalshiVenue(
    Venue,
    Search,
    Quotes,
    Books,
    Trades,
    Candles,
    Fees,
    KalshiTrading,
    KalshiPortfolio,
    KalshiStreaming,
):
    """The unified view of Kalshi; ``native`` is everything else.

    Markets are named by their ticker and have the outcomes ``yes`` and ``no``, two
    views of one book. Archived markets are found by ticker and in their event, and
    not in listings. Combos are not in listings either, unless their event is named.

    Args:
        native: the client; whoever opened it closes it.
        direct_member: fees as for accounts whose balance is kept in hundredths of a
            cent; other balances are kept in cents.
        subaccount: whose orders, money and contracts, 0 (the primary one) to 63.
    """

    name = VENUE
    intervals = price_history.INTERVALS

    def __init__(
        self, native: Kalshi, *, direct_member: bool = False, subaccount: int = 0
    ) -> None:
        self.native = native
        self.patience = Patience()
        self._desk = Desk(native, subaccount=subaccount)
        self._direct_member = direct_member

    @property
    def drift(self) -> Drift:
        """What the venue sent and this version does not know."""
        return self.native.drift

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        """Live markets, 1000 a request."""
        return catalogue.markets(self.native, status, event)

    async def market(self, market_id: str) -> Market:
        """One market by its ticker, archived or not; raises ``NotFound``."""
        return to_market(await catalogue.find_market(self.native, market_id))

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        """Many markets, 100 a request."""
        return await catalogue.look_up(self.native, market_ids)

    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        """Events, 200 a request."""
        return catalogue.events(self.native, status)

    async def event(self, event_id: str) -> Event:
        """One event by its ticker, with its markets; raises ``NotFound``."""
        return await catalogue.find_event(self.native, event_id)

    def search(
        self, query: str, *, status: MarketStatus | None = None
    ) -> AsyncIterable[Market]:
        """Markets with every word of ``query``, in the order of the catalogue.

        Kalshi has no text search, so this reads the catalogue, 200 events a request:
        that of ``status``, and of open events where it is ``None``.
        """
        from ._search import matching

        pages = catalogue.event_pages(
            self.native, status or MarketStatus.OPEN, with_markets=True
        )
        return pages.flatten(matching(query, status))

    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Quote]:
        """Best prices, 100 markets a request; Kalshi gives them no time."""
        return await books.quotes(self.native, instruments)

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        """Books, 100 markets a request; Kalshi gives them no time."""
        return await books.orderbooks(self.native, instruments, depth)

    async def orderbook(
        self, instrument: Instrument, *, depth: int | None = None
    ) -> Orderbook:
        """One book; raises ``NotFound``."""
        return await books.orderbook(self.native, instrument, depth)

    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Trade]:
        """Prints of a market as trades of *yes*, newest first, archive included.

        Both ``since`` and ``until`` are included.
        """
        from ._trade_history import TradeHistory

        return TradeHistory(
            native=self.native,
            ticker=market_id,
            since=since,
            until=until,
            exists=partial(catalogue.find_market, self.native, market_id),
        )

    async def candles(
        self,
        instrument: Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[Candle, ...]:
        """Candles of trades, with the bid and ask at their end; archive included."""
        return await price_history.candles(
            self.native, books.checked(instrument), interval, start, end
        )

    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        """The fees of a market's event or else series, in three to five requests.

        Raises:
            NotFound: no such market.
            Unsupported: fees without a published formula, or of a time before the
                venue's record of changes.
        """
        from ._fee_facts import read_facts
        from ._fee_rules import schedule_at

        if at is not None and at.tzinfo is None:
            raise InvalidRequest(f"an instant needs a time zone, got {at!r}")
        facts = await read_facts(self.native, market_id, with_changes=at is not None)
        member = self._direct_member
        return schedule_at(facts, at or datetime.now(UTC), direct_member=member)
