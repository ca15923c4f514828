"""What a stream says: data, and how far the data can be believed.

Updates are made by the thousand, so they are plain slotted objects and a book update
carries the live book instead of a copy: take ``book.snapshot()`` to keep it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from ._account import Position
from ._ids import Instrument, MarketRef
from ._ladder import PriceLadder
from ._levels import Level
from ._models import DataState, MarketStatus, Orderbook, Trade
from ._orders import Fill, Order

__all__ = [
    "BookUpdate",
    "BookView",
    "Connected",
    "Disconnected",
    "FillUpdate",
    "Gap",
    "LadderUpdate",
    "Lagged",
    "OrderUpdate",
    "PositionUpdate",
    "Resynced",
    "Stalled",
    "StatusUpdate",
    "TradeUpdate",
    "Update",
]


class BookView(Protocol):
    """A book that is kept up to date; reading it costs nothing until depth is asked."""

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

    def snapshot(self, depth: int | None = None) -> Orderbook:
        """An immutable copy, at most ``depth`` levels a side."""
        ...


@dataclass(slots=True)
class BookUpdate:
    """The book changed; ``book`` is the book now."""

    book: BookView


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
    """The stream is up; ``attempt`` counts the reconnects before."""

    attempt: int = 0


@dataclass(slots=True)
class Disconnected:
    """The stream is down and is tried again in ``retry_in`` seconds; every book it
    feeds is stale until its next update."""

    reason: str
    retry_in: float


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
class Lagged:
    """You read too slowly, and ``dropped`` updates other than books are lost."""

    dropped: int


Update = (
    BookUpdate
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
    | Lagged
)
"""Anything a stream yields."""
