"""The native client and the unified view on the simulator, end to end."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_simulated import NOW, simulated
from predcore import Level, MarketStatus, NotFound, VenueError
from predcore.kit import Pages
from predcore_polymarket import Polymarket, PolymarketVenue
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.listed import ListedMarket
from predcore_polymarket._simulator.traders import TRADERS

Call = Callable[[Polymarket], "Pages[Any] | Awaitable[Any]"]

WALLET = TRADERS[1].wallet


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture
async def native(simulator: PolymarketSimulator) -> AsyncGenerator[Polymarket]:
    urls = simulator.urls("http://simulator")
    transport = httpx.ASGITransport(simulator.app)
    async with Polymarket(urls=urls, transport=transport) as client:
        yield client


@pytest.fixture
def unified(native: Polymarket) -> PolymarketVenue:
    return PolymarketVenue(native)


def status_of(market: ListedMarket) -> MarketStatus:
    """A result that is only proposed is not one yet."""
    status = market.sim.status
    return MarketStatus.CLOSED if status is MarketStatus.DETERMINED else status


LISTING = simulated().listing
EVENT, MARKET = LISTING.events[0], LISTING.markets[0]
SETTLED = next(m for m in LISTING.markets if m.settled)
TOKEN, CONDITION = MARKET.tokens[0], MARKET.condition
TOKENS = list(MARKET.tokens)
PARENT: Any = {"parent_entity_type": "Event", "parent_entity_id": EVENT.id}
WEEK_AGO = NOW - timedelta(days=7)

CALLS: list[Call] = [
    lambda p: p.gamma.events.list(limit=5),
    lambda p: p.gamma.events.keyset.list(limit=5),
    lambda p: p.gamma.events.get(EVENT.id),
    lambda p: p.gamma.events.slug.get(EVENT.slug),
    lambda p: p.gamma.events.tags.list(EVENT.id),
    lambda p: p.gamma.markets.list(limit=7),
    lambda p: p.gamma.markets.keyset.list(limit=7, include_tag=True),
    lambda p: p.gamma.markets.keyset.list(closed=True),
    lambda p: p.gamma.markets.get(MARKET.id),
    lambda p: p.gamma.markets.slug.get(MARKET.slug),
    lambda p: p.gamma.markets.tags.list(MARKET.id),
    lambda p: p.gamma.series.list(limit=5),
    lambda p: p.gamma.series.get(LISTING.series[0].id),
    lambda p: p.gamma.tags.list(limit=5),
    lambda p: p.gamma.tags.get("1"),
    lambda p: p.gamma.tags.slug.get("crypto"),
    lambda p: p.gamma.tags.related_tags.list("1"),
    lambda p: p.gamma.tags.related_tags.tags.list("1"),
    lambda p: p.gamma.sports.list(),
    lambda p: p.gamma.sports.market_types.get(),
    lambda p: p.gamma.teams.list(),
    lambda p: p.gamma.search.list("bitcoin", limit_per_type=1),
    lambda p: p.gamma.comments.list(limit=1, **PARENT),
    lambda p: p.gamma.comments.keyset.list(limit=1, **PARENT),
    lambda p: p.gamma.comments.get(f"{EVENT.id}0"),
    lambda p: p.gamma.comments.user_address.list(WALLET),
    lambda p: p.gamma.public_profile.get(WALLET),
    lambda p: p.clob.book.get(TOKEN),
    lambda p: p.clob.books.get(TOKENS),
    lambda p: p.clob.price.get(TOKEN, "BUY"),
    lambda p: p.clob.prices.get([(TOKEN, "BUY"), (TOKEN, "SELL")]),
    lambda p: p.clob.midpoint.get(TOKEN),
    lambda p: p.clob.midpoints.get(TOKENS),
    lambda p: p.clob.spread.get(TOKEN),
    lambda p: p.clob.spreads.get(TOKENS),
    lambda p: p.clob.last_trade_price.get(TOKEN),
    lambda p: p.clob.last_trades_prices.get(TOKENS),
    lambda p: p.clob.prices_history.get(TOKEN, interval="1d", fidelity=60),
    lambda p: p.clob.batch_prices_history.get(TOKENS, interval="1d", fidelity=60),
    lambda p: p.clob.markets.list(),
    lambda p: p.clob.markets.get(CONDITION),
    lambda p: p.clob.simplified_markets.list(),
    lambda p: p.clob.sampling_markets.list(),
    lambda p: p.clob.sampling_simplified_markets.list(),
    lambda p: p.clob.clob_markets.get(CONDITION),
    lambda p: p.clob.markets_by_token.get(TOKEN),
    lambda p: p.clob.tick_size.get(TOKEN),
    lambda p: p.clob.neg_risk.get(TOKEN),
    lambda p: p.clob.fee_rate.get(TOKEN),
    lambda p: p.clob.time.get(),
    lambda p: p.clob.version.get(),
    lambda p: p.clob.ok.get(),
    lambda p: p.clob.rewards.markets.list(CONDITION),
    lambda p: p.clob.rewards.markets.current(),
    lambda p: p.clob.rewards.markets.multi(q="bitcoin"),
    lambda p: p.data.trades.list(market=CONDITION, limit=10),
    lambda p: p.data.positions.list(WALLET, limit=10),
    lambda p: p.data.closed_positions.list(WALLET),
    lambda p: p.data.activity.list(WALLET, limit=100),
    lambda p: p.data.value.get(WALLET),
    lambda p: p.data.traded.get(WALLET),
    lambda p: p.data.holders.list(CONDITION),
    lambda p: p.data.oi.get(CONDITION),
    lambda p: p.data.live_volume.get(EVENT.id),
    lambda p: p.data.leaderboard.list(limit=5, time_period="ALL"),
    lambda p: p.data.market_positions.list(CONDITION),
    lambda p: p.data.v2.trades.list(condition_id=CONDITION, limit=10),
    lambda p: p.data.v2.positions.list(user=WALLET, limit=10),
    lambda p: p.data.v2.activity.list(WALLET, limit=100),
    lambda p: p.data.v2.value.get(WALLET),
    lambda p: p.data.v2.user_stats.get(WALLET),
    lambda p: p.data.v2.user_pnl.get(WALLET, interval="1w"),
    lambda p: p.data.v2.user_volume.get(WALLET, start=WEEK_AGO),
    lambda p: p.data.v2.holders.list(CONDITION, include_pnl=True),
    lambda p: p.data.v2.oi.get(),
    lambda p: p.data.v2.live_volume.get(EVENT.id),
    lambda p: p.data.v2.prices_history.list(TOKEN, interval="1h", limit=10),
    lambda p: p.data.v2.resolutions.get(condition_id=SETTLED.condition),
    lambda p: p.data.v2.tokens.get(token_id=TOKENS),
    lambda p: p.data.v2.leaderboard.list(limit=5),
    lambda p: p.data.v2.leaderboard.get(WALLET),
    lambda p: p.data.v2.biggest_winners.list(limit=5),
    lambda p: p.data.v2.status.get(),
]


@pytest.mark.parametrize("call", CALLS)
async def test_every_read_decodes_and_holds_nothing_unknown(
    native: Polymarket, call: Call
) -> None:
    asked = call(native)
    found: Any = await (asked.collect() if isinstance(asked, Pages) else asked)
    assert found not in (None, (), [], {})
    assert native.drift.report() == ()


async def test_a_refusal_is_the_error_that_says_what_to_do(native: Polymarket) -> None:
    with pytest.raises(NotFound, match="No orderbook exists"):
        await native.clob.book.get(SETTLED.tokens[0])
    with pytest.raises(NotFound, match="slug not found"):
        await native.gamma.markets.slug.get("no-such-thing")
    with pytest.raises(VenueError, match="order fields are not valid"):
        await native.gamma.markets.list(order="volume_num").first()


async def test_the_unified_catalogue_is_the_boards(unified: PolymarketVenue) -> None:
    found = {market.id: market async for market in unified.markets()}
    assert set(found) == set(LISTING.by_condition)
    for listed in LISTING.markets:
        market, sim = found[listed.condition], listed.sim
        assert (market.title, market.status) == (sim.question, status_of(listed))
        assert tuple(outcome.label for outcome in market.outcomes) == sim.labels
        assert market.event == LISTING.event_of(listed).id
        assert market.closes_at == sim.closes_at
        assert market.min_size == sim.min_size
        assert market.ladder is not None
        assert market.ladder.ceil(Decimal("0.5")) == sim.ladder.ceil(Decimal("0.5"))
        payouts = [outcome.payout for outcome in market.outcomes]
        assert payouts[0] == (sim.payout if listed.settled else None)


async def test_the_unified_books_are_the_boards(unified: PolymarketVenue) -> None:
    markets = [m async for m in unified.markets(status=MarketStatus.OPEN)]
    wanted = [i for market in markets for i in market.instruments]
    books = await unified.orderbooks(wanted)
    quotes = await unified.quotes(wanted)
    for market in markets:
        sim = LISTING.by_condition[market.id].sim
        first, second = (books[instrument] for instrument in market.instruments)
        assert (first.bids, first.asks) == (sim.bids, sim.asks)
        assert second.bids == tuple(Level(1 - p, size) for p, size in sim.asks)
        assert first.venue_time == sim.book_at
        quote = quotes[market.instruments[0]]
        assert quote.bid == (sim.bids[0].price if sim.bids else None)
        assert quote.ask == (sim.asks[0].price if sim.asks else None)


async def test_the_unified_trades_are_the_boards(unified: PolymarketVenue) -> None:
    trades = [trade async for trade in unified.trades(CONDITION)]
    first = (await unified.market(CONDITION)).outcomes[0].key
    prices = [
        trade.price if trade.instrument.outcome == first else 1 - trade.price
        for trade in trades
    ]
    assert prices == [trade.price for trade in reversed(MARKET.sim.trades)]
    assert [t.size for t in trades] == [t.size for t in reversed(MARKET.sim.trades)]


async def test_unified_candles_end_within_the_window(unified: PolymarketVenue) -> None:
    instrument = (await unified.market(CONDITION)).instruments[0]
    start, end = NOW - timedelta(days=3), NOW - timedelta(days=1)
    candles = await unified.candles(
        instrument, interval=timedelta(hours=1), start=start, end=end
    )
    assert candles
    assert all(start < candle.end <= end for candle in candles)


async def test_unified_search_finds_open_markets(unified: PolymarketVenue) -> None:
    found = [
        market.id
        async for market in unified.search("bitcoin above", status=MarketStatus.OPEN)
    ]
    event = next(e for e in LISTING.events if e.sim.code == "BTCDEC31")
    assert found == [market.condition for market in event.markets]


@pytest.mark.parametrize("market", [LISTING.markets[0], LISTING.markets[10]])
async def test_unified_fees_follow_the_category(
    unified: PolymarketVenue, market: ListedMarket
) -> None:
    fees = await unified.fees(market.condition)
    assert market.fees is not None
    price, count = Decimal("0.30"), Decimal(100)
    charge = fees.charge(price, count)
    assert charge.fee == market.fees.taker_fee(price, count)


@pytest.mark.parametrize(
    "name",
    [CONDITION, MARKET.slug, MARKET.id, TOKEN, MARKET.tokens[1]],
    ids=["condition", "slug", "gamma", "first token", "second token"],
)
async def test_a_market_answers_to_every_name(
    unified: PolymarketVenue, name: str
) -> None:
    assert (await unified.market(name)).id == CONDITION


async def test_a_settled_market_answers_to_its_id(unified: PolymarketVenue) -> None:
    market = await unified.market(SETTLED.condition)
    assert market.status is MarketStatus.SETTLED
