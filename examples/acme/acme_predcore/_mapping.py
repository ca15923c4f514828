"""From Acme's words to predcore's: pure functions, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from predcore import (
    Candle,
    Charge,
    Event,
    Instrument,
    Level,
    Liquidity,
    Market,
    MarketStatus,
    Orderbook,
    Outcome,
    PriceLadder,
    Side,
    Trade,
)
from predcore.kit import mapping

from . import _wire as wire

VENUE = "acme"
STATUSES = {
    MarketStatus.PENDING: "listed",
    MarketStatus.OPEN: "trading",
    MarketStatus.HALTED: "paused",
    MarketStatus.CLOSED: "ended",
    MarketStatus.DETERMINED: "decided",
    MarketStatus.SETTLED: "paid",
}
_OURS = {theirs: ours for ours, theirs in STATUSES.items()}


@mapping
def to_market(native: wire.Question) -> Market:
    pays = native.pays
    return Market(
        venue=VENUE,
        id=native.id,
        title=native.title,
        status=_OURS.get(native.status, MarketStatus.UNKNOWN),
        outcomes=(
            Outcome(key="yes", label="Yes", payout=pays),
            Outcome(key="no", label="No", payout=None if pays is None else 1 - pays),
        ),
        event=native.event,
        rules=native.rules,
        opens_at=native.opens,
        closes_at=native.closes,
        ladder=PriceLadder.of(native.bands),
        min_size=native.least,
        native=native,
    )


@mapping
def to_event(native: wire.Happening) -> Event:
    markets = tuple(map(to_market, native.questions)) or None
    return Event(
        venue=VENUE, id=native.id, title=native.title, markets=markets, native=native
    )


@mapping
def to_book(native: wire.Book, instrument: Instrument, now: datetime) -> Orderbook:
    """Acme keeps one book, of *yes*; *no* is the same book seen from behind."""
    book = Orderbook(
        instrument=Instrument(VENUE, native.id, "yes"),
        bids=tuple(Level(*level) for level in native.bids),
        asks=tuple(Level(*level) for level in native.asks),
        venue_time=native.at,
        received_at=now,
        native=native,
    )
    return book if instrument.outcome == "yes" else book.complement(instrument)


@mapping
def to_trade(native: wire.Print, instrument: Instrument) -> Trade:
    return Trade(
        instrument=instrument,
        id=native.id,
        price=native.price,
        size=native.size,
        at=native.at,
        native=native,
    )


@mapping
def to_candle(native: wire.Bar, instrument: Instrument, interval: timedelta) -> Candle:
    prices = native.prices
    if instrument.outcome == "no":
        first, high, low, last = native.prices
        prices = (1 - first, 1 - low, 1 - high, 1 - last)
    return Candle(
        instrument=instrument,
        start=native.end - interval,
        end=native.end,
        open=prices[0],
        high=prices[1],
        low=prices[2],
        close=prices[3],
        volume=native.volume,
        native=native,
    )


@dataclass(frozen=True, slots=True)
class AcmeFees:
    """Takers pay ``rate`` a contract, makers nothing."""

    rate: Decimal
    source: str = "https://acme.example/fees, section 2"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = Decimal(0),
    ) -> Charge:
        """No rounding, so nothing to carry over."""
        return Charge(self.rate * count if liquidity is Liquidity.TAKER else Decimal(0))
