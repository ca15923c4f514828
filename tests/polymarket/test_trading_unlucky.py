"""A thousand orders over a connection that loses answers: none twice, none lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import replace
from decimal import Decimal

import anyio
import pytest

from polymarket_floor import Floor
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
from predcore_polymarket import PolymarketVenue

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
async def venue(floor: Floor, faulty: Faulty) -> AsyncGenerator[PolymarketVenue]:
    async with serve({"polymarket": faulty}) as origins:
        urls = floor.simulator.urls(origins["polymarket"])
        async with floor.open(floor.simulator.wallets.deposit, urls=urls) as venue:
            yield venue


@pytest.fixture
async def instrument(venue: PolymarketVenue) -> Instrument:
    async for market in venue.markets(status=MarketStatus.OPEN):
        return market.instruments[0]
    raise AssertionError("the simulator has no open market")


async def place_all(
    venue: PolymarketVenue, instrument: Instrument, count: int
) -> dict[str, tuple[str, Accepted | NeverArrived]]:
    """Place that many orders, a few at a time, and resolve what went unanswered.

    By client id: the order id that was written down, and the fate.
    """
    fates: dict[str, tuple[str, Accepted | NeverArrived]] = {}
    journal: dict[str, str] = {}
    request = OrderRequest(
        instrument=instrument, side=Side.BUY, price=Decimal("0.01"), size=Decimal(5)
    )
    numbers = iter(range(count))

    async def write_down(asked: OrderRequest) -> None:
        journal[asked.client_id] = asked.options["order_id"]

    async def trade() -> None:
        for number in numbers:
            asked = replace(request, client_id=f"order-{number}")
            fate = await venue.place(asked, journal=write_down)
            if isinstance(fate, Unknown):
                found = await venue.resolve(fate)
            else:
                assert isinstance(fate, Accepted), fate
                found = fate
            fates[asked.client_id] = journal[asked.client_id], found

    async with anyio.create_task_group() as tasks:
        for _ in range(AT_ONCE):
            tasks.start_soon(trade)
    return fates


def there(floor: Floor) -> Counter[str]:
    """Ids of the orders that the exchange itself has."""
    return Counter(order.id for order in floor.orders(floor.simulator.wallets.deposit))


async def test_answers_dropped_after_acceptance_leave_no_order_twice_or_unknown(
    floor: Floor, faulty: Faulty, venue: PolymarketVenue, instrument: Instrument
) -> None:
    faulty.everywhere.accept_then_drop = 30
    fates = await place_all(venue, instrument, ORDERS)
    told = Counter(
        fate.order.id for _, fate in fates.values() if isinstance(fate, Accepted)
    )
    assert there(floor) == told
    assert set(told.values()) == {1}
    assert len(told) == ORDERS


async def test_orders_lost_on_the_way_are_told_from_those_that_arrived(
    floor: Floor, faulty: Faulty, venue: PolymarketVenue, instrument: Instrument
) -> None:
    faulty.everywhere.accept_then_drop = 15
    faulty.everywhere.lost = 15
    fates = await place_all(venue, instrument, 200)
    arrived = {
        order_id for order_id, fate in fates.values() if isinstance(fate, Accepted)
    }
    assert arrived == set(there(floor))
    kinds = Counter(type(fate) for _, fate in fates.values())
    assert kinds[NeverArrived] > 0
