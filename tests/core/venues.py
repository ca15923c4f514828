"""Small real venues: a shelf of markets, and what can happen on the way to it."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from predcore import (
    Books,
    Event,
    Instrument,
    Level,
    Market,
    MarketStatus,
    NotFound,
    Orderbook,
    Outcome,
    Quote,
    Quotes,
    Results,
    Search,
    Venue,
)
from predcore.kit import Drift, Page, Pages

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)

Hurdle = Callable[[], Awaitable[None]]
"""What stands before every answer: nothing, a wait, or an exception."""


async def nothing() -> None:
    """Answer at once."""


def failing(error: Exception) -> Hurdle:
    """Raise instead of answering."""

    async def hurdle() -> None:
        raise error

    return hurdle


def market(venue: str, market_id: str, **changes: MarketStatus) -> Market:
    """An open market with a yes and a no."""
    return Market(
        venue=venue,
        id=market_id,
        title=f"Will {market_id} happen?",
        status=changes.get("status", MarketStatus.OPEN),
        outcomes=(Outcome(key="yes", label="Yes"), Outcome(key="no", label="No")),
        event=f"E-{market_id}",
    )


class Catalogue(Venue):
    """A venue that lists markets and does nothing else."""

    def __init__(self, name: str, *ids: str, hurdle: Hurdle = nothing) -> None:
        self.name = name
        self.shelf = {market_id: market(name, market_id) for market_id in ids}
        self.asked: list[tuple[str, ...]] = []
        self._hurdle = hurdle

    async def answer(self, *asked: str) -> None:
        self.asked.append(asked)
        await self._hurdle()

    def _pages(self, found: Sequence[Market]) -> Pages[Market]:
        async def fetch(cursor: str | None) -> Page[Market]:
            await self.answer(cursor or "")
            at = int(cursor or 0)
            more = str(at + 2) if at + 2 < len(found) else None
            return Page(tuple(found[at : at + 2]), more)

        return Pages(fetch)

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        return self._pages(
            [
                found
                for found in self.shelf.values()
                if status in {None, found.status} and event in {None, found.event}
            ]
        )

    async def market(self, market_id: str) -> Market:
        await self.answer(market_id)
        try:
            return self.shelf[market_id]
        except KeyError:
            raise NotFound(f"no market {market_id!r}") from None

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        await self.answer(*market_ids)
        return Results(market_ids, self.shelf)

    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        return self._pages(list(self.shelf.values())).map(_event)

    async def event(self, event_id: str) -> Event:
        await self.answer(event_id)
        return _event(self.shelf[event_id.removeprefix("E-")])


class Exchange(Catalogue, Quotes, Books, Search):
    """A catalogue with the same book for every market, and drift to report."""

    def __init__(self, name: str, *ids: str, hurdle: Hurdle = nothing) -> None:
        super().__init__(name, *ids, hurdle=hurdle)
        self.drift = Drift()

    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Quote]:
        found = await self.orderbooks(instruments)
        return Results(
            instruments,
            {key: book.quote() for key, book in found.items()},
            found.errors,
        )

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        await self.answer(*map(str, instruments))
        known = [key for key in instruments if key.market in self.shelf]
        return Results(instruments, {key: book(key, depth) for key in known})

    def search(
        self, query: str, *, status: MarketStatus | None = None
    ) -> AsyncIterable[Market]:
        return self._pages([m for m in self.shelf.values() if query in m.title])


def book(instrument: Instrument, depth: int | None = None) -> Orderbook:
    """Two levels a side around 0.50."""
    bids = [Level(Decimal("0.49"), Decimal(10)), Level(Decimal("0.48"), Decimal(20))]
    asks = [Level(Decimal("0.51"), Decimal(30)), Level(Decimal("0.52"), Decimal(40))]
    return Orderbook(
        instrument=instrument,
        bids=tuple(bids[:depth]),
        asks=tuple(asks[:depth]),
        received_at=NOW,
    )


def _event(found: Market) -> Event:
    return Event(venue=found.venue, id=f"E-{found.id}", title=found.title)
