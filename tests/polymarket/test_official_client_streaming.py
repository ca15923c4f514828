"""The venue's own client listens to the simulator and notices nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import anyio
import pytest

from official.environment import ask, environment
from predcore.sim import serve
from predcore_polymarket._simulator import PolymarketSimulator

CLIENT = "polymarket-client==0.14.0"


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return PolymarketSimulator(0)


@pytest.fixture(scope="module")
def heard(simulator: PolymarketSimulator) -> dict[str, Any]:
    """What the client heard while it traded."""
    python = environment(CLIENT, python="3.11")
    wallet = simulator.wallets.deposit
    floor = simulator.floor
    floor.modes.mined_after = timedelta(seconds=1)
    floor.modes.confirmed_after = timedelta(seconds=2)
    market = simulator.listing.markets[0]
    # Bid 0.62 and asked 0.63: room for a better price.
    floor.change_tick(market.condition, market.tick / 10)

    async def listen() -> dict[str, Any]:
        async with serve({"polymarket": simulator.app}) as origins:
            prefix = "polymarket-client "
            hosts = {
                name.removeprefix(prefix): url
                for name, url in simulator.clients(origins["polymarket"]).items()
                if name.startswith(prefix)
            }
            found: dict[str, Any] = await ask(
                python,
                "polymarket_streaming.py",
                json.dumps(hosts),
                wallet.private_key,
                wallet.funder,
                *market.tokens,
            )
            return found

    return anyio.run(listen)


def test_it_begins_with_the_books_of_both_tokens(
    heard: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    first, second = heard["market"]["books"]
    market = simulator.listing.markets[0]
    assert {first[0], second[0]} == set(market.tokens)
    assert first[1:3] == second[1:3][::-1]
    assert first[3] == second[3] == "0.001"


def test_it_hears_of_a_change_of_the_top(
    heard: dict[str, Any], simulator: PolymarketSimulator
) -> None:
    yes, no = simulator.listing.markets[0].tokens
    assert heard["market"]["before"] == ["best_bid_ask", "best_bid_ask"]
    assert heard["market"]["changes"] == [
        [yes, "BUY", "0.625", "10", "0.625", "0.63"],
        [no, "SELL", "0.375", "10", "0.37", "0.375"],
    ]


def test_it_hears_of_a_trade_and_of_the_book_after_it(heard: dict[str, Any]) -> None:
    assert heard["market"]["print"] == [["0.63", "10", "BUY"]]
    assert heard["market"]["trade"] == ["last_trade_price", "price_change", "book"]


def test_it_hears_of_its_orders(heard: dict[str, Any]) -> None:
    assert heard["user"]["first"] == ["order", "PLACEMENT", "LIVE"]
    assert heard["user"]["order"] == [["PLACEMENT", "LIVE"], ["UPDATE", "MATCHED"]]


def test_it_hears_of_its_trade_on_the_way_to_the_chain(heard: dict[str, Any]) -> None:
    assert heard["user"]["trades"] == [
        [status, "TAKER", "0.63", "10", 1]
        for status in ("MATCHED", "MINED", "CONFIRMED")
    ]
    assert heard["user"]["ids"] == 1


def test_it_hears_of_games_and_prices(heard: dict[str, Any]) -> None:
    others = heard["others"]
    assert others["game"][0] == "sport_result"
    assert others["price"] == ["update", "btc/usd", True]
    assert others["live"] == ["subscribe", 5, "update", 2]
