"""What an adapter can do, one small protocol per capability.

``Venue`` is the only obligation. Everything else is optional: inherit the protocol
and ``isinstance(venue, Books)`` becomes true, for people and for the conformance
suite alike. There are no methods that exist only to say no.

Bulk is the primitive where venues have bulk endpoints; the single forms are
conveniences on top.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from ._streaming import AccountStreaming, Streaming

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterable,
        Awaitable,
        Callable,
        Sequence,
    )
    from datetime import datetime, timedelta
    from decimal import Decimal

    from ._account import Balance, Position, Settlement
    from ._fees import FeeSchedule
    from ._ids import Instrument
    from ._models import (
        Candle,
        Event,
        Market,
        MarketStatus,
        Orderbook,
        Quote,
        Trade,
    )
    from ._orders import (
        Accepted,
        Cancelled,
        Fill,
        NeverArrived,
        Order,
        OrderRequest,
        OrderStatus,
        Placement,
        Refused,
        Unknown,
    )
    from ._results import Results

__all__ = [
    "CAPABILITIES",
    "AccountStreaming",
    "Amending",
    "Books",
    "Candles",
    "Fees",
    "Journal",
    "Portfolio",
    "Quotes",
    "Search",
    "Streaming",
    "Trades",
    "Trading",
    "Venue",
    "capabilities",
]


@runtime_checkable
class Venue(Protocol):
    """The catalogue of a venue."""

    name: str

    @abstractmethod
    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        """Iterate over the catalogue, fetching pages as they are needed.

        Args:
            status: only markets of this status.
            event: only markets of this event id.
        """

    @abstractmethod
    async def market(self, market_id: str) -> Market:
        """Fetch one market by any name the venue accepts.

        Raises ``NotFound``, or ``InvalidId`` for what can be no id.
        """

    @abstractmethod
    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        """Fetch many markets in as few requests as the venue allows."""

    @abstractmethod
    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        """Iterate over the events that have markets of this status."""

    @abstractmethod
    async def event(self, event_id: str) -> Event:
        """Fetch one event with its markets; raises ``NotFound``."""


@runtime_checkable
class Search(Protocol):
    """Finding markets by words."""

    @abstractmethod
    def search(
        self, query: str, *, status: MarketStatus | None = None
    ) -> AsyncIterable[Market]:
        """Markets that match all words of ``query``, best matches first where the
        venue ranks them."""


@runtime_checkable
class Quotes(Protocol):
    """Best prices over request/response."""

    @abstractmethod
    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Quote]:
        """Best prices of many instruments in as few requests as possible."""

    async def quote(self, instrument: Instrument) -> Quote:
        """Best prices of one instrument; raises ``NotFound``."""
        return (await self.quotes([instrument]))[instrument]


@runtime_checkable
class Books(Protocol):
    """Order books over request/response."""

    @abstractmethod
    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        """Books of many instruments in as few requests as possible.

        Args:
            instruments: whose books.
            depth: at most this many levels a side; ``None`` for all.
        """

    async def orderbook(
        self, instrument: Instrument, *, depth: int | None = None
    ) -> Orderbook:
        """One book; raises ``NotFound``."""
        return (await self.orderbooks([instrument], depth=depth))[instrument]


@runtime_checkable
class Trades(Protocol):
    """Public prints."""

    @abstractmethod
    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Trade]:
        """Prints of a market, newest first."""


@runtime_checkable
class Candles(Protocol):
    """Price history."""

    intervals: tuple[timedelta, ...]
    """The interval lengths the venue has."""

    @abstractmethod
    async def candles(
        self,
        instrument: Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[Candle, ...]:
        """Candles that end in ``start < t <= end``, oldest first; quiet intervals
        may be absent. Raises ``InvalidRequest`` for an interval not in
        ``intervals``."""


@runtime_checkable
class Fees(Protocol):
    """Exact fees."""

    @abstractmethod
    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        """The fee schedule of a market, now or at an instant."""


Journal: TypeAlias = "Callable[[OrderRequest], Awaitable[None]]"
"""Called with each request before it is sent, to write its client id down.

Where the id of an order is known before it is sent, the request has it in
``options["order_id"]``: write that down too, and ``resolve`` finds the order with it.
"""


@runtime_checkable
class Trading(Protocol):
    """Orders. A write is accepted, refused or unknown, and never resent.

    Nothing here raises for what a venue answers: the result says it. What is raised
    is a programming error, or a read that failed.
    """

    @abstractmethod
    async def place(
        self, request: OrderRequest, *, journal: Journal | None = None
    ) -> Placement:
        """Submit once.

        Args:
            request: what to ask for; checked against ladder and grid before sending.
            journal: awaited before sending; if it raises, nothing is sent.
        """

    @abstractmethod
    async def place_many(
        self, requests: Sequence[OrderRequest], *, journal: Journal | None = None
    ) -> tuple[Placement, ...]:
        """Submit many in as few requests as possible; one fate each, in order."""

    @abstractmethod
    async def cancel(self, order_id: str) -> Cancelled | Refused | Unknown:
        """Withdraw what rests of an order."""

    @abstractmethod
    async def cancel_many(
        self, order_ids: Sequence[str]
    ) -> tuple[Cancelled | Refused | Unknown, ...]:
        """Withdraw many in as few requests as possible; one fate each, in order."""

    @abstractmethod
    async def cancel_all(self) -> Refused | Unknown | None:
        """Withdraw every resting order of the account; ``None`` when it is done."""

    @abstractmethod
    async def order(self, order_id: str) -> Order:
        """Read one order, finished ones too; raises ``NotFound``."""

    @abstractmethod
    def orders(
        self, *, market: str | None = None, status: OrderStatus | None = None
    ) -> AsyncIterable[Order]:
        """Your orders, newest first, finished and archived ones included."""

    @abstractmethod
    async def resolve(self, unknown: Unknown) -> Accepted | NeverArrived:
        """Find out what became of an order by its client id.

        Raises ``TransportError`` or ``VenueError`` while it cannot be found out.
        """


@runtime_checkable
class Amending(Protocol):
    """Changing orders that rest. A change is accepted, refused or unknown, as in
    ``Trading``."""

    @abstractmethod
    async def amend(
        self,
        order_id: str,
        *,
        price: Decimal | None = None,
        size: Decimal | None = None,
    ) -> Placement:
        """Change the price, or the size in all (filled and wanted), of an order."""


@runtime_checkable
class Portfolio(Protocol):
    """What you hold and what happened to it."""

    @abstractmethod
    async def balance(self) -> Balance:
        """Your money at the venue."""

    @abstractmethod
    def positions(self) -> AsyncIterable[Position]:
        """What you hold, without what is nothing."""

    @abstractmethod
    def fills(
        self,
        *,
        market: str | None = None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Fill]:
        """Your trades, newest first, archived ones included."""

    @abstractmethod
    def settlements(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterable[Settlement]:
        """What resolved markets paid, newest first."""


CAPABILITIES: dict[str, type] = {
    "catalogue": Venue,
    "search": Search,
    "quotes": Quotes,
    "books": Books,
    "trades": Trades,
    "candles": Candles,
    "fees": Fees,
    "trading": Trading,
    "amending": Amending,
    "portfolio": Portfolio,
    "streaming": Streaming,
    "account_streaming": AccountStreaming,
}
"""Every protocol by the name it has in listings."""


def capabilities(venue: type) -> tuple[str, ...]:
    """What a venue class can do: the protocols it inherits, by name."""
    return tuple(name for name, kind in CAPABILITIES.items() if kind in venue.__mro__)
