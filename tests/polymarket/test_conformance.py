"""Polymarket keeps every promise of the protocols it inherits, over its simulator."""

from __future__ import annotations

from collections.abc import AsyncGenerator

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
from predcore_polymarket._plugin import predcore_adapter
from testing.simulated import open_simulated


class Polymarket:
    """Opens Polymarket over its simulator."""

    @pytest.fixture
    async def venue(self) -> AsyncGenerator[Venue]:
        async with open_simulated(predcore_adapter()) as venue:
            yield venue


class TestCatalogue(Polymarket, CatalogueConformance):
    pass


class TestSearch(Polymarket, SearchConformance):
    pass


class TestQuotes(Polymarket, QuotesConformance):
    pass


class TestBooks(Polymarket, BooksConformance):
    pass


class TestTrades(Polymarket, TradesConformance):
    pass


class TestCandles(Polymarket, CandlesConformance):
    pass


class TestFees(Polymarket, FeesConformance):
    pass
