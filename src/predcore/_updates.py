"""What a stream says: data, and how far the data can be believed.

Updates are made by the thousand, so they are plain slotted objects and a book update
carries the live book instead of a copy: take ``book.snapshot()`` to keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from ._account import Position
from ._errors import PredcoreError
from ._fees import Side
from ._ids import Instrument, MarketRef
from ._ladder import PriceLadder
from ._levels import Level
from ._models import DataState, MarketStatus, Orderbook, Quote, Source, Trade
from ._orders import Fill, Order
from ._taking import Taken, take

__all__ = [
    "BookUpdate",
    "BookView",
    "Connected",
    "Disconnected",
    "Ended",
    "FillUpdate",
    "Gap",
    "LadderUpdate",
    "Lagged",
    "OrderUpdate",
    "PositionUpdate",
    "QuoteUpdate",
    "Resynced",
    "Stalled",
    "StatusUpdate",
    "TradeUpdate",
    "Update",
]


class BookView(Protocol):
    """A book that is kept up to date; reading it costs nothing until depth is asked.

    A class of one's own inherits what is not abstract about it: ``snapshot`` and the
    properties are enough.
    """

    __slots__ = ()

    @property
    def instrument(self) -> Instrument:
        """Whose book."""
        ...

    @property
    def state(self) -> DataState:
        """``live``, or not to be believed."""
        ...

    @property
    def bid(self) -> Level | None:
        """The best bid, in O(1); ``None`` while the book is not ``live``."""
        ...

    @property
    def ask(self) -> Level | None:
        """The best ask, in O(1); ``None`` while the book is not ``live``."""
        ...

    @property
    def venue_time(self) -> datetime | None:
        """When the venue made the last change, where it says."""
        ...

    @property
    def received_at(self) -> datetime:
        """When the last change, or the last proof that nothing changed, reached us;
        before the first, since when it is waited for."""
        ...

    def snapshot(self, depth: int | None = None) -> Orderbook:
        """An immutable copy, at most ``depth`` levels a side."""
        ...

    def age(self, now: datetime) -> timedelta:
        """How long ago it was last heard of."""
        return now - self.received_at

    def bid_levels(self) -> Iterator[Level]:
        """Bids from the best down, none while the book is not ``live``; take what you
        need before you wait for anything."""
        return iter(self.snapshot().bids if self.state is DataState.LIVE else ())

    def ask_levels(self) -> Iterator[Level]:
        """Asks from the best up; as ``bid_levels``."""
        return iter(self.snapshot().asks if self.state is DataState.LIVE else ())

    def quote(self) -> Quote:
        """The best prices now, without prices while the book is not ``live``."""
        bid, ask = self.bid, self.ask
        return Quote(
            instrument=self.instrument,
            bid=bid and bid.price,
            bid_size=bid and bid.size,
            ask=ask and ask.price,
            ask_size=ask and ask.size,
            venue_time=self.venue_time,
            received_at=self.received_at,
            source=Source.STREAM,
            state=self.state,
        )

    def price_for(self, count: Decimal, side: Side = Side.BUY) -> Taken | None:
        """What trading ``count`` contracts at once comes to, before fees.

        ``None`` where there are not so many, or the book is not ``live``; raises
        ``InvalidRequest`` for a count that is not above 0.
        """
        levels = self.ask_levels() if side is Side.BUY else self.bid_levels()
        return take(levels, count)

    def cost_to_buy(self, count: Decimal) -> Decimal | None:
        """What ``count`` contracts cost at once; as ``price_for``."""
        taken = self.price_for(count)
        return taken and taken.total

    def proceeds_of_selling(self, count: Decimal) -> Decimal | None:
        """What ``count`` contracts bring at once; as ``price_for``."""
        taken = self.price_for(count, Side.SELL)
        return taken and taken.total


@dataclass(slots=True)
class BookUpdate:
    """The book changed; ``book`` is the book now."""

    book: BookView


@dataclass(slots=True)
class QuoteUpdate:
    """The best prices, or their sizes, changed."""

    quote: Quote


@dataclass(slots=True)
class TradeUpdate:
    """Somebody traded."""

    trade: Trade


@dataclass(slots=True)
class StatusUpdate:
    """A market opened, paused, closed or was decided.

    Attributes:
        payouts: outcome key to pay-out (0 to 1), once determined.
    """

    market: MarketRef
    status: MarketStatus
    at: datetime | None = None
    payouts: tuple[tuple[str, Decimal], ...] = ()


@dataclass(slots=True)
class LadderUpdate:
    """The valid prices of a market changed."""

    market: MarketRef
    ladder: PriceLadder


@dataclass(slots=True)
class OrderUpdate:
    """One of your orders changed."""

    order: Order


@dataclass(slots=True)
class FillUpdate:
    """You traded."""

    fill: Fill


@dataclass(slots=True)
class PositionUpdate:
    """What you hold changed."""

    position: Position


@dataclass(slots=True)
class Connected:
    """A connection is up; ``attempt`` counts the reconnects before.

    Attributes:
        instruments: what it is about; empty where it is not about instruments.
    """

    attempt: int = 0
    instruments: tuple[Instrument, ...] = ()


@dataclass(slots=True)
class Disconnected:
    """A connection is down and is tried again in ``retry_in`` seconds, or it has no
    room for these and another takes over; every book it feeds is stale until its next
    update.

    Attributes:
        instruments: what it is about, as of ``Connected``.
    """

    reason: str
    retry_in: float
    instruments: tuple[Instrument, ...] = ()


@dataclass(slots=True)
class Gap:
    """Messages were missed; the instruments' books are withheld until rebuilt."""

    instruments: tuple[Instrument, ...]
    expected: int | None = None
    received: int | None = None


@dataclass(slots=True)
class Resynced:
    """The instruments' books have been rebuilt and are live again."""

    instruments: tuple[Instrument, ...]


@dataclass(slots=True)
class Stalled:
    """Nothing came for ``seconds``, longer than it should: not to be believed."""

    instruments: tuple[Instrument, ...]
    seconds: float


@dataclass(slots=True)
class Ended:
    """A venue will tell nothing more of these, and why; all the rest goes on.

    Attributes:
        venue: its name.
        instruments: what it was asked for; empty for an account.
    """

    venue: str
    error: PredcoreError
    instruments: tuple[Instrument, ...] = ()


@dataclass(slots=True)
class Lagged:
    """You read too slowly, and ``dropped`` updates other than books are lost."""

    dropped: int


Update = (
    BookUpdate
    | QuoteUpdate
    | TradeUpdate
    | StatusUpdate
    | LadderUpdate
    | OrderUpdate
    | FillUpdate
    | PositionUpdate
    | Connected
    | Disconnected
    | Gap
    | Resynced
    | Stalled
    | Ended
    | Lagged
)
"""Anything a stream yields."""
