"""Small real venues for arbitrage: markets, books and fees held in memory."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from predcore import (
    Books,
    Charge,
    DataState,
    Event,
    Fees,
    FeeSchedule,
    Instrument,
    Level,
    Liquidity,
    Market,
    MarketStatus,
    NoFees,
    NotFound,
    Orderbook,
    Outcome,
    PredcoreError,
    PriceLadder,
    Results,
    Side,
    Venue,
)

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
_ZERO = Decimal(0)


def levels(*texts: str) -> tuple[Level, ...]:
    """``"0.40 x 100"`` and so on, best first."""
    pairs = (text.split(" x ") for text in texts)
    return tuple(Level(Decimal(price), Decimal(size)) for price, size in pairs)


@dataclass(frozen=True, slots=True)
class Quadratic:
    """``rate * count * price * (1 - price)``, as it comes."""

    rate: Decimal
    source: str = "made up"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        del side, liquidity, carry
        return Charge(self.rate * count * price * (1 - price))


@dataclass(frozen=True, slots=True)
class Rounded:
    """The same, with the balance kept on a grid of ``unit``.

    What a fill is rounded by is remembered for the order and given back once it
    amounts to a unit.
    """

    rate: Decimal
    unit: Decimal = Decimal("0.01")
    source: str = "made up"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _ZERO,
    ) -> Charge:
        del side, liquidity
        model = self.rate * count * price * (1 - price)
        spent = price * count + model
        rounding = (spent / self.unit).to_integral_value(
            ROUND_CEILING
        ) * self.unit - spent
        carry += rounding
        whole = (carry / self.unit).to_integral_value(ROUND_FLOOR) * self.unit
        rebate = min(whole, model + rounding)
        return Charge(model + rounding - rebate, carry - rebate)


@dataclass(slots=True)
class Listing:
    """One market with the books of its outcomes."""

    market: Market
    asks: dict[str, tuple[Level, ...]]
    schedule: FeeSchedule = field(default_factory=NoFees)
    received_at: datetime = NOON
    venue_time: datetime | None = None
    state: DataState = DataState.LIVE


def listing(
    venue: str,
    market_id: str,
    asks: dict[str, tuple[Level, ...]],
    *,
    status: MarketStatus = MarketStatus.OPEN,
    ladder: str | None = "0.01",
    min_size: str | None = "1",
    size_step: str | None = "1",
    closes_at: datetime | None = None,
    settles_at: datetime | None = None,
    schedule: FeeSchedule | None = None,
) -> Listing:
    """An open market whose outcomes are the keys of ``asks``."""
    market = Market(
        venue=venue,
        id=market_id,
        title=market_id,
        status=status,
        outcomes=tuple(Outcome(key=key, label=key.title()) for key in asks),
        ladder=None if ladder is None else PriceLadder.uniform(Decimal(ladder)),
        min_size=None if min_size is None else Decimal(min_size),
        size_step=None if size_step is None else Decimal(size_step),
        closes_at=closes_at,
        settles_at=settles_at,
    )
    return Listing(market, asks, schedule or NoFees())


class Exchange(Venue, Books, Fees):
    """A venue that answers from memory, unless told to ``fail`` a verb.

    Attributes:
        calls: the verbs that were asked, in order.
    """

    def __init__(self, name: str, *listings: Listing) -> None:
        self.name = name
        self.listings = {it.market.id: it for it in listings}
        self.fail: dict[str, Exception] = {}
        self.calls: list[str] = []

    def _asked(self, verb: str) -> None:
        self.calls.append(verb)
        if verb in self.fail:
            raise self.fail[verb]

    async def _all(self) -> AsyncIterator[Market]:
        for it in self.listings.values():
            yield it.market

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        del status, event
        return self._all()

    async def market(self, market_id: str) -> Market:
        return (await self.lookup([market_id]))[market_id]

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        self._asked("lookup")
        found = {key: self.listings[key].market for key in self._known(market_ids)}
        errors: dict[str, PredcoreError] = {
            key: NotFound(f"{self.name} has no market {key!r}")
            for key in market_ids
            if key not in found
        }
        return Results(market_ids, found, errors)

    def _known(self, market_ids: Sequence[str]) -> list[str]:
        return [key for key in market_ids if key in self.listings]

    async def _no_events(self) -> AsyncIterator[Event]:
        return
        yield

    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        del status
        return self._no_events()

    async def event(self, event_id: str) -> Event:
        raise NotFound(f"{self.name} has no event {event_id!r}")

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        self._asked("orderbooks")
        books: dict[Instrument, Orderbook] = {}
        for instrument in instruments:
            it = self.listings[instrument.market]
            books[instrument] = Orderbook(
                instrument=instrument,
                asks=it.asks[instrument.outcome][:depth],
                received_at=it.received_at,
                venue_time=it.venue_time,
                state=it.state,
            )
        return Results(instruments, books)

    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        del at
        self._asked("fees")
        return self.listings[market_id].schedule
