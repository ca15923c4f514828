"""A thousand orders over a connection that loses answers: none twice, none lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import replace
from decimal import Decimal

import anyio
import pytest

from kalshi.simulated_desk import Floor
from predcore import (
    Accepted,
    Instrument,
    MarketStatus,
    NeverArrived,
    OrderRequest,
    Side,
    Unknown,
)
from predcore.sim import Faulty, serve
from predcore_kalshi import KalshiVenue

ORDERS = 1000
AT_ONCE = 8


@pytest.fixture
def anyio_backend() -> str:
    """Servers run on asyncio."""
    return "asyncio"


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.fixture
def faulty(floor: Floor) -> Faulty:
    return Faulty(floor.simulator.app, seed=7)


@pytest.fixture
async def venue(floor: Floor, faulty: Faulty) -> AsyncGenerator[KalshiVenue]:
    async with serve({"kalshi": faulty}) as origins:
        urls = floor.simulator.urls(origins["kalshi"])
        key = floor.simulator.keys.ed25519
        async with floor.open(key, urls=urls) as venue:
            yield venue


@pytest.fixture
async def instrument(venue: KalshiVenue) -> Instrument:
    async for market in venue.markets(status=MarketStatus.OPEN):
        return market.instrument("yes")
    raise AssertionError("the simulator has no open market")


async def place_all(
    venue: KalshiVenue, instrument: Instrument, count: int
) -> dict[str, Accepted | NeverArrived]:
    """Place that many orders, a few at a time, and resolve what went unanswered."""
    fates: dict[str, Accepted | NeverArrived] = {}
    request = OrderRequest(
        instrument=instrument, side=Side.BUY, price=Decimal("0.01"), size=Decimal(1)
    )
    numbers = iter(range(count))

    async def trade() -> None:
        for number in numbers:
            asked = replace(request, client_id=f"order-{number}")
            fate = await venue.place(asked)
            if isinstance(fate, Unknown):
                fates[asked.client_id] = await venue.resolve(fate)
            else:
                assert isinstance(fate, Accepted), fate
                fates[asked.client_id] = fate

    async with anyio.create_task_group() as tasks:
        for _ in range(AT_ONCE):
            tasks.start_soon(trade)
    return fates


async def test_answers_dropped_after_acceptance_leave_no_order_twice_or_unknown(
    floor: Floor, faulty: Faulty, venue: KalshiVenue, instrument: Instrument
) -> None:
    faulty.everywhere.accept_then_drop = 30
    fates = await place_all(venue, instrument, ORDERS)
    there = {order.client_id: order.id for order in floor.orders("trader")}
    assert len(floor.orders("trader")) == ORDERS
    told = {
        client_id: fate.order.id
        for client_id, fate in fates.items()
        if isinstance(fate, Accepted)
    }
    assert told == there


async def test_orders_lost_on_the_way_are_told_from_those_that_arrived(
    floor: Floor, faulty: Faulty, venue: KalshiVenue, instrument: Instrument
) -> None:
    faulty.everywhere.accept_then_drop = 15
    faulty.everywhere.lost = 15
    fates = await place_all(venue, instrument, 200)
    there = {order.client_id for order in floor.orders("trader")}
    told = {name for name, fate in fates.items() if isinstance(fate, Accepted)}
    assert told == there
    assert Counter(type(fate) for fate in fates.values())[NeverArrived] > 0
