"""Polymarket keeps every promise of streams, over its simulator's sockets."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from decimal import Decimal

import pytest

from polymarket_floor import Floor
from predcore import Market, Side
from predcore.sim import Faulty, serve
from predcore.sim.exchange import AccountId, NewOrder
from predcore.testing import StreamingConformance
from predcore_polymarket import PolymarketVenue


class TestStreaming(StreamingConformance):
    @pytest.fixture
    def anyio_backend(self) -> str:
        """The simulator's sockets and ours run on asyncio."""
        return "asyncio"

    @pytest.fixture
    def floor(self) -> Floor:
        return Floor()

    @pytest.fixture
    def faulty(self, floor: Floor) -> Faulty:
        return Faulty(floor.simulator.app)

    @pytest.fixture
    async def venue(
        self, floor: Floor, faulty: Faulty
    ) -> AsyncGenerator[PolymarketVenue]:
        async with serve({"polymarket": faulty}) as origins:
            urls = floor.simulator.urls(origins["polymarket"])
            async with floor.open(floor.simulator.wallets.deposit, urls=urls) as venue:
                yield venue

    @pytest.fixture
    def cut(
        self, floor: Floor, faulty: Faulty, market: Market
    ) -> Callable[[], Awaitable[None]]:
        exchange = floor.simulator.exchange
        rival = AccountId(floor.simulator.wallets.rival.funder.lower())

        async def hang_up() -> None:
            faulty.everywhere.disconnect = 1
            faulty.everywhere.times = 1
            placed = exchange.place(
                NewOrder(
                    account=rival,
                    market=market.id,
                    side=Side.BUY,
                    price=Decimal("0.01"),
                    size=Decimal(1),
                )
            )
            exchange.cancel(rival, placed.order.id)

        return hang_up
