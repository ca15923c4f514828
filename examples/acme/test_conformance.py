"""Acme keeps every promise, over its simulator: run `pytest` in this folder."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest

from acme_predcore._simulator import AcmeSimulator
from acme_predcore._venue import open_venue
from predcore import Instrument, Market, Venue
from predcore.plugins import Settings
from predcore.sim import Faulty, serve
from predcore.testing import (
    BooksConformance,
    CandlesConformance,
    CatalogueConformance,
    Cut,
    FeesConformance,
    Move,
    QuotesConformance,
    SearchConformance,
    StreamingConformance,
    TradesConformance,
)

SIMULATOR = AcmeSimulator()


class Acme:
    """Opens Acme over its simulator, in this process and with no socket."""

    @pytest.fixture
    async def venue(self) -> AsyncGenerator[Venue]:
        settings = Settings(
            environment="sandbox",
            urls=SIMULATOR.urls("http://acme"),
            transport=httpx.ASGITransport(SIMULATOR.app),
        )
        async with open_venue(settings) as venue:
            yield venue

    @pytest.fixture
    def unknown_market(self) -> str:
        return "NO-SUCH-QUESTION"

    @pytest.fixture
    def unknown_event(self) -> str:
        return "NO-SUCH-EVENT"


class TestCatalogue(Acme, CatalogueConformance):
    pass


class TestSearch(Acme, SearchConformance):
    pass


class TestQuotes(Acme, QuotesConformance):
    pass


class TestBooks(Acme, BooksConformance):
    pass


class TestTrades(Acme, TradesConformance):
    pass


class TestCandles(Acme, CandlesConformance):
    pass


class TestFees(Acme, FeesConformance):
    pass


class TestStreaming(StreamingConformance):
    """Over a socket: there has to be a connection to cut."""

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"

    @pytest.fixture
    def faulty(self) -> Faulty:
        return Faulty(SIMULATOR.app)

    @pytest.fixture
    async def venue(self, faulty: Faulty) -> AsyncGenerator[Venue]:
        async with serve({"acme": faulty}) as origins:
            urls = SIMULATOR.urls(origins["acme"])
            settings = Settings(environment="sandbox", urls=urls)
            async with open_venue(settings) as venue:
                yield venue

    @pytest.fixture
    def move(self) -> Move:
        async def outbid(instrument: Instrument) -> None:
            await SIMULATOR.outbid(instrument.market)

        return outbid

    @pytest.fixture
    def cut(self, faulty: Faulty, market: Market) -> Cut:
        async def hang_up() -> None:
            faulty.everywhere.disconnect = faulty.everywhere.times = 1
            await SIMULATOR.outbid(market.id)

        return hang_up
