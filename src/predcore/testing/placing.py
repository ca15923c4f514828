"""Promises of orders the venue takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from .. import Accepted, Market, OrderRequest, OrderStatus, Side, TimeInForce
from .orders import (
    TradingSuite,
    TradingVenue,
    accepted,
    check_order,
    far_order,
    resting,
    smallest,
)
from .suite import take

__all__ = ["PlacingPromises"]

CatchUp = Callable[[], Awaitable[None]]


class PlacingPromises(TradingSuite):
    """What becomes of good orders."""

    async def test_an_order_far_from_the_market_rests_as_asked(
        self, venue: TradingVenue, market: Market
    ) -> None:
        step = market.size_step or Decimal(1)
        request = far_order(market, size=smallest(market) + step)
        order = accepted(await venue.place(request))
        check_order(order, request, market)
        assert order.instrument == request.instrument
        assert order.status is OrderStatus.RESTING
        assert (order.filled, order.remaining) == (Decimal(0), request.size)

    async def test_an_order_of_the_last_outcome_rests_as_asked(
        self, venue: TradingVenue, market: Market
    ) -> None:
        request = far_order(market, instrument=market.instruments[-1])
        order = accepted(await venue.place(request))
        check_order(order, request, market)
        assert order.instrument == request.instrument
        assert order.status is OrderStatus.RESTING

    async def test_an_order_can_be_read_by_its_id(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        request = far_order(market)
        placed = accepted(await venue.place(request))
        await catch_up()
        order = await venue.order(placed.id)
        check_order(order, request, market)
        assert order.status is OrderStatus.RESTING

    async def test_orders_are_listed_newest_first_and_once(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        first = accepted(await venue.place(far_order(market)))
        second = accepted(await venue.place(far_order(market)))
        await catch_up()
        ids = [order.id for order in await take(venue.orders(market=market.id), 1000)]
        assert len(ids) == len(set(ids))
        assert ids.index(second.id) < ids.index(first.id)

    async def test_orders_of_a_status_have_it(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        order = accepted(await venue.place(far_order(market)))
        await catch_up()
        assert order.id in await resting(venue, market)
        await venue.cancel(order.id)
        await catch_up()
        assert order.id not in await resting(venue, market)
        for status in OrderStatus:
            listed = await take(venue.orders(market=market.id, status=status), 1000)
            assert {one.status for one in listed} <= {status}
            assert (order.id in {one.id for one in listed}) == (
                status is OrderStatus.CANCELLED
            )

    async def test_a_bid_can_be_seen_in_the_book(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        request = far_order(market)
        accepted(await venue.place(request))
        await catch_up()
        book = await venue.orderbook(request.instrument)
        assert request.price in {level.price for level in book.bids}

    async def test_a_crossing_order_trades_no_worse_than_asked(
        self, venue: TradingVenue, market: Market
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price)
        order = accepted(await venue.place(request))
        check_order(order, request, market)
        assert order.status is OrderStatus.FILLED
        assert (order.filled, order.remaining) == (request.size, Decimal(0))
        assert order.average_price is None or order.average_price <= offer.price

    async def test_what_was_bought_can_be_sold(
        self, venue: TradingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        book = await venue.orderbook(instrument)
        accepted(await venue.place(far_order(market, price=book.asks[0].price)))
        request = far_order(market, side=Side.SELL, price=book.bids[0].price)
        order = accepted(await venue.place(request))
        check_order(order, request, market)
        assert order.filled > 0

    async def test_immediate_or_cancel_takes_what_is_there_and_is_gone(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(
            market,
            price=offer.price,
            size=offer.size + smallest(market),
            time_in_force=TimeInForce.IOC,
        )
        order = accepted(await venue.place(request))
        check_order(order, request, market)
        assert (order.filled, order.remaining) == (offer.size, Decimal(0))
        assert order.status is OrderStatus.CANCELLED
        await catch_up()
        assert order.id not in await resting(venue, market)

    async def test_immediate_or_cancel_takes_no_more_where_it_is_cheaper_than_asked(
        self, venue: TradingVenue, market: Market
    ) -> None:
        assert market.ladder is not None
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        dearer = market.ladder.next(offer.price) or offer.price
        request = far_order(market, price=dearer, time_in_force=TimeInForce.IOC)
        order = accepted(await venue.place(request))
        assert 0 < order.filled <= request.size

    async def test_fill_or_kill_fills_whole_where_it_can(
        self, venue: TradingVenue, market: Market
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price, time_in_force=TimeInForce.FOK)
        order = accepted(await venue.place(request))
        assert (order.filled, order.status) == (request.size, OrderStatus.FILLED)

    async def test_an_expiring_order_says_when(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        whole = datetime.now(UTC).replace(microsecond=0)
        request = far_order(
            market,
            time_in_force=TimeInForce.GTD,
            expires_at=whole + timedelta(days=1),
        )
        placed = accepted(await venue.place(request))
        await catch_up()
        assert placed.expires_at == request.expires_at
        assert (await venue.order(placed.id)).expires_at == request.expires_at

    async def test_a_post_only_order_that_does_not_cross_rests(
        self, venue: TradingVenue, market: Market
    ) -> None:
        order = accepted(await venue.place(far_order(market, post_only=True)))
        assert order.status is OrderStatus.RESTING

    async def test_an_order_is_written_down_before_it_is_sent(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        known: list[tuple[OrderRequest, set[str]]] = []

        async def journal(request: OrderRequest) -> None:
            known.append((request, await resting(venue, market)))

        request = far_order(market)
        order = accepted(await venue.place(request, journal=journal))
        [(written, before)] = known
        assert replace(written, options=request.options) == request
        assert written.options.items() >= request.options.items()
        assert order.id not in before

    async def test_an_order_that_cannot_be_written_down_is_not_sent(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        async def journal(request: OrderRequest) -> None:
            raise OSError(f"the disk is full, {request.client_id} is lost")

        before = await resting(venue, market)
        with pytest.raises(OSError, match="the disk is full"):
            await venue.place(far_order(market), journal=journal)
        requests = [far_order(market), far_order(market)]
        with pytest.raises(OSError, match="the disk is full"):
            await venue.place_many(requests, journal=journal)
        await catch_up()
        assert await resting(venue, market) == before

    async def test_many_orders_have_a_fate_each_and_in_order(
        self, venue: TradingVenue, market: Market
    ) -> None:
        requests = [far_order(market) for _ in range(12)]
        fates = await venue.place_many(requests)
        for request, fate in zip(requests, fates, strict=True):
            check_order(accepted(fate), request, market)
        ids = {fate.order.id for fate in fates if isinstance(fate, Accepted)}
        assert len(ids) == len(requests)
