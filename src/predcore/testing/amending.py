"""Promises of changing orders that rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import ClassVar, Protocol

import pytest

from .. import Amending, InvalidRequest, Market, OrderStatus, RejectReason, Unknown
from .orders import (
    Lose,
    TradingSuite,
    TradingVenue,
    accepted,
    far_order,
    lowest,
    smallest,
)
from .refusing import refused

__all__ = ["AmendingConformance", "AmendingVenue"]

CatchUp = Callable[[], Awaitable[None]]


class AmendingVenue(TradingVenue, Amending, Protocol):
    """What the suite of amendments needs: trading, to have something to change."""


class AmendingConformance(TradingSuite):
    """``Amending``: an order is changed where it rests.

    Beside ``venue``, override ``lose``; and ``catch_up`` where reads lag behind
    writes. The market must stand still: run it against a simulator.
    """

    protocol: ClassVar[type] = Amending

    async def test_a_price_can_be_changed(
        self, venue: AmendingVenue, market: Market, catch_up: CatchUp
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
        self, venue: AmendingVenue, market: Market, catch_up: CatchUp
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
        self, venue: AmendingVenue, market: Market
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        order = accepted(await venue.amend(placed.id, price=offer.price))
        assert (order.filled, order.remaining) == (placed.size, Decimal(0))
        assert order.status is OrderStatus.FILLED

    async def test_an_amendment_keeps_to_the_ladder_and_the_grid(
        self, venue: AmendingVenue, market: Market
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
        self, venue: AmendingVenue, market: Market, unknown_order: str
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        await venue.cancel(placed.id)
        for gone in (placed.id, unknown_order):
            fate = await venue.amend(gone, size=2 * smallest(market))
            refused(fate, RejectReason.NOT_FOUND)

    async def test_an_amendment_changes_something(
        self, venue: AmendingVenue, unknown_order: str
    ) -> None:
        with pytest.raises(InvalidRequest):
            await venue.amend(unknown_order)

    async def test_an_unanswered_amendment_is_found_out(
        self, venue: AmendingVenue, market: Market, lose: Lose
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        size = 2 * smallest(market)
        with lose("answer"):
            fate = await venue.amend(placed.id, size=size)
        assert isinstance(fate, Unknown)
        assert fate.order_id == placed.id
        order = accepted(await venue.resolve(fate))
        assert (order.id, order.size) == (placed.id, size)

    async def test_an_amendment_that_was_lost_changed_nothing(
        self, venue: AmendingVenue, market: Market, lose: Lose
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        with lose("request"):
            fate = await venue.amend(placed.id, size=2 * smallest(market))
        assert isinstance(fate, Unknown)
        order = accepted(await venue.resolve(fate))
        assert (order.id, order.size) == (placed.id, placed.size)
