"""Promises of streams to whoever trades: one's orders are heard of, everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar, Protocol

import anyio

from .. import (
    AccountStreaming,
    BookUpdate,
    Connected,
    Disconnected,
    FillUpdate,
    Instrument,
    Market,
    OrderStatus,
    OrderUpdate,
    PositionUpdate,
    Side,
    Streaming,
    TimeInForce,
    TradeUpdate,
    Update,
)
from .orders import TradingSuite, TradingVenue, accepted, far_order, terms
from .watching import Cut, WatchingSuite

__all__ = ["AccountStreamingConformance", "AccountStreamingVenue"]


class AccountStreamingVenue(TradingVenue, Streaming, AccountStreaming, Protocol):
    """What the suite needs: trading, to have something to hear of."""


class AccountStreamingConformance(WatchingSuite, TradingSuite):
    """``AccountStreaming``: one's own orders, told to the account, and in the books and
    prints of ``Streaming``.

    Beside ``venue``, which must also trade and stream its books, override ``cut``.
    Nobody else trades meanwhile.
    """

    protocol: ClassVar[type] = AccountStreaming

    async def level(
        self,
        updates: AsyncIterator[Update],
        instrument: Instrument,
        price: Decimal,
        *,
        there: bool = True,
    ) -> None:
        """Wait until a live book has a bid at the price, or has none."""
        await self.shown(
            updates,
            instrument,
            lambda levels: (price in {level.price for level in levels[0]}) is there,
        )

    async def ready(
        self,
        venue: AccountStreamingVenue,
        market: Market,
        updates: AsyncIterator[Update],
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

    async def test_ones_own_orders_and_trades_are_told(
        self, venue: AccountStreamingVenue, market: Market
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price, time_in_force=TimeInForce.IOC)
        async with venue.watch_account() as updates:
            await self.heard(updates, Connected)
            await self.ready(venue, market, updates)
            order = accepted(await venue.place(request))
            fill = await self.heard(
                updates, FillUpdate, lambda told: told.fill.order_id == order.id
            )
        same = terms(request.instrument, request.side, offer.price, market)
        told = fill.fill
        assert (told.instrument, told.side, told.price) in same
        assert told.size == order.filled

    async def test_a_position_is_told_when_it_changes(
        self, venue: AccountStreamingVenue, market: Market
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        async with venue.watch_account() as updates:
            await self.heard(updates, Connected)
            await self.ready(venue, market, updates)
            accepted(await venue.place(far_order(market, price=offer.price)))
            await self.heard(
                updates,
                PositionUpdate,
                lambda told: (
                    told.position.instrument == market.instruments[0]
                    and told.position.size > 0
                ),
            )

    async def test_what_a_broken_connection_kept_back_is_told_afterwards(
        self, venue: AccountStreamingVenue, market: Market, cut: Cut
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price, time_in_force=TimeInForce.IOC)
        async with venue.watch_account() as updates:
            await self.heard(updates, Connected)
            await self.ready(venue, market, updates)
            await cut()
            order = accepted(await venue.place(request))
            told = await self.heard(
                updates, FillUpdate, lambda told: told.fill.order_id == order.id
            )
        assert told.fill.size == order.filled

    async def test_a_book_follows_orders_that_come_and_go(
        self, venue: AccountStreamingVenue, market: Market
    ) -> None:
        for instrument in market.instruments:
            price = await free_price(venue, market, instrument)
            request = far_order(market, instrument=instrument, price=price)
            async with venue.watch(instrument) as updates:
                await self.level(updates, instrument, request.price, there=False)
                order = accepted(await venue.place(request))
                await self.level(updates, instrument, request.price)
                await venue.cancel(order.id)
                await self.level(updates, instrument, request.price, there=False)

    async def test_a_book_has_the_orders_of_while_it_was_cut_off(
        self, venue: AccountStreamingVenue, market: Market, cut: Cut
    ) -> None:
        instrument = market.instruments[0]
        price = await free_price(venue, market, instrument)
        request = far_order(market, price=price)
        async with venue.watch(instrument) as updates:
            await self.level(updates, instrument, request.price, there=False)
            await cut()
            await self.heard(updates, Disconnected)
            accepted(await venue.place(request))
            await self.heard(updates, Connected)
            await self.level(updates, instrument, request.price)

    async def test_a_depth_leaves_out_what_happens_behind_it(
        self, venue: AccountStreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        request = far_order(market, price=await free_price(venue, market, instrument))
        asked = await venue.orderbook(instrument)
        assert asked.bids, "the market needs a bid that an order can be behind"
        best, tops = asked.asks[0], list[object]()

        def beaten(update: BookUpdate) -> bool:
            tops.append((update.book.bid, update.book.ask))
            return update.book.ask != best

        async with (
            venue.watch(instrument) as every,
            venue.watch(instrument, depth=1) as updates,
            anyio.create_task_group() as tasks,
        ):
            tasks.start_soon(self.heard, updates, BookUpdate, beaten)
            await self.level(every, instrument, request.price, there=False)
            await anyio.wait_all_tasks_blocked()
            accepted(await venue.place(request))
            await self.level(every, instrument, request.price)
            await anyio.wait_all_tasks_blocked()
            accepted(await venue.place(far_order(market, price=best.price)))
        assert all(one != other for one, other in pairwise(tops))

    async def test_a_trade_is_told_as_it_was_made(
        self, venue: AccountStreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        offer = (await venue.orderbook(instrument)).asks[0]
        async with venue.watch(instrument, trades=True) as updates:
            await self.heard(updates, BookUpdate)
            order = accepted(await venue.place(far_order(market, price=offer.price)))
            trade = (await self.heard(updates, TradeUpdate)).trade
        assert (trade.instrument, trade.price) == (instrument, offer.price)
        assert trade.size == order.filled
        assert trade.taker_side in {None, Side.BUY}


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
