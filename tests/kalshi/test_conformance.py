"""Kalshi keeps every promise of the protocols it inherits, over its simulator."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from decimal import Decimal

import pytest

from predcore import Venue
from predcore.testing import (
    BooksConformance,
    CandlesConformance,
    CatalogueConformance,
    FeesConformance,
    QuotesConformance,
    SearchConformance,
    TradesConformance,
)
from predcore_kalshi._plugin import predcore_adapter
from testing.simulated import open_simulated


class Kalshi:
    """Opens Kalshi over its simulator."""

    @pytest.fixture
    async def venue(self) -> AsyncGenerator[Venue]:
        async with open_simulated(predcore_adapter()) as venue:
            yield venue


class TestCatalogue(Kalshi, CatalogueConformance):
    pass


class TestSearch(Kalshi, SearchConformance):
    pass


class TestQuotes(Kalshi, QuotesConformance):
    pass


class TestBooks(Kalshi, BooksConformance):
    pass


class TestTrades(Kalshi, TradesConformance):
    pass


class TestCandles(Kalshi, CandlesConformance):
    pass


class TestFees(Kalshi, FeesConformance):
    # Cost and fee together are rounded to a cent of the balance, so a larger fill may
    # need less rounding.
    rounding = Decimal("0.01")
