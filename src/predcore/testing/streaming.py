"""Promises of streams: what is told is so, and what cannot be believed is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

import anyio
import pytest

from .. import (
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    FillUpdate,
    Instrument,
    InvalidRequest,
    Market,
    PositionUpdate,
    QuoteUpdate,
    Side,
    Source,
    Streaming,
    TimeInForce,
    TradeUpdate,
)
from .orders import accepted, far_order, terms
from .watching import Cut, StreamingVenue, WatchingSuite, free_price

__all__ = ["StreamingConformance"]


class StreamingConformance(WatchingSuite):
    """``Streaming``: live books, prints, and one's own orders.

    Beside ``venue``, which must also trade, override ``cut``. Nobody else trades
    meanwhile.
    """

    protocol: ClassVar[type] = Streaming

    async def test_a_stream_says_that_it_is_up_before_it_tells_anything(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        async with venue.watch(market.instruments[0]) as updates:
            with anyio.fail_after(self.patience):
                assert isinstance(await anext(updates), Connected)

    async def test_a_watched_book_is_the_book(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        async with venue.watch(*market.instruments) as updates:
            for instrument in market.instruments:
                asked = await venue.orderbook(instrument)

                def its(update: BookUpdate, wanted: Any = instrument) -> bool:
                    return bool(update.book.instrument == wanted)

                book = (await self.heard(updates, BookUpdate, its)).book
                snapshot = book.snapshot()
                assert book.state is DataState.LIVE
                assert (snapshot.bids, snapshot.asks) == (asked.bids, asked.asks)
                assert book.bid == next(iter(asked.bids), None)
                assert book.ask == next(iter(asked.asks), None)
                assert updates.books[instrument] is book
                assert tuple(book.bid_levels()) == asked.bids
                assert tuple(book.ask_levels()) == asked.asks

    async def test_a_watched_book_says_what_trading_at_once_comes_to(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        async with venue.watch(instrument) as updates:
            book = (await self.heard(updates, BookUpdate)).book
            sides = (tuple(book.ask_levels()), tuple(book.bid_levels()))
            nothing = Decimal(0)
            asks, bids = (sum((s for _, s in side), nothing) for side in sides)
            costs, brings = (sum((p * s for p, s in side), nothing) for side in sides)
            assert asks
            assert book.cost_to_buy(asks) == costs
            assert book.cost_to_buy(asks + 1) is None
            assert book.proceeds_of_selling(bids + 1) is None
            assert not bids or book.proceeds_of_selling(bids) == brings

    async def test_what_is_added_is_told_and_what_is_removed_is_not(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        first, second = market.instruments[:2]
        request = far_order(market, price=await free_price(venue, market, first))
        async with venue.watch(first) as updates:
            await self.heard(updates, BookUpdate)
            assert second not in updates.books
            await updates.add(second)
            await self.heard(updates, BookUpdate, _of(second))
            await updates.remove(second)
            assert set(updates.books) == {first}
            order = accepted(await venue.place(request))
            told = await self.level(updates, first, request.price)
            await venue.cancel(order.id)
            await updates.add(second)
            await self.heard(updates, BookUpdate, _of(second))
            assert second not in {book.instrument for book in told}

    async def test_a_depth_leaves_out_what_happens_behind_it(
        self, venue: StreamingVenue, market: Market
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

    async def test_a_depth_of_nothing_tells_quotes(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        asked = (await venue.orderbook(instrument)).quote()
        async with venue.watch(instrument, depth=0) as updates:
            quote = (await self.heard(updates, QuoteUpdate)).quote
            assert (quote.instrument, quote.state) == (instrument, DataState.LIVE)
            assert quote.source is Source.STREAM
            assert (quote.bid, quote.bid_size) == (asked.bid, asked.bid_size)
            assert (quote.ask, quote.ask_size) == (asked.ask, asked.ask_size)

    async def test_a_book_follows_orders_that_come_and_go(
        self, venue: StreamingVenue, market: Market
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

    async def test_a_trade_is_told_as_it_was_made(
        self, venue: StreamingVenue, market: Market
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

    async def test_ones_own_orders_and_trades_are_told(
        self, venue: StreamingVenue, market: Market
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
        self, venue: StreamingVenue, market: Market
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
        self, venue: StreamingVenue, market: Market, cut: Cut
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

    async def test_a_broken_connection_is_said_and_mended(
        self, venue: StreamingVenue, market: Market, cut: Cut
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

    async def test_an_instrument_of_another_venue_is_a_mistake(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        strange = Instrument(f"not-{venue.name}", market.id, market.outcomes[0].key)
        with pytest.raises(InvalidRequest):
            async with venue.watch(strange):
                pass
        async with venue.watch(market.instruments[0]) as updates:
            with pytest.raises(InvalidRequest):
                await updates.add(strange)


def _of(instrument: Instrument) -> Callable[[BookUpdate], bool]:
    return lambda update: update.book.instrument == instrument
