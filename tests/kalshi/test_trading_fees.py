"""What the client predicts an order to cost is what the simulator charges."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from decimal import Decimal

import pytest

from kalshi.simulated_desk import Floor
from predcore import Accepted, MarketStatus, OrderRequest, Side, TimeInForce
from predcore_kalshi import KalshiVenue

D = Decimal


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.fixture
async def venue(floor: Floor) -> AsyncGenerator[KalshiVenue]:
    key = floor.simulator.keys.ed25519
    async with floor.open(key, direct_member=True) as venue:
        yield venue


async def test_the_fills_of_orders_through_the_book_cost_what_was_predicted(
    venue: KalshiVenue,
) -> None:
    checked = 0
    async for market in venue.markets(status=MarketStatus.OPEN):
        schedule = await venue.fees(market.id)
        for side in Side:
            book = await venue.orderbook(market.instrument("yes"))
            levels = (book.asks if side is Side.BUY else book.bids)[:3]
            if not levels:
                continue
            request = OrderRequest(
                instrument=market.instrument("yes"),
                side=side,
                price=levels[-1].price,
                size=min(sum((one.size for one in levels), D(0)), D("40.37")),
                time_in_force=TimeInForce.IOC,
            )
            fate = await venue.place(request)
            assert isinstance(fate, Accepted)
            fills = [one async for one in venue.fills(order_id=fate.order.id)]
            carry = D(0)
            for fill in sorted(fills, key=lambda f: f.price, reverse=side is Side.SELL):
                assert fill.liquidity is not None
                charge = schedule.charge(
                    fill.price,
                    fill.size,
                    side=side,
                    liquidity=fill.liquidity,
                    carry=carry,
                )
                assert charge.fee == fill.fee, f"{market.id}: {fill}"
                carry = charge.carry
                checked += 1
    assert checked > 50
