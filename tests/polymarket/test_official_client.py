"""The venue's own client reads the simulator and sees what the catalogue lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest

from official.environment import ask, environment
from polymarket_simulated import simulated
from predcore import Level, MarketStatus
from predcore.sim import serve
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.listed import ListedMarket
from predcore_polymarket._simulator.traders import TRADERS

CLIENT = "polymarket-client==0.14.0"
WALLET = TRADERS[1].wallet


@pytest.fixture(scope="module")
def python() -> Path:
    return environment(CLIENT, python="3.11")


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture(scope="module")
def seen(python: Path, simulator: PolymarketSimulator) -> dict[str, Any]:
    """What the client understood of everything public."""

    async def read() -> dict[str, Any]:
        async with serve({"polymarket": simulator.app}) as origins:
            urls = simulator.urls(origins["polymarket"])
            hosts = (urls["gamma"], urls["clob"], urls["data"])
            found: dict[str, Any] = await ask(
                python, "polymarket_reading.py", *hosts, WALLET
            )
            return found

    return anyio.run(read)


def booked(simulator: PolymarketSimulator) -> Iterator[tuple[ListedMarket, int, str]]:
    """Every token of a market that is open, with its outcome."""
    for market in simulator.listing.markets:
        if market.sim.status is MarketStatus.OPEN:
            for outcome, token in enumerate(market.tokens):
                yield market, outcome, token


def quoted(market: ListedMarket, outcome: int) -> tuple[list[Level], list[Level]]:
    """Bids and asks of the catalogue as a token shows them, best first."""
    bids, asks = list(market.sim.bids), list(market.sim.asks)
    if outcome == 0:
        return bids, asks
    return (
        [Level(1 - price, size) for price, size in asks],
        [Level(1 - price, size) for price, size in bids],
    )


def levels(rows: list[list[str]]) -> list[Level]:
    return [Level(Decimal(price), Decimal(size)) for price, size in rows]


def test_it_lists_every_market_over_many_pages(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    for name, closed in (("markets", False), ("closed", True)):
        listed = [m for m in simulator.listing.markets if m.closed is closed]
        assert [row["condition_id"] for row in seen[name]] == [
            market.condition for market in listed
        ]
        assert len(seen["markets"]) > 2 * 10


def test_it_reads_the_terms_of_a_market(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    for row in [*seen["markets"], *seen["closed"]]:
        market = simulator.listing.by_condition[row["condition_id"]]
        assert row["question"] == market.sim.question
        assert row["labels"] == list(market.sim.labels)
        assert row["tokens"] == list(market.tokens)
        assert row["neg_risk"] is market.neg_risk
        assert Decimal(row["tick"]) == market.tick
        assert Decimal(row["min_size"]) == market.sim.min_size
        assert market.fees is not None
        assert Decimal(row["fee_rate"]) == market.fees.rate
        assert sum(Decimal(price) for price in row["prices"]) == 1


def test_it_finds_every_market_in_its_event(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    assert seen["events"] == {
        event.id: [market.condition for market in event.markets]
        for event in simulator.listing.events
        if not event.closed
    }
    assert seen["by_slug"] == seen["markets"][0]["condition_id"]
    assert seen["event_by_slug"] == simulator.listing.events[0].sim.title


def test_it_reads_the_book_of_both_tokens_worst_price_first(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    books = {book["asset_id"]: book for book in seen["books"]}
    for market, outcome, token in booked(simulator):
        bids, asks = quoted(market, outcome)
        assert levels(books[token]["bids"]) == bids[::-1]
        assert levels(books[token]["asks"]) == asks[::-1]
        assert datetime.fromisoformat(books[token]["at"]) == market.sim.book_at
        assert books[token]["condition_id"] == market.condition
    assert seen["book"] == books[seen["book"]["asset_id"]]


def test_it_reads_best_prices_midpoints_and_spreads(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    for market, outcome, token in booked(simulator):
        bids, asks = quoted(market, outcome)
        bid = bids[0].price if bids else Decimal(0)
        ask = asks[0].price if asks else Decimal(1)
        assert Decimal(seen["prices"][token]["BUY"]) == bid
        assert Decimal(seen["prices"][token]["SELL"]) == ask
        assert Decimal(seen["midpoints"][token]) == (bid + ask) / 2
        assert Decimal(seen["spreads"][token]) == ask - bid


def test_it_reads_the_last_trade_of_both_tokens(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    for market, outcome, token in booked(simulator):
        trade = market.sim.trades[-1]
        price, side = seen["last"][token]
        assert Decimal(price) == (trade.price if outcome == 0 else 1 - trade.price)
        assert (side == trade.taker.upper()) is (outcome == 0)


def test_single_reads_agree_with_bulk_ones(seen: dict[str, Any]) -> None:
    token = seen["book"]["asset_id"]
    assert seen["price"] == seen["prices"][token]["BUY"]
    assert seen["midpoint"] == seen["midpoints"][token]
    assert seen["spread"] == seen["spreads"][token]
    assert seen["last_of_one"] == seen["last"][token][0]


def test_it_reads_every_trade_over_many_pages(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    market = simulator.listing.markets[0]
    prices = [
        Decimal(price) if token == market.tokens[0] else 1 - Decimal(price)
        for token, _, price, _, _ in seen["trades"]
    ]
    assert prices == [trade.price for trade in reversed(market.sim.trades)]
    assert len(prices) > 2 * 7


def test_it_reads_what_a_wallet_did_and_has(seen: dict[str, Any]) -> None:
    counted = ("activity", "positions", "closed_positions", "holders", "winners")
    assert all(seen[name] > 0 for name in counted)
    assert Decimal(seen["value"]) > 0
    assert Decimal(seen["volume"]) > 0
    assert seen["leaderboard"][seen["standing"] - 1] == WALLET
    assert seen["profile"] == TRADERS[1].pseudonym


def test_it_reads_everything_around_the_markets(
    seen: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    listing = simulator.listing
    assert seen["series"] == [series.slug for series in listing.series]
    assert seen["tags"] == [tag.slug for tag in listing.tags]
    assert seen["sports"] == ["cfl"]
    assert {"Gulls", "Rams"} <= set(seen["teams"])
    assert len(seen["search"]) == 3
    assert seen["tokens"] == list(listing.markets[0].tokens)
    assert seen["resolutions"] == ["resolved"]
    counted = ("related", "comments", "rewards", "reward_markets", "history", "pnl")
    assert all(seen[name] for name in counted)
