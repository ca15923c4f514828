"""Polymarket keeps every promise of streams, over its simulator's sockets."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from decimal import Decimal

import pytest

from polymarket_floor import Floor
from predcore import Instrument, Market, Side
from predcore.sim import Faulty, serve
from predcore.sim.exchange import AccountId, NewOrder, OrderView
from predcore.testing import (
    AccountStreamingConformance,
    Cut,
    Move,
    StreamingConformance,
)
from predcore_polymarket import PolymarketVenue


class Streamed:
    """Opens the venue over its simulator, where somebody else trades, too."""

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
    def bid(self, floor: Floor) -> Callable[[str], OrderView]:
        """A bid of a rival's at the lowest price of a market."""
        rival = AccountId(floor.simulator.wallets.rival.funder.lower())
        return lambda market: (
            floor.simulator.exchange.place(
                NewOrder(
                    account=rival,
                    market=market,
                    side=Side.BUY,
                    price=Decimal("0.01"),
                    size=Decimal(1),
                )
            ).order
        )

    @pytest.fixture
    def cut(
        self,
        floor: Floor,
        faulty: Faulty,
        market: Market,
        bid: Callable[[str], OrderView],
    ) -> Cut:
        async def hang_up() -> None:
            faulty.everywhere.disconnect = 1
            faulty.everywhere.times = 1
            order = bid(market.id)
            floor.simulator.exchange.cancel(order.wallet.account, order.id)

        return hang_up


class TestStreaming(Streamed, StreamingConformance):
    @pytest.fixture
    def move(self, bid: Callable[[str], OrderView]) -> Move:
        async def outbid(instrument: Instrument) -> None:
            bid(instrument.market)

        return outbid


class TestAccountStreaming(Streamed, AccountStreamingConformance):
    pass
