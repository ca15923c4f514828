"""The simulated sockets of prices and games, through the native client."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import anyio
import pytest

from polymarket_sockets import Sockets, served
from predcore import AuthenticationFailed, Side, TransportError
from predcore.kit import Limiter
from predcore_polymarket import LiveSubscription, Polymarket, RtdsSubscription
from predcore_polymarket._simulator.stream.sports_channel import SportsChannel
from predcore_polymarket.models.streams.live_data import LivePrice, LiveReply
from predcore_polymarket.models.streams.market import Book
from predcore_polymarket.models.streams.rtds import RtdsMessage, RtdsRefusal
from predcore_polymarket.models.streams.user import UserOrder


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def sockets() -> AsyncGenerator[Sockets]:
    async with served() as sockets:
        yield sockets


@pytest.fixture
async def native(sockets: Sockets) -> AsyncGenerator[Polymarket]:
    async with sockets.venue(sockets.day.eoa.wallet) as venue:
        yield venue.native


async def take(events: AsyncIterator[Any], count: int) -> list[Any]:
    with anyio.fail_after(20):
        return [await anext(events) for _ in range(count)]


async def test_the_native_market_channel_is_the_simulators(
    sockets: Sockets, native: Polymarket
) -> None:
    tokens = sockets.day.single.tokens
    async with native.streams.market(tokens) as events:
        first, second = await take(events, 2)
    assert isinstance(first, Book)
    assert (first.asset_id, second.asset_id) == tokens


async def test_the_native_user_channel_is_the_simulators(
    sockets: Sockets, native: Polymarket
) -> None:
    desk, orders = sockets.day.eoa, list[Any]()
    async with native.streams.user() as events:
        with anyio.fail_after(20):
            while not orders:
                await desk.placed(sockets.day.single, Side.BUY, "0.01", "500")
                with anyio.move_on_after(1):
                    orders.append(await anext(events))
    assert isinstance(orders[0], UserOrder)


async def test_games_are_told_to_who_answers_pings(
    sockets: Sockets, native: Polymarket
) -> None:
    games = [m for m in sockets.day.simulator.listing.markets if m.starts_at]
    async with native.streams.sports() as events:
        told = await take(events, len(games))
    assert {game.game_id for game in told} == {int(game.id) for game in games}


async def test_who_does_not_answer_a_ping_is_left(sockets: Sockets) -> None:
    channel = SportsChannel(sockets.floor)
    for second in range(1, 15):
        channel.tick(second)
    assert channel.outbox.code is None
    channel.tick(15)
    assert channel.outbox.code == 1008


async def test_prices_begin_with_the_past_and_go_on(native: Polymarket) -> None:
    asked = RtdsSubscription("crypto_prices_chainlink")
    async with native.streams.rtds(asked) as events:
        past, _, update = await take(events, 3)
    assert isinstance(past, RtdsMessage)
    assert (past.type, update.type) == ("subscribe", "update")
    assert len(past.points) == 5
    (point,) = update.points
    assert point.timestamp > past.points[-1].timestamp


async def test_a_topic_there_is_not_is_refused(native: Polymarket) -> None:
    async with native.streams.rtds(RtdsSubscription("gossip")) as events:
        (refusal,) = await take(events, 1)
    assert isinstance(refusal, RtdsRefusal)
    assert refusal.status_code == 400


async def test_live_prices_are_for_holders_of_a_key(native: Polymarket) -> None:
    asked = (
        LiveSubscription("price.crypto", "btcusd"),
        LiveSubscription("price.equity.twap", "aapl"),
        LiveSubscription("price.tulips", "admiral"),
    )
    async with native.streams.live_data(*asked) as events:
        told = await take(events, 8)
    replies = [event for event in told if isinstance(event, LiveReply)]
    prices = [event for event in told if isinstance(event, LivePrice)]
    assert [(reply.op, reply.code) for reply in replies] == [
        ("authed", None),
        ("subscribed", None),
        ("subscribed", None),
        ("error", "bad_channel"),
    ]
    assert [price.snapshot for price in prices] == [True, True, False, False]
    assert [price.seq for price in prices] == [1, 1, 2, 2]
    assert prices[3].payload.window_seconds == 60


async def test_another_key_gets_no_prices(sockets: Sockets) -> None:
    wallet = sockets.day.eoa.wallet
    credentials = {
        "private_key": wallet.private_key,
        "wallet_type": int(wallet.wallet_type),
        "funder": wallet.funder,
        "api_key": wallet.api_key,
        "api_secret": wallet.api_secret,
        "api_passphrase": "wrong",
    }
    async with Polymarket(
        environment="sandbox",
        urls=sockets.day.simulator.urls(sockets.origin),
        credentials=credentials,
        limiter=Limiter({}),
    ) as native:
        asked = LiveSubscription("price.crypto", "btcusd")
        async with native.streams.live_data(asked) as events:
            with pytest.raises(AuthenticationFailed):
                await take(events, 1)
        async with native.streams.user() as events:
            with pytest.raises(TransportError):
                await take(events, 1)


@pytest.mark.parametrize("path", ["/rtds", "/live/ws"])
async def test_what_they_cannot_read_is_the_end(sockets: Sockets, path: str) -> None:
    async with sockets.client(path) as client:
        await client.socket.send_str("hello")
        assert await client.closed() == 1007


async def test_live_requests_are_answered_one_by_one(sockets: Sockets) -> None:
    wallet = sockets.day.eoa.wallet
    subscription = {"channel": "price.crypto", "filter": {"symbol": "btcusd"}}
    async with sockets.client("/live/ws") as client:
        await client.send(op="ping", rid="1")
        assert await client.next() == {"op": "pong", "rid": "1"}
        await client.send(op="dance")
        assert (await client.next())["code"] == "bad_op"
        await client.send(op="subscribe", subscriptions=[subscription])
        assert (await client.next())["code"] == "auth_required"
        await client.send(
            op="auth",
            auth={
                "apiKey": wallet.api_key,
                "secret": wallet.api_secret,
                "passphrase": wallet.api_passphrase,
            },
        )
        assert (await client.next())["op"] == "authed"
        nothing: dict[str, Any] = {"channel": "price.crypto", "filter": {}}
        await client.send(op="subscribe", subscriptions=[nothing])
        assert (await client.next())["code"] == "bad_filter"
        await client.send(op="subscribe", subscriptions=[subscription])
        assert (await client.next())["op"] == "subscribed"
        await client.send(op="unsubscribe", subscriptions=[subscription])
        while (answer := await client.next()).get("op") is None:
            pass
        assert answer["op"] == "unsubscribed"
