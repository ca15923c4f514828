"""Kalshi keeps every promise of orders and accounts, over its simulator."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest

from kalshi.simulated_desk import Floor
from predcore.testing import (
    AmendingConformance,
    Lose,
    PortfolioConformance,
    Settle,
    TradingConformance,
)
from predcore_kalshi import KalshiVenue


class Traded:
    """Opens Kalshi over a simulator of its own."""

    @pytest.fixture
    def floor(self) -> Floor:
        return Floor()

    @pytest.fixture
    async def venue(self, floor: Floor) -> AsyncGenerator[KalshiVenue]:
        async with floor.open(floor.simulator.keys.ed25519) as venue:
            yield venue

    @pytest.fixture
    async def counterparty(self, floor: Floor) -> AsyncGenerator[KalshiVenue]:
        async with floor.open(floor.simulator.keys.rival) as venue:
            yield venue

    @pytest.fixture
    def lose(self, floor: Floor) -> Lose:
        return floor.losing

    @pytest.fixture
    def settle(self, floor: Floor) -> Settle:
        return floor.settle


class TestTrading(Traded, TradingConformance):
    pass


class TestAmending(Traded, AmendingConformance):
    pass


class TestPortfolio(Traded, PortfolioConformance):
    pass
