"""The shared vocabulary.

Three rules hold everywhere: prices are ``Decimal`` in payout units (0 to 1),
instants are aware UTC ``datetime``, and absence is ``None`` rather than zero.
Models are frozen and strict, so an adapter that hands over a float fails here and
not three layers later.
"""

from __future__ import annotations

from dataclasses import field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, InstanceOf

from ._errors import InvalidId
from ._fees import Side
from ._ids import Instrument, MarketRef
from ._ladder import PriceLadder
from ._levels import Asks, Bids, Level
from ._model import Probability, Size, model

__all__ = [
    "Candle",
    "DataState",
    "Event",
    "Level",
    "Market",
    "MarketStatus",
    "Orderbook",
    "Outcome",
    "Quote",
    "Source",
    "Trade",
]

_ONE = Decimal(1)


class MarketStatus(StrEnum):
    """Where a market is in its life."""

    PENDING = "pending"
    """Listed, not trading yet."""
    OPEN = "open"
    HALTED = "halted"
    """Trading is suspended and may come back."""
    CLOSED = "closed"
    """Trading is over; the result is not known."""
    DETERMINED = "determined"
    """The result is known and not paid out (it may still be disputed)."""
    SETTLED = "settled"
    UNKNOWN = "unknown"
    """The venue said something this version does not know; see ``native``."""


class Source(StrEnum):
    """How a number reached us."""

    REST = "rest"
    STREAM = "stream"


class DataState(StrEnum):
    """How far a number can be trusted."""

    LIVE = "live"
    STALE = "stale"
    REBUILDING = "rebuilding"


@model
class Outcome:
    """One answer of a market.

    Attributes:
        key: slug, unique in its market.
        label: the venue's own text.
        bid, ask, last: prices as the catalogue listed them. Indicative: ask for a
            quote or a book before you trade on them.
        payout: what a contract paid or will pay, once determined (0 to 1).
    """

    key: str
    label: str
    bid: Probability | None = None
    ask: Probability | None = None
    last: Probability | None = None
    payout: Probability | None = None


@model
class Market:
    """One question, its outcomes, and whether it trades.

    Attributes:
        id: the venue's canonical id.
        rules: how it is resolved, in the venue's words.
        closes_at: when trading is due to end.
        settles_at: when the pay-out is expected, or happened.
        ladder: valid prices (of every outcome), ``None`` where the venue did not say.
        min_size: fewest contracts of a resting order; ``size_step`` their grid.
        volume, volume_24h, open_interest: contracts, or ``None``;
            where a venue counts money instead, see ``native``.
        native: the adapter's own object this was mapped from.
    """

    venue: str
    id: str
    title: str
    status: MarketStatus
    outcomes: tuple[InstanceOf[Outcome], ...]
    event: str | None = None
    series: str | None = None
    rules: str | None = None
    url: str | None = None
    opens_at: AwareDatetime | None = None
    closes_at: AwareDatetime | None = None
    settles_at: AwareDatetime | None = None
    ladder: InstanceOf[PriceLadder] | None = None
    min_size: Size | None = None
    size_step: Size | None = None
    volume: Size | None = None
    volume_24h: Size | None = None
    open_interest: Size | None = None
    native: Any = field(default=None, repr=False, compare=False)

    @property
    def ref(self) -> MarketRef:
        """Its text form is ``venue:market``."""
        return MarketRef(self.venue, self.id)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """What can be traded, in the order of ``outcomes``."""
        return tuple(Instrument(self.venue, self.id, o.key) for o in self.outcomes)

    def outcome(self, key: str) -> Outcome:
        """The outcome of that key; raises ``InvalidId``."""
        for outcome in self.outcomes:
            if outcome.key == key:
                return outcome
        keys = ", ".join(outcome.key for outcome in self.outcomes)
        raise InvalidId(f"{self.ref} has the outcomes {keys}; not {key!r}")

    def instrument(self, key: str) -> Instrument:
        """The tradable claim on an outcome; raises ``InvalidId``."""
        return Instrument(self.venue, self.id, self.outcome(key).key)

    def complement(self, key: str) -> Instrument:
        """The other claim of a two-outcome market; raises ``InvalidId``."""
        self.outcome(key)
        others = [outcome.key for outcome in self.outcomes if outcome.key != key]
        if len(others) != 1:
            raise InvalidId(
                f"{self.ref} has {len(self.outcomes)} outcomes, so {key!r} has no "
                "single complement"
            )
        return Instrument(self.venue, self.id, others[0])


@model
class Event:
    """A happening that groups markets.

    Attributes:
        exclusive: at most one of its markets can resolve to its first outcome;
            ``None`` where the venue does not say.
        markets: its markets, or ``None`` where they were not asked for.
    """

    venue: str
    id: str
    title: str
    series: str | None = None
    category: str | None = None
    exclusive: bool | None = None
    url: str | None = None
    closes_at: AwareDatetime | None = None
    markets: tuple[InstanceOf[Market], ...] | None = None
    native: Any = field(default=None, repr=False, compare=False)


@model
class Quote:
    """Best prices of one instrument; each side may be missing on its own.

    Attributes:
        bid, ask: best prices (0 to 1); ``bid_size``, ``ask_size`` contracts there.
        last: price of the last trade.
        venue_time: when the venue says this was so; many do not say.
        received_at: when the answer reached us.
    """

    instrument: InstanceOf[Instrument]
    bid: Probability | None = None
    bid_size: Size | None = None
    ask: Probability | None = None
    ask_size: Size | None = None
    last: Probability | None = None
    venue_time: AwareDatetime | None = None
    received_at: AwareDatetime
    source: Source = Source.REST
    state: DataState = DataState.LIVE
    native: Any = field(default=None, repr=False, compare=False)

    @property
    def spread(self) -> Decimal | None:
        """Ask minus bid, where both are there."""
        if self.bid is None or self.ask is None:
            return None
        return self.ask - self.bid

    def age(self, now: datetime) -> timedelta:
        """How long ago it reached us."""
        return now - self.received_at


@model
class Orderbook:
    """Bids and asks of one instrument, best price first.

    Times and state as in :class:`Quote`. Levels are contracts at a price; a size is
    never zero and no price comes twice.
    """

    instrument: InstanceOf[Instrument]
    bids: Bids = ()
    asks: Asks = ()
    venue_time: AwareDatetime | None = None
    received_at: AwareDatetime
    source: Source = Source.REST
    state: DataState = DataState.LIVE
    native: Any = field(default=None, repr=False, compare=False)

    @property
    def bid(self) -> Level | None:
        """The best bid."""
        return self.bids[0] if self.bids else None

    @property
    def ask(self) -> Level | None:
        """The best ask."""
        return self.asks[0] if self.asks else None

    def age(self, now: datetime) -> timedelta:
        """How long ago it reached us."""
        return now - self.received_at

    def quote(self) -> Quote:
        """The top of the book."""
        bid, ask = self.bid, self.ask
        return Quote(
            instrument=self.instrument,
            bid=bid and bid.price,
            bid_size=bid and bid.size,
            ask=ask and ask.price,
            ask_size=ask and ask.size,
            venue_time=self.venue_time,
            received_at=self.received_at,
            source=self.source,
            state=self.state,
            native=self.native,
        )

    def complement(self, instrument: Instrument) -> Orderbook:
        """The same book seen from the other outcome of a binary market.

        Buying one outcome at 0.40 is selling the other at 0.60, so the sides swap
        and every price becomes ``1 - price``.
        """
        return Orderbook(
            instrument=instrument,
            bids=tuple(Level(_ONE - price, size) for price, size in self.asks),
            asks=tuple(Level(_ONE - price, size) for price, size in self.bids),
            venue_time=self.venue_time,
            received_at=self.received_at,
            source=self.source,
            state=self.state,
            native=self.native,
        )


@model
class Trade:
    """A public print.

    Attributes:
        price: per contract of ``instrument`` (0 to 1); ``size`` contracts.
        taker_side: what the taker did to ``instrument``; ``None`` where unsaid.
    """

    instrument: InstanceOf[Instrument]
    id: str
    price: Probability
    size: Size
    taker_side: Side | None = None
    at: AwareDatetime
    native: Any = field(default=None, repr=False, compare=False)


@model
class Candle:
    """Prices of one instrument over ``start <= t < end``.

    Attributes:
        open, high, low, close: of trades, or of sampled prices where the venue has
            no more (its adapter says so); ``None`` when there were none.
        volume: contracts traded, where the venue says.
        bid, ask: at the end of the interval, where the venue says.
    """

    instrument: InstanceOf[Instrument]
    start: AwareDatetime
    end: AwareDatetime
    open: Probability | None = None
    high: Probability | None = None
    low: Probability | None = None
    close: Probability | None = None
    volume: Size | None = None
    open_interest: Size | None = None
    bid: Probability | None = None
    ask: Probability | None = None
    native: Any = field(default=None, repr=False, compare=False)
