"""Promises of writes that go unanswered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from .. import Accepted, Market, NeverArrived, OrderStatus, Unknown
from .orders import (
    Lose,
    TradingSuite,
    TradingVenue,
    accepted,
    check_order,
    far_order,
)
from .suite import take

__all__ = ["FatePromises"]

CatchUp = Callable[[], Awaitable[None]]


class FatePromises(TradingSuite):
    """Nothing is sent twice, and every fate can be found out."""

    async def test_an_order_whose_answer_was_lost_is_found(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        for instrument in market.instruments:
            request = far_order(market, instrument=instrument)
            with lose("answer"):
                fate = await venue.place(request)
            assert isinstance(fate, Unknown)
            assert (fate.client_id, fate.request) == (request.client_id, request)
            order = accepted(await venue.resolve(fate))
            check_order(order, request, market)
            assert order.client_id == request.client_id
            assert order.status is OrderStatus.RESTING

    async def test_a_trade_whose_answer_was_lost_is_found(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price)
        with lose("answer"):
            fate = await venue.place(request)
        assert isinstance(fate, Unknown)
        order = accepted(await venue.resolve(fate))
        assert (order.filled, order.status) == (request.size, OrderStatus.FILLED)

    async def test_an_order_that_was_lost_never_arrived(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        request = far_order(market)
        with lose("request"):
            fate = await venue.place(request)
        assert isinstance(fate, Unknown)
        found = await venue.resolve(fate)
        assert found == NeverArrived(client_id=request.client_id)

    async def test_an_unanswered_order_is_sent_once(
        self, venue: TradingVenue, market: Market, lose: Lose, catch_up: CatchUp
    ) -> None:
        before = {o.id for o in await take(venue.orders(market=market.id), 1000)}
        with lose("answer"):
            await venue.place(far_order(market))
        await catch_up()
        after = {o.id for o in await take(venue.orders(market=market.id), 1000)}
        assert len(after - before) == 1

    async def test_a_fate_is_found_by_the_client_id_alone(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        request = far_order(market)
        with lose("answer"):
            fate = await venue.place(request)
        assert isinstance(fate, Unknown)
        written = Unknown(error=fate.error, client_id=request.client_id)
        order = accepted(await venue.resolve(written))
        check_order(order, request, market)

    async def test_unanswered_batches_have_a_fate_for_every_order(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        requests = [far_order(market) for _ in range(3)]
        with lose("answer"):
            fates = await venue.place_many(requests)
        ids: set[str] = set()
        for request, fate in zip(requests, fates, strict=True):
            assert isinstance(fate, Unknown)
            assert fate.client_id == request.client_id
            found = await venue.resolve(fate)
            assert isinstance(found, Accepted)
            ids.add(found.order.id)
        assert len(ids) == len(requests)

    async def test_an_unanswered_cancel_is_found_out(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        with lose("answer"):
            fate = await venue.cancel(placed.id)
        assert isinstance(fate, Unknown)
        assert fate.order_id == placed.id
        order = accepted(await venue.resolve(fate))
        assert (order.id, order.status) == (placed.id, OrderStatus.CANCELLED)

    async def test_a_cancel_that_was_lost_changed_nothing(
        self, venue: TradingVenue, market: Market, lose: Lose
    ) -> None:
        placed = accepted(await venue.place(far_order(market)))
        with lose("request"):
            fate = await venue.cancel(placed.id)
        assert isinstance(fate, Unknown)
        order = accepted(await venue.resolve(fate))
        assert (order.id, order.status) == (placed.id, OrderStatus.RESTING)
