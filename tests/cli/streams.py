"""A venue whose stream says what a test wants it to, and then no more."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import anyio
import anyio.lowlevel

from cli.exchanges import FullExchange
from predcore import (
    BookUpdate,
    BookView,
    Connected,
    Instrument,
    QuoteUpdate,
    Side,
    Streaming,
    Trade,
    TradeUpdate,
    Unavailable,
    Update,
    Watch,
)
from predcore.kit import LocalBook, Scale

__all__ = ["HAIL", "RAIN", "SNOW", "Asked", "StreamingExchange", "book", "trade"]

RAIN, SNOW, HAIL = (
    Instrument("acme", name, "yes") for name in ("RAIN", "SNOW", "HAIL")
)
_PRICES, _SIZES = Scale(4), Scale(2)
_TICK, _LOT = 10_000, 100


def book(
    instrument: Instrument,
    bids: Mapping[str, int] | None = None,
    asks: Mapping[str, int] | None = None,
) -> LocalBook:
    """A live book: price to contracts."""
    made = LocalBook(instrument, _PRICES, _SIZES)
    made.replace(
        {int(Decimal(p) * _TICK): s * _LOT for p, s in (bids or {}).items()},
        {_TICK - int(Decimal(p) * _TICK): s * _LOT for p, s in (asks or {}).items()},
        0.0,
    )
    return made


def trade(instrument: Instrument, price: str, size: str, at: str) -> TradeUpdate:
    """A print, of a buyer."""
    made = Trade(
        instrument=instrument,
        id=f"{price} {size}",
        price=Decimal(price),
        size=Decimal(size),
        taker_side=Side.BUY,
        at=datetime.fromisoformat(at),
    )
    return TradeUpdate(made)


class Asked(NamedTuple):
    """What a stream was opened with."""

    instruments: tuple[Instrument, ...]
    trades: bool
    depth: int | None


class _Script(Watch):
    def __init__(
        self, venue: StreamingExchange, instruments: Sequence[Instrument], depth: Any
    ) -> None:
        self._venue = venue
        self._books: dict[Instrument, BookView] = {
            one: book(one, {"0.41": 120, "0.40": 7}, {"0.4350": 80})
            for one in instruments
        }
        self._updates = self._told(tuple(instruments), depth)

    def _told(self, all_of: tuple[Instrument, ...], depth: Any) -> Iterator[Update]:
        if self._venue.reached:
            yield Connected(0, all_of)
            for one in all_of:
                if depth == 0:
                    yield QuoteUpdate(self._books[one].quote())
                else:
                    yield BookUpdate(self._books[one])
        yield from self._venue.script

    @property
    def books(self) -> Mapping[Instrument, BookView]:
        return self._books

    async def __anext__(self) -> Update:
        await anyio.lowlevel.checkpoint()
        following = next(self._updates, None)
        if following is None and not self._venue.closes:
            await anyio.sleep_forever()
        if following is None:
            raise Unavailable("closed for today")
        return following

    async def add(self, *instruments: Instrument) -> None:
        raise NotImplementedError

    async def remove(self, *instruments: Instrument) -> None:
        raise NotImplementedError


class StreamingExchange(FullExchange, Streaming):
    """Tells one book of each instrument, then the script, and closes.

    Attributes:
        script: what is told after the books.
        reached: whether there is a connection, and the books.
        closes: whether the stream ends after the script.
        streams: what was asked for.
    """

    def __init__(self, name: str, *ids: str) -> None:
        super().__init__(name, *ids)
        self.script: list[Update] = []
        self.reached = self.closes = True
        self.streams: list[Asked] = []

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        self.streams.append(Asked(instruments, trades, depth))
        return self._watched(_Script(self, instruments, depth))

    @asynccontextmanager
    async def _watched(self, script: Watch) -> AsyncGenerator[Watch]:
        yield script
