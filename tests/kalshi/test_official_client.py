"""The venue's own client reads the simulator and sees what the catalogue lists."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest

from official.environment import ask, environment
from predcore import Level, MarketStatus
from predcore.sim import Catalogue, SimMarket, serve, synthetic
from predcore_kalshi._simulator import KalshiSimulator

CLIENT = "kalshi-python-async==3.34.0"
STATUSES = {
    MarketStatus.PENDING: "initialized",
    MarketStatus.OPEN: "active",
    MarketStatus.HALTED: "inactive",
    MarketStatus.CLOSED: "closed",
    MarketStatus.DETERMINED: "determined",
    MarketStatus.SETTLED: "finalized",
}


@pytest.fixture(scope="module")
def python() -> Path:
    return environment(CLIENT, python="3.13")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return synthetic()


@pytest.fixture(scope="module")
def seen(python: Path, catalogue: Catalogue) -> dict[str, Any]:
    """What the client understood of everything public."""
    simulator = KalshiSimulator(catalogue=catalogue)
    start, end = catalogue.now - timedelta(days=7), catalogue.now + timedelta(days=1)
    span = [str(int(at.timestamp())) for at in (start, end)]

    async def read() -> dict[str, Any]:
        async with serve({"kalshi": simulator.app}) as origins:
            url = simulator.urls(origins["kalshi"])["rest"]
            found: dict[str, Any] = await ask(python, "kalshi_reading.py", url, *span)
            return found

    return anyio.run(read)


def listed(catalogue: Catalogue) -> dict[str, SimMarket]:
    """The north board by ticker, without what is archived."""
    return {
        f"KX{event.series}-{event.code}-{market.code}": market
        for event, market in catalogue.boards["north"].markets()
        if market.code != "COURT"
    }


def level(price: str, size: str) -> Level:
    return Level(Decimal(price), Decimal(size))


def test_it_lists_every_market_over_many_pages(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    combos = {ticker for ticker in seen["markets"] if ticker.startswith("KXMVE")}
    assert set(seen["markets"]) - combos == set(listed(catalogue))
    assert len(combos) == len(seen["combos"]) > 1


def test_it_reads_the_status_and_the_question_of_a_market(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    for ticker, market in listed(catalogue).items():
        status, _, _, title = seen["markets"][ticker]
        assert (status, title) == (STATUSES[market.status], market.question)


def test_it_reads_the_best_prices_of_a_market_and_the_placeholders(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    for ticker, market in listed(catalogue).items():
        bid = market.bids[0].price if market.bids else Decimal(0)
        missing = Decimal(market.status is not MarketStatus.PENDING)
        ask = market.asks[0].price if market.asks else missing
        assert [Decimal(p) for p in seen["markets"][ticker][1:3]] == [bid, ask]


def test_it_reads_whole_books_as_two_ascending_sides_of_bids(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    trading = {
        ticker: market
        for ticker, market in listed(catalogue).items()
        if market.status is MarketStatus.OPEN
    }
    assert set(trading) <= set(seen["orderbooks"])
    for ticker, market in trading.items():
        yes, no = seen["orderbooks"][ticker]
        bids = [level(*row) for row in reversed(yes)]
        asks = [level(price, size) for price, size in reversed(no)]
        assert bids == list(market.bids)
        assert [(1 - price, size) for price, size in asks] == list(market.asks)


def test_a_depth_of_one_is_the_top_of_the_book(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    first = next(
        market
        for market in listed(catalogue).values()
        if market.status is MarketStatus.OPEN
    )
    yes, no = seen["orderbook"]
    assert [level(*row) for row in yes] == [first.bids[0]]
    assert [(1 - Decimal(p), Decimal(s)) for p, s in no] == [first.asks[0]]


def test_it_reads_trades_newest_first_and_each_once(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    first = next(iter(listed(catalogue).values()))
    prices = [Decimal(price) for _, price in seen["trades"]]
    newest = [trade.price for trade in reversed(first.trades)]
    assert prices == newest[: len(prices)]
    assert len({number for number, _ in seen["trades"]}) == len(prices) > 10


def test_it_reads_candles_of_one_market_and_of_several(seen: dict[str, Any]) -> None:
    assert any(close is not None for close in seen["candles"])
    assert len(seen["batch"]) == 3


def test_it_reads_everything_around_the_markets(
    seen: dict[str, Any], catalogue: Catalogue
) -> None:
    board = catalogue.boards["north"]
    assert len(seen["events"]) == len(board.events)
    assert len(seen["series"]) == len(board.series) + 1
    assert seen["archived"] == ["KXBRIDGE-26NOV15-COURT"]
    assert seen["trading"] is True
    assert seen["live"] == "scheduled"
    counted = ("milestones", "targets", "weather", "collections", "programs")
    assert all(seen[name] for name in counted)
    assert {"Economics", "Crypto"} < set(seen["categories"])
