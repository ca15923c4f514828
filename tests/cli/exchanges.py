"""A venue that can do everything, small enough to know its answers by heart."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from core.venues import NOW, Exchange, Hurdle, nothing
from predcore import (
    Candle,
    Candles,
    Charge,
    Fees,
    FeeSchedule,
    Instrument,
    InvalidRequest,
    Level,
    Liquidity,
    Orderbook,
    Results,
    Side,
    Trade,
    Trades,
    Venue,
)
from predcore.kit import Pages
from predcore.plugins import Adapter, Settings, hookimpl

__all__ = ["FreshExchange", "FullExchange", "Plugin"]

_HOUR = timedelta(hours=1)
_CLOSES = ("0.40", "0.44", "0.43", "0.47")


@dataclass(frozen=True, slots=True)
class CentAContract:
    """One cent per contract, and nothing for makers."""

    source: str = "the acme rule book, page 1"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = Decimal(0),
    ) -> Charge:
        free = liquidity is Liquidity.MAKER
        return Charge(Decimal(0) if free else Decimal("0.01") * count)


class FullExchange(Exchange, Trades, Candles, Fees):
    """The exchange of the core's tests, with the other capabilities."""

    intervals: tuple[timedelta, ...] = (_HOUR,)

    def __init__(self, name: str, *ids: str, hurdle: Hurdle = nothing) -> None:
        super().__init__(name, *ids, hurdle=hurdle)
        self.settings: list[Settings] = []

    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Trade]:
        instrument = Instrument(self.name, market_id, "yes")
        prints = [
            Trade(
                instrument=instrument,
                id=str(number),
                price=Decimal("0.5"),
                size=Decimal(number + 1),
                taker_side=Side.BUY,
                at=NOW - timedelta(minutes=number),
            )
            for number in range(3)
        ]
        return Pages[Trade].of(prints)

    async def candles(
        self,
        instrument: Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[Candle, ...]:
        if interval not in self.intervals:
            raise InvalidRequest(f"{self.name} has candles of 1 hour")
        return tuple(
            Candle(
                instrument=instrument,
                start=NOW + number * _HOUR,
                end=NOW + (number + 1) * _HOUR,
                open=Decimal("0.42"),
                high=max(Decimal(close), Decimal("0.42")) + Decimal("0.01"),
                low=min(Decimal(close), Decimal("0.42")) - Decimal("0.01"),
                close=Decimal(close),
                volume=Decimal(10 * number),
            )
            for number, close in enumerate(_CLOSES)
        )

    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        await self.market(market_id)
        return CentAContract()


class Plugin:
    """An adapter that opens one venue that is already there."""

    def __init__(
        self,
        venue: FullExchange,
        environments: tuple[str, ...] = ("live", "sandbox"),
    ) -> None:
        self._venue = venue
        self._environments = environments

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return Adapter(
            name=self._venue.name,
            title=self._venue.name.title(),
            environments=self._environments,
            open=self._open,
            venue=lambda: type(self._venue),
        )

    @asynccontextmanager
    async def _opened(self) -> AsyncGenerator[Venue]:
        yield self._venue

    def _open(self, settings: Settings) -> AbstractAsyncContextManager[Venue]:
        self._venue.settings.append(settings)
        return self._opened()


class FreshExchange(FullExchange):
    """Books that have just arrived; a yes is cheaper by ``discount``, a no dearer."""

    def __init__(self, name: str, *ids: str, discount: str = "0") -> None:
        super().__init__(name, *ids)
        self._discount = Decimal(discount)

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        found = await super().orderbooks(instruments, depth=depth)
        fresh = {key: self._marked_down(book) for key, book in found.items()}
        return Results(instruments, fresh, found.errors)

    def _marked_down(self, book: Orderbook) -> Orderbook:
        yes = book.instrument.outcome == "yes"
        off = -self._discount if yes else self._discount
        return Orderbook(
            instrument=book.instrument,
            bids=tuple(Level(price + off, size) for price, size in book.bids),
            asks=tuple(Level(price + off, size) for price, size in book.asks),
            received_at=datetime.now(UTC),
        )
