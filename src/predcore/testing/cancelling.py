"""Promises of withdrawing orders."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal

from .. import Cancelled, Market, OrderStatus, RejectReason
from .orders import TradingSuite, TradingVenue, accepted, far_order, resting
from .refusing import refused

__all__ = ["CancellingPromises"]

CatchUp = Callable[[], Awaitable[None]]


class CancellingPromises(TradingSuite):
    """What becomes of orders that are taken back."""

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
