"""How streams are listened to, and how they are cut."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from decimal import Decimal
from typing import ClassVar, Protocol, TypeVar

import anyio
import pytest

from .. import (
    BookUpdate,
    BookView,
    DataState,
    Instrument,
    Market,
    OrderStatus,
    OrderUpdate,
    Streaming,
    Update,
)
from .orders import TradingSuite, TradingVenue, accepted, far_order

__all__ = ["Cut", "StreamingVenue", "WatchingSuite", "free_price"]

U = TypeVar("U")

Cut = Callable[[], Awaitable[None]]
"""Cuts every stream's connection; the venue can be reached again at once."""


class StreamingVenue(TradingVenue, Streaming, Protocol):
    """What the suite of streams needs: trading, to have something to hear of."""


class WatchingSuite(TradingSuite):
    """Listening to what one's own orders bring about."""

    patience: ClassVar[float] = 20.0
    """Seconds in which everything must be heard of."""

    @pytest.fixture
    def cut(self) -> Cut:
        """Cuts the connection; see :data:`Cut`."""
        raise NotImplementedError("override the `cut` fixture")

    async def heard(
        self,
        updates: AsyncIterator[Update],
        kind: type[U],
        wanted: Callable[[U], bool] = lambda _: True,
    ) -> U:
        """The next update of a kind that is wanted; others are passed over."""
        with anyio.fail_after(self.patience):
            async for update in updates:
                if isinstance(update, kind) and wanted(update):
                    return update
        pytest.fail(f"the stream ended before a {kind.__name__}")

    async def level(
        self,
        updates: AsyncIterator[Update],
        instrument: Instrument,
        price: Decimal,
        *,
        there: bool = True,
    ) -> list[BookView]:
        """Wait until a live book has a bid at the price, or has none; gives the books
        that were told of until then."""
        passed: list[BookView] = []

        def told(update: BookUpdate) -> bool:
            book = update.book
            passed.append(book)
            if book.instrument != instrument or book.state is not DataState.LIVE:
                return False
            bids = {level.price for level in book.snapshot().bids}
            return (price in bids) is there

        await self.heard(updates, BookUpdate, told)
        return passed

    async def ready(
        self, venue: StreamingVenue, market: Market, updates: AsyncIterator[Update]
    ) -> None:
        """Orders come and go until one is heard of: from then on, all are."""
        with anyio.fail_after(self.patience):
            while True:
                order = accepted(await venue.place(far_order(market)))
                with anyio.move_on_after(1):
                    await self.heard(updates, OrderUpdate, _is(order.id))
                    await venue.cancel(order.id)
                    await self.heard(updates, OrderUpdate, _is(order.id, over=True))
                    return


async def free_price(
    venue: TradingVenue, market: Market, instrument: Instrument
) -> Decimal:
    """The lowest price at which nobody bids, and nobody offers at or below it."""
    assert market.ladder is not None
    book = await venue.orderbook(instrument)
    taken = {level.price for level in book.bids}
    found = next(price for price in market.ladder.prices() if price not in taken)
    assert not book.asks or found < book.asks[0].price
    return found


def _is(order_id: str, *, over: bool = False) -> Callable[[OrderUpdate], bool]:
    def wanted(update: OrderUpdate) -> bool:
        order = update.order
        gone = order.status is OrderStatus.CANCELLED
        return order.id == order_id and (gone or not over)

    return wanted
