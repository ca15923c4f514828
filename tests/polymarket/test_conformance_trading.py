"""Polymarket keeps every promise of orders and accounts, over its simulator."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from decimal import Decimal
from functools import partial
from typing import ClassVar

import pytest

from polymarket_floor import Floor
from predcore.testing import Lose, PortfolioConformance, Settle, TradingConformance
from predcore_polymarket import PolymarketVenue


class Traded:
    """Opens Polymarket over a simulator of its own."""

    least_value: ClassVar[Decimal] = Decimal(1)

    @pytest.fixture
    def floor(self) -> Floor:
        return Floor()

    @pytest.fixture
    async def venue(self, floor: Floor) -> AsyncGenerator[PolymarketVenue]:
        async with floor.open(floor.simulator.wallets.deposit) as venue:
            yield venue

    @pytest.fixture
    async def counterparty(self, floor: Floor) -> AsyncGenerator[PolymarketVenue]:
        async with floor.open(floor.simulator.wallets.rival) as venue:
            yield venue

    @pytest.fixture
    def lose(self, floor: Floor) -> Lose:
        return floor.losing

    @pytest.fixture
    def settle(self, floor: Floor) -> Settle:
        return partial(floor.settle, wallet=floor.simulator.wallets.deposit)

    @pytest.fixture
    def unknown_order(self) -> str:
        """Ids are digests."""
        return "0x" + "ab" * 32


class TestTrading(Traded, TradingConformance):
    pass


class TestPortfolio(Traded, PortfolioConformance):
    pass


class TestTradingWhereFinishedOrdersAreForgotten(Traded, TradingConformance):
    """Whether the venue can still read a finished order is not documented."""

    @pytest.fixture
    def floor(self) -> Floor:
        floor = Floor()
        floor.simulator.floor.modes.remembers = False
        return floor
