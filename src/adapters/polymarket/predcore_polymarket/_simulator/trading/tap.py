"""What happens at the venue, in its own words: what a stream tells on.

``floor.subscribe(listener)`` hands over one :data:`Happening` at a time, in order, as
soon as it has happened; the call that caused it has not been answered yet. A listener
must not change the venue, but may ask it: ``floor.exchange.book(condition, outcome)``
is the book after the change. Prices of :class:`BookMoved` are of the first outcome, as
the exchange has one book a market; everything else is in the terms of the outcome
(0 or 1) it names. What belongs together comes in this order: orders, trades, book.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from predcore import Side
from predcore.sim.exchange import Phase

from ..listed import ListedMarket
from .orders import VenueOrder
from .trades import Trade

__all__ = [
    "BookMoved",
    "Happening",
    "LevelChange",
    "Listener",
    "OrderEvent",
    "OrderMoved",
    "PhaseChanged",
    "TickChanged",
    "TradeMoved",
    "Traded",
]


class OrderEvent(StrEnum):
    """What the user channel calls a change of an order."""

    PLACEMENT = "PLACEMENT"
    UPDATE = "UPDATE"
    """A fill."""
    CANCELLATION = "CANCELLATION"
    """By its owner, by time or by the venue; also of an order that was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happened:
    at: datetime
    market: ListedMarket


@dataclass(frozen=True, slots=True)
class LevelChange:
    """The shares resting at a price of the first outcome are ``size`` in all now."""

    side: Side
    price: Decimal
    size: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BookMoved(_Happened):
    """Levels that one call changed, each once, with what rests there after it.

    Attributes:
        traded: whether a trade is among the causes.
    """

    changes: tuple[LevelChange, ...]
    traded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Traded(_Happened):
    """A public trade, in the terms of the taker's outcome."""

    trade: Trade


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeMoved(_Happened):
    """A trade of a known wallet is new, or further on; ``trade.status`` says how far.

    ``status`` is the one it had just then.
    """

    trade: Trade
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMoved(_Happened):
    """An order of a known wallet changed.

    ``status`` and ``matched`` are what they were just then; ``order`` moves on.
    """

    order: VenueOrder
    event: OrderEvent
    status: str
    matched: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TickChanged(_Happened):
    """A market has another tick."""

    old: Decimal
    new: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged(_Happened):
    """A market went on: ``OPEN`` from ``LISTED`` is a new market, ``FINALIZED`` one
    that is resolved; ``payout`` is that of the first outcome, once known."""

    phase: Phase
    previous: Phase | None
    payout: Decimal | None


Happening = BookMoved | Traded | TradeMoved | OrderMoved | TickChanged | PhaseChanged
"""Everything a listener may be told."""

Listener = Callable[[Happening], None]
