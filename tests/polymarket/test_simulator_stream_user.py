"""The simulated user channel: orders and trades of an API key, and nobody else's."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from polymarket_simulated import Desk
from polymarket_sockets import Client, Sockets, served
from predcore import Side
from predcore_polymarket._simulator.listed import ListedMarket
from predcore_polymarket._stream.decoding import EVENTS_OF_USERS
from predcore_polymarket.models.streams.envelope import Unfamiliar

BUY, SELL = Side.BUY, Side.SELL
PATH = "/ws/user"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def sockets() -> AsyncGenerator[Sockets]:
    async with served() as sockets:
        yield sockets


@pytest.fixture
async def client(sockets: Sockets) -> AsyncGenerator[Client]:
    async with sockets.client(PATH) as client:
        yield client


@pytest.fixture
def market(sockets: Sockets) -> ListedMarket:
    market = sockets.day.single
    sockets.floor.clear_book(market.condition)
    return market


def auth(desk: Desk, **changed: str) -> dict[str, str]:
    wallet = desk.wallet
    return {
        "apiKey": wallet.api_key,
        "secret": wallet.api_secret,
        "passphrase": wallet.api_passphrase,
        **changed,
    }


async def greet(client: Client, desk: Desk, **more: Any) -> None:
    await client.send(type="user", auth=auth(desk), **more)
    assert await client.settle() == []


def told(frames: list[Any]) -> list[tuple[str, str, str]]:
    return [(f["event_type"], f["type"], f["status"]) for f in frames]


async def test_an_order_is_told_when_it_comes_and_goes(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    desk = sockets.day.eoa
    await greet(client, desk)
    placed = await desk.placed(market, BUY, "0.4", "10")
    await desk.send("DELETE", "/order", {"orderID": placed["orderID"]})
    first, second = frames = await client.settle()
    assert told(frames) == [
        ("order", "PLACEMENT", "LIVE"),
        ("order", "CANCELLATION", "CANCELED"),
    ]
    assert first["id"] == second["id"] == placed["orderID"]
    assert first["owner"] == first["order_owner"] == desk.wallet.api_key
    assert (first["price"], first["original_size"], first["size_matched"]) == (
        "0.4",
        "10",
        "0",
    )
    assert first["asset_id"] == market.tokens[0]
    assert first["associate_trades"] is None
    assert len(first["timestamp"]) == 13


async def test_a_trade_is_told_to_both_and_again_on_its_way_to_the_chain(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    maker, taker = sockets.day.eoa, sockets.day.proxy
    await greet(client, maker)
    resting = await maker.placed(market, BUY, "0.4", "10")
    async with sockets.client(PATH) as other:
        await greet(other, taker)
        await taker.placed(market, BUY, "0.6", "4", outcome=1)
        sockets.day.pass_time(60)
        made, took = await client.settle(), await other.settle()
    assert told(made) == [
        ("order", "PLACEMENT", "LIVE"),
        ("order", "UPDATE", "LIVE"),
        ("trade", "TRADE", "MATCHED"),
        ("trade", "TRADE", "MINED"),
        ("trade", "TRADE", "CONFIRMED"),
    ]
    assert ("order", "UPDATE", "MATCHED") in told(took)
    assert made[1]["size_matched"] == "4"
    trade, same = made[2], next(f for f in took if f["event_type"] == "trade")
    assert (trade["trader_side"], same["trader_side"]) == ("MAKER", "TAKER")
    assert trade["id"] == same["id"]
    assert len({frame["id"] for frame in made[2:]}) == 1
    (party,) = trade["maker_orders"]
    assert party["order_id"] == resting["orderID"]
    assert (party["owner"], party["asset_id"]) == (
        maker.wallet.api_key,
        market.tokens[0],
    )
    assert (party["side"], party["price"], party["matched_amount"]) == (
        "BUY",
        "0.4",
        "4",
    )
    assert (trade["asset_id"], trade["price"]) == (market.tokens[1], "0.6")
    assert trade["transaction_hash"] == ""
    assert made[4]["transaction_hash"].startswith("0x")


async def test_a_killed_order_is_told_as_cancelled(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    desk = sockets.day.eoa
    await greet(client, desk)
    await desk.place(market, BUY, "0.4", "10", "FOK")
    (frame,) = await client.settle()
    assert (frame["event_type"], frame["type"]) == ("order", "CANCELLATION")
    assert frame["status"].startswith("CANCELED_order couldn't be fully filled")


async def test_a_trade_that_fails_is_told(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    desk = sockets.day.eoa
    await greet(client, desk)
    sockets.floor.modes.failing = 1
    await desk.placed(market, BUY, "0.4", "10")
    await sockets.day.proxy.placed(market, BUY, "0.6", "10", outcome=1)
    sockets.day.pass_time(60)
    statuses = [
        f["status"] for f in await client.settle() if f["event_type"] == "trade"
    ]
    assert statuses == ["MATCHED", "RETRYING", "FAILED"]


async def test_only_the_markets_that_were_named_are_told(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    desk = sockets.day.eoa
    await greet(client, desk, markets=["0x" + "e1" * 32])
    await desk.placed(market, BUY, "0.4", "10")
    assert await client.settle() == []
    await client.send(operation="subscribe", markets=[market.condition])
    await client.settle()
    await desk.placed(market, BUY, "0.3", "10")
    assert len(await client.settle()) == 1
    await client.send(operation="unsubscribe", markets=[market.condition])
    await client.settle()
    await desk.placed(market, BUY, "0.2", "10")
    assert await client.settle() == []


@pytest.mark.parametrize(
    "changed", [{"secret": "d3Jvbmc="}, {"passphrase": "wrong"}, {"apiKey": "nobody"}]
)
async def test_wrong_credentials_end_it_without_a_word(
    sockets: Sockets, client: Client, changed: dict[str, str]
) -> None:
    await client.send(type="user", auth=auth(sockets.day.eoa, **changed))
    assert await client.closed() == 1008


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("hello", 1007),
        ('{"type":"user","markets":"0x1"}', 1007),
        ('{"type":"user"}', 1008),
        ('{"type":"user","auth":[]}', 1008),
    ],
)
async def test_what_is_no_greeting_ends_it(
    client: Client, frame: str, code: int
) -> None:
    await client.socket.send_str(frame)
    assert await client.closed() == code


async def test_what_is_no_operation_ends_it(sockets: Sockets, client: Client) -> None:
    await greet(client, sockets.day.eoa)
    await client.send(operation="dance")
    assert await client.closed() == 1007


async def test_nothing_is_told_before_the_greeting(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    assert await client.settle() == []
    await sockets.day.eoa.placed(market, BUY, "0.4", "10")
    assert await client.settle() == []


async def test_everything_it_says_is_known_to_the_native_models(
    sockets: Sockets, client: Client, market: ListedMarket
) -> None:
    desk = sockets.day.deposit
    await greet(client, desk)
    await desk.placed(market, BUY, "0.4", "10")
    await sockets.day.proxy.placed(market, BUY, "0.6", "10", outcome=1)
    frames = await client.settle()
    assert len(frames) == 3
    for frame in frames:
        (event,) = EVENTS_OF_USERS(json.dumps(frame))
        assert not isinstance(event, Unfamiliar)
