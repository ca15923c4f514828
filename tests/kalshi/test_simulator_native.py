"""The native client and the unified venue understand everything the simulator says."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest

from kalshi.simulator_wire import ARCHIVED, FED, NOW, listed, simulator
from predcore import Level, MarketStatus
from predcore.sim import CLAIM_ARBITRAGE, Faulty
from predcore_kalshi import Kalshi, KalshiVenue

SERIES = "KXFEDDECISION"


@pytest.fixture
async def native() -> AsyncGenerator[Kalshi]:
    transport = httpx.ASGITransport(simulator().app)
    urls = simulator().urls("http://sim")
    async with Kalshi(urls=urls, transport=transport) as client:
        yield client
        assert client.drift.report() == ()


@pytest.fixture
async def simulated(native: Kalshi) -> KalshiVenue:
    return KalshiVenue(native)


async def test_every_market_of_the_board_is_listed(simulated: KalshiVenue) -> None:
    found = {market.id: market async for market in simulated.markets()}
    assert set(found) == set(listed()) - {ARCHIVED}
    for ticker, market in found.items():
        source = listed()[ticker]
        assert market.title.startswith(source.question)
        assert market.status is source.status
        assert market.ladder == source.ladder
        assert market.closes_at == source.closes_at
        assert market.volume == source.volume
        assert market.outcome("yes").payout == source.payout


async def test_an_archived_market_is_found_by_its_ticker(
    simulated: KalshiVenue,
) -> None:
    market = await simulated.market(ARCHIVED)
    assert market.status is MarketStatus.SETTLED
    assert market.outcome("yes").payout == Decimal("0.5")


async def test_every_book_is_the_one_of_the_catalogue(simulated: KalshiVenue) -> None:
    markets = [market async for market in simulated.markets()]
    books = await simulated.orderbooks([market.instrument("yes") for market in markets])
    assert len(books) == len(markets)
    for instrument, book in books.items():
        source = listed()[instrument.market]
        assert (book.bids, book.asks) == (source.bids, source.asks)


async def test_the_other_outcome_is_the_same_book_upside_down(
    simulated: KalshiVenue,
) -> None:
    market = await simulated.market(f"{FED}-C25")
    book = await simulated.orderbook(market.instrument("no"))
    source = listed()[market.id]
    assert source.claim == CLAIM_ARBITRAGE
    assert book.bid == Level(1 - source.asks[0].price, source.asks[0].size)


async def test_trades_join_the_archive_and_the_present(simulated: KalshiVenue) -> None:
    found = [trade async for trade in simulated.trades(f"{FED}-C25")]
    source = listed()[f"{FED}-C25"].trades
    seen = [(t.price, t.size, t.taker_side, t.at) for t in found]
    assert seen == [(t.price, t.size, t.taker, t.at) for t in reversed(source)]


async def test_candles_add_up_to_the_trades(simulated: KalshiVenue) -> None:
    market = await simulated.market(f"{FED}-C25")
    start = NOW - timedelta(days=2)
    candles = await simulated.candles(
        market.instrument("yes"),
        interval=timedelta(hours=1),
        start=start.replace(minute=0),
        end=NOW,
    )
    traded = [
        trade.size
        for trade in listed()[market.id].trades
        if trade.at > start.replace(minute=0)
    ]
    assert sum(candle.volume or 0 for candle in candles) == sum(traded)


async def test_fees_are_those_of_the_category(simulated: KalshiVenue) -> None:
    economics = await simulated.fees(f"{FED}-C25")
    halved = await simulated.fees("KXLANTERN-27PIC-SALT")
    price, count = Decimal("0.5"), Decimal(100)
    assert economics.charge(price, count).fee == Decimal("1.75")
    assert halved.charge(price, count).fee == Decimal("0.88")


async def test_everything_around_the_markets_is_understood(native: Kalshi) -> None:
    events = [event async for event in native.events.list(with_nested_markets=True)]
    assert len(events) > 12
    metadata = await native.events.metadata.get(events[0].event_ticker)
    assert len(metadata.market_details) == 4
    combos = [event async for event in native.events.list_multivariate()]
    assert len(combos) == 3
    milestones = [one async for one in native.milestones.list()]
    for milestone in milestones:
        live = await native.live_data.get(milestone.id)
        assert live.milestone_id == milestone.id
        await native.live_data.game_stats.get(milestone.id)
    assert (await native.exchange.status.get()).trading_active
    assert [one async for one in native.historical.markets.list()]


async def test_a_failing_venue_is_asked_again(native: Kalshi) -> None:
    del native
    faulty = Faulty(simulator().app)
    faulty.everywhere.status = 503
    faulty.everywhere.times = 1
    transport = httpx.ASGITransport(faulty)
    urls = simulator().urls("http://sim")
    async with Kalshi(urls=urls, transport=transport) as client:
        assert (await client.markets.get(f"{FED}-C25")).ticker == f"{FED}-C25"
    assert faulty.requests == 2
