"""A venue with orders and accounts straight over the simulated exchange, no wire."""

from __future__ import annotations

from collections.abc import AsyncIterable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from predcore import (
    Books,
    Charge,
    Event,
    Instrument,
    InvalidRequest,
    Liquidity,
    Market,
    MarketStatus,
    NoFees,
    NotFound,
    Orderbook,
    OrderRequest,
    Outcome,
    PriceLadder,
    Results,
    Side,
    Venue,
)
from predcore.kit import Pages
from predcore.sim.exchange import Exchange, Listing, NewOrder, SimClock
from testing.bourse_accounts import BourseAccounts
from testing.bourse_orders import BourseOrders

__all__ = ["Bourse", "open_bourse"]

D = Decimal
_CENT = PriceLadder.uniform(D("0.01"))
_NONE = D(0)


class Bourse(BourseOrders, BourseAccounts, Venue, Books):
    """Two outcomes, ``up`` and ``down``; prices in cents, sizes in hundredths."""

    name = "bourse"

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        found = [self._market(one.key) for one in self.exchange.markets()]
        return Pages.of(m for m in found if status in {None, m.status})

    async def market(self, market_id: str) -> Market:
        if market_id not in {one.key for one in self.exchange.markets()}:
            raise NotFound(f"no market {market_id!r}")
        return self._market(market_id)

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        return Results(market_ids, {one: self._market(one) for one in market_ids}, {})

    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        return Pages[Event].of(())

    async def event(self, event_id: str) -> Event:
        raise NotFound(f"no event {event_id!r}")

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        found = {one: self._book(one) for one in instruments}
        return Results(instruments, found, {})

    def _book(self, instrument: Instrument) -> Orderbook:
        book = self.exchange.book(instrument.market)
        bids, asks = book.bids, book.asks
        if instrument.outcome == "down":
            bids, asks = (
                tuple(level._replace(price=1 - level.price) for level in side)
                for side in (asks, bids)
            )
        return Orderbook(
            instrument=instrument,
            bids=bids,
            asks=asks,
            received_at=self.exchange.clock.now(),
            native=book,
        )

    def _market(self, key: str) -> Market:
        return Market(
            venue=self.name,
            id=key,
            title=key,
            status=MarketStatus.OPEN,
            outcomes=tuple(Outcome(key=k, label=k) for k in ("up", "down")),
            ladder=_CENT,
            min_size=D("0.01"),
            size_step=D("0.01"),
        )

    def checked(self, request: OrderRequest) -> None:
        """A programming error is raised; everything else is a fate."""
        if request.instrument.venue != self.name:
            raise InvalidRequest(f"{request.instrument} is not of {self.name}")


@contextmanager
def losing(
    exchange_of: BourseOrders, what: Literal["request", "answer"]
) -> Generator[None]:
    """Lose every write meanwhile."""
    exchange_of.loses = what
    try:
        yield
    finally:
        exchange_of.loses = None


class CentAContract(NoFees):
    """Takers pay a cent a contract."""

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = _NONE,
    ) -> Charge:
        return Charge(count * D("0.01") if liquidity is Liquidity.TAKER else _NONE)


def open_bourse(now: datetime) -> Exchange:
    """One market with bids from 0.40 and offers from 0.45, and two rich traders."""
    exchange = Exchange(SimClock(now))
    for name in ("house", "trader", "rival"):
        account = exchange.accounts.open(name)
        exchange.accounts.deposit(account, D(10_000))
    exchange.lifecycle.list(
        Listing(
            key="RAIN",
            ladder=_CENT,
            open_at=now - timedelta(days=1),
            close_at=now + timedelta(days=30),
            fees=CentAContract(),
        )
    )
    for side, prices in (Side.BUY, ("0.40", "0.39")), (Side.SELL, ("0.45", "0.46")):
        for price in prices:
            exchange.place(
                NewOrder(
                    account=exchange.accounts.names()[0],
                    market="RAIN",
                    side=side,
                    price=D(price),
                    size=D(20),
                )
            )
    return exchange
