"""Promises of withdrawing orders and of changing them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from .. import (
    Cancelled,
    InvalidRequest,
    Market,
    OrderStatus,
    RejectReason,
)
from .orders import (
    TradingSuite,
    TradingVenue,
    accepted,
    far_order,
    lowest,
    resting,
    smallest,
)
from .refusing import refused

__all__ = ["ChangingPromises"]

CatchUp = Callable[[], Awaitable[None]]


class ChangingPromises(TradingSuite):
    """What becomes of orders that rest."""

    async def test_a_cancelled_order_rests_no_more(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        fate = await venue.cancel(placed.id)
        assert isinstance(fate, Cancelled)
        assert fate.order_id == placed.id
        assert fate.size in {None, placed.size}
        await catch_up()
        order = await venue.order(placed.id)
        assert (order.status, order.remaining) == (
            OrderStatus.CANCELLED,
            Decimal(0),
        )

    async def test_an_order_is_cancelled_once(
        self, venue: TradingVenue, market: Market
    ) -> None:
        order = accepted(await venue.place(far_order(market)))
        assert isinstance(await venue.cancel(order.id), Cancelled)
        refused(await venue.cancel(order.id), RejectReason.NOT_FOUND)

    async def test_a_filled_order_cannot_be_cancelled(
        self, venue: TradingVenue, market: Market
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        order = accepted(await venue.place(far_order(market, price=offer.price)))
        assert order.status is OrderStatus.FILLED
        refused(await venue.cancel(order.id), RejectReason.NOT_FOUND)

    async def test_an_order_that_never_was_cannot_be_cancelled(
        self, venue: TradingVenue, unknown_order: str
    ) -> None:
        refused(await venue.cancel(unknown_order), RejectReason.NOT_FOUND)

    async def test_many_are_cancelled_each_by_itself(
        self,
        venue: TradingVenue,
        market: Market,
        unknown_order: str,
        catch_up: CatchUp,
    ) -> None:
        requests = [far_order(market) for _ in range(3)]
        first, gone, last = (
            accepted(fate).id for fate in await venue.place_many(requests)
        )
        await venue.cancel(gone)
        fates = await venue.cancel_many([first, gone, unknown_order, last])
        assert isinstance(fates[0], Cancelled)
        refused(fates[1], RejectReason.NOT_FOUND)
        refused(fates[2], RejectReason.NOT_FOUND)
        assert isinstance(fates[3], Cancelled)
        assert (fates[0].order_id, fates[3].order_id) == (first, last)
        await catch_up()
        assert not {first, gone, last} & await resting(venue, market)

    async def test_all_are_cancelled_at_once(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        for instrument in market.instruments:
            accepted(await venue.place(far_order(market, instrument=instrument)))
        assert await venue.cancel_all() is None
        await catch_up()
        assert await resting(venue, market) == set()

    async def test_a_price_can_be_changed(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        assert market.ladder is not None
        for instrument in market.instruments:
            request = far_order(market, instrument=instrument)
            placed = accepted(await venue.place(request))
            better = market.ladder.next(request.price)
            assert better is not None
            order = accepted(await venue.amend(placed.id, price=better))
            assert order.instrument == instrument
            assert (order.price, order.remaining) == (better, request.size)
            await catch_up()
            read = await venue.order(order.id)
            assert (read.instrument, read.price) == (instrument, better)

    async def test_a_size_can_be_changed(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        for size in (3 * smallest(market), 2 * smallest(market)):
            order = accepted(await venue.amend(placed.id, size=size))
            assert (order.size, order.remaining) == (size, size)
            assert order.price == lowest(market)
            await catch_up()
            placed = await venue.order(order.id)
            assert (placed.size, placed.remaining) == (size, size)

    async def test_an_order_amended_onto_the_other_side_trades(
        self, venue: TradingVenue, market: Market
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        order = accepted(await venue.amend(placed.id, price=offer.price))
        assert (order.filled, order.remaining) == (placed.size, Decimal(0))
        assert order.status is OrderStatus.FILLED

    async def test_an_amendment_keeps_to_the_ladder_and_the_grid(
        self, venue: TradingVenue, market: Market
    ) -> None:
        assert market.ladder is not None
        low = lowest(market)
        after = market.ladder.next(low)
        assert after is not None
        assert market.size_step is not None
        placed = accepted(await venue.place(far_order(market)))
        fate = await venue.amend(placed.id, price=(low + after) / 2)
        refused(fate, RejectReason.PRICE, sent=False)
        fate = await venue.amend(placed.id, size=placed.size + market.size_step / 2)
        refused(fate, RejectReason.SIZE, sent=False)

    async def test_an_order_that_is_over_cannot_be_amended(
        self, venue: TradingVenue, market: Market, unknown_order: str
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        await venue.cancel(placed.id)
        for gone in (placed.id, unknown_order):
            fate = await venue.amend(gone, size=2 * smallest(market))
            refused(fate, RejectReason.NOT_FOUND)

    async def test_an_amendment_changes_something(
        self, venue: TradingVenue, unknown_order: str
    ) -> None:
        with pytest.raises(InvalidRequest):
            await venue.amend(unknown_order)
