"""Lifecycle channels of the simulated socket, from listing to pay-out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kalshi.socket_desk import Client, SocketDesk
from predcore import PriceLadder
from predcore.sim.exchange import Listing

MARKETS = "market_lifecycle_v2"
COMBOS = "multivariate_market_lifecycle"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk().served() as desk:
        yield desk


@pytest.fixture
async def client(desk: SocketDesk) -> AsyncGenerator[Client]:
    async with desk.client() as client:
        await client.subscribe(MARKETS)
        await client.subscribe(COMBOS)
        yield client


@pytest.fixture
def market(desk: SocketDesk) -> str:
    return desk.two_sided()[0]


async def told(client: Client) -> list[dict[str, Any]]:
    return [message["msg"] for message in await client.settle()]


async def test_a_pause_and_its_end_are_told(
    desk: SocketDesk, client: Client, market: str
) -> None:
    desk.exchange.lifecycle.pause(market)
    desk.exchange.lifecycle.resume(market)
    assert await told(client) == [
        {
            "event_type": "deactivated",
            "market_ticker": market,
            "is_deactivated": True,
        },
        {"event_type": "activated", "market_ticker": market, "is_deactivated": False},
    ]


def close(desk: SocketDesk, market: str) -> None:
    """Let the time come at which trading ends."""
    desk.clock.set(desk.exchange.market(market).close_at)
    desk.exchange.run_until()


async def test_closing_by_the_clock_is_silent_and_the_result_is_not(
    desk: SocketDesk, client: Client, market: str
) -> None:
    close(desk, market)
    assert [m for m in await told(client) if m.get("market_ticker") == market] == []
    desk.exchange.lifecycle.determine(market, Decimal(1))
    at = int(desk.clock.now().timestamp())
    assert await told(client) == [
        {
            "event_type": "determined",
            "market_ticker": market,
            "determination_ts": at,
            "result": "yes",
            "settlement_value": "1.0000",
        }
    ]
    desk.clock.advance(timedelta(minutes=2))
    [settled] = [m for m in await told(client) if m["market_ticker"] == market]
    assert settled["event_type"] == "settled"
    assert settled["settled_ts"] == at + 60


@pytest.mark.parametrize(
    ("payout", "result"), [("0", "no"), ("0.35", "scalar")], ids=["no", "scalar"]
)
async def test_other_results_are_told_with_what_a_contract_pays(
    desk: SocketDesk, client: Client, market: str, payout: str, result: str
) -> None:
    close(desk, market)
    desk.exchange.lifecycle.determine(market, Decimal(payout))
    msg = (await told(client))[-1]
    assert (msg["market_ticker"], msg["result"]) == (market, result)
    assert Decimal(msg["settlement_value"]) == Decimal(payout)


async def test_closing_early_is_told_as_another_close(
    desk: SocketDesk, client: Client, market: str
) -> None:
    desk.exchange.lifecycle.close(market)
    [msg] = await told(client)
    assert msg["event_type"] == "close_date_updated"
    assert msg["close_ts"] == int(desk.clock.now().timestamp())


async def test_a_later_close_is_told_and_a_closed_market_is_active_again(
    desk: SocketDesk, client: Client, market: str
) -> None:
    close(desk, market)
    await told(client)
    later = desk.clock.now() + timedelta(days=1)
    desk.exchange.lifecycle.extend(market, later)
    types = {msg["event_type"]: msg for msg in await told(client)}
    assert list(types) == ["close_date_updated", "activated"]
    assert types["close_date_updated"]["close_ts"] == int(later.timestamp())


async def test_other_prices_are_told_with_their_bands(
    desk: SocketDesk, client: Client, market: str
) -> None:
    finer = PriceLadder.uniform(Decimal("0.001"))
    desk.exchange.lifecycle.change_ladder(market, finer)
    [msg] = await told(client)
    assert msg["event_type"] == "price_level_structure_updated"
    assert msg["price_level_structure"] == "deci_cent"
    assert msg["price_ranges"] == [
        {"start": "0.0000", "end": "1.0000", "step": "0.0010"}
    ]


async def test_a_new_market_is_told_with_its_rules_and_a_new_event_before_it(
    desk: SocketDesk, client: Client, market: str
) -> None:
    row = desk.floor.listing.rows[market]
    event = f"{row.event_ticker}X"
    for code in ("A", "B"):
        ticker = f"{event}-{code}"
        desk.floor._following.add(replace(row, ticker=ticker, event_ticker=event))
        desk.exchange.lifecycle.list(
            Listing(
                key=ticker,
                ladder=row.market.ladder,
                open_at=row.market.opens_at,
                close_at=row.market.closes_at,
            )
        )
    heard = await client.settle()
    assert [message["type"] for message in heard] == [
        "event_lifecycle",
        MARKETS,
        MARKETS,
    ]
    assert [message["seq"] for message in heard] == [1, 2, 3]
    first = heard[1]["msg"]
    assert (first["event_type"], first["market_ticker"]) == ("created", f"{event}-A")
    assert first["additional_metadata"]["event_ticker"] == event
    assert heard[0]["msg"]["series_ticker"] == row.series_ticker


async def test_combos_have_a_channel_of_their_own(
    desk: SocketDesk, client: Client
) -> None:
    combo = next(row.ticker for row in desk.floor.listing.rows.values() if row.legs)
    desk.exchange.lifecycle.pause(combo)
    [message] = await client.settle()
    assert (message["type"], message["sid"]) == (COMBOS, 2)
    assert message["msg"]["event_type"] == "deactivated"


async def test_lifecycle_channels_take_no_markets(client: Client, market: str) -> None:
    reply = await client.ask(
        "update_subscription", sid=1, action="add_markets", market_tickers=[market]
    )
    assert reply["msg"]["code"] == 13


async def test_a_loaded_state_ends_every_subscription(
    desk: SocketDesk, client: Client, market: str
) -> None:
    desk.floor.replace(type(desk.exchange).load(desk.exchange.save()))
    desk.floor.exchange.lifecycle.pause(market)
    ended = await client.settle()
    assert {message["type"] for message in ended} == {"error"}
    assert {message["msg"]["code"] for message in ended} == {10}
    assert (await client.ask("list_subscriptions"))["msg"] == []
