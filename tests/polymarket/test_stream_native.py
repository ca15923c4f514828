"""The native sockets, over real connections: events in the venue's own words."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from aiohttp import web

from kit.sockets import Dialling, ScriptedSocket
from polymarket_private import CREDENTIALS, OWNER
from predcore import (
    AuthenticationFailed,
    BadResponse,
    InvalidRequest,
    StreamError,
    TransportError,
)
from predcore.kit import Limiter
from predcore_polymarket import LiveSubscription, Polymarket, RtdsSubscription
from predcore_polymarket._stream.listening import Channel, listen
from predcore_polymarket.models.streams.envelope import Unfamiliar
from predcore_polymarket.models.streams.live_data import LivePrice, LiveReply
from predcore_polymarket.models.streams.market import Book, PriceChanges
from predcore_polymarket.models.streams.rtds import RtdsMessage, RtdsRefusal
from predcore_polymarket.models.streams.sports import SportResult
from predcore_polymarket.models.streams.user import UserTrade
from shared import PAYLOADS, needs_payloads

PATHS = {
    "ws_market": "/ws/market",
    "ws_user": "/ws/user",
    "ws_sports": "/sports/ws",
    "rtds": "/rtds",
    "live_data": "/live/ws",
}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


class Server:
    """Says what it is told to, after as many frames as it is told to hear."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.script: list[tuple[int, list[str]]] = []
        self.closes = False

    async def handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        for count, frames in self.script:
            while len(self.heard) < count:
                self.heard.append(await socket.receive_str())
            for frame in frames:
                await socket.send_str(frame)
        if not self.closes:
            async for message in socket:
                self.heard.append(message.data)
        return socket


@asynccontextmanager
async def serving(
    *script: tuple[int, list[str]], closes: bool = False
) -> AsyncGenerator[tuple[Server, Polymarket]]:
    server, app = Server(), web.Application()
    server.script, server.closes = list(script), closes
    for path in PATHS.values():
        app.router.add_get(path, server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host = f"ws://127.0.0.1:{runner.addresses[0][1]}"
    urls = {name: host + path for name, path in PATHS.items()}
    try:
        async with Polymarket(
            environment="sandbox",
            credentials=CREDENTIALS,
            urls=urls,
            limiter=Limiter({}),
        ) as native:
            yield server, native
    finally:
        await runner.cleanup()


async def take(events: AsyncIterator[Any], count: int) -> list[Any]:
    with anyio.fail_after(10):
        return [await anext(events) for _ in range(count)]


BOOK = '{"event_type":"book","asset_id":"7","bids":[{"price":"0.5","size":"1.5"}]}'
CHANGE = (
    '{"event_type":"price_change","market":"0x1","timestamp":"5","price_changes":'
    '[{"asset_id":"7","price":"0.5","size":"0","side":"BUY"}]}'
)


async def test_the_market_channel_gives_its_events() -> None:
    script = (1, [f"[{BOOK},{CHANGE}]", "PONG", '{"event_type":"new"}'])
    async with serving(script) as (server, native):
        async with native.streams.market(["7", "8"]) as events:
            book, changes, other = await take(events, 3)
            await events.send({"operation": "unsubscribe", "assets_ids": ["8"]})
            with anyio.fail_after(10):
                while len(server.heard) < 2:
                    await anyio.lowlevel.checkpoint()
        hello, more = map(json.loads, server.heard[:2])
    assert isinstance(book, Book)
    assert book.bids[0].size == Decimal("1.5")
    assert isinstance(changes, PriceChanges)
    assert changes.timestamp == 5
    assert other == Unfamiliar("new")
    assert hello["assets_ids"] == ["7", "8"]
    assert hello["custom_feature_enabled"] is True
    assert more == {"operation": "unsubscribe", "assets_ids": ["8"]}


async def test_custom_features_can_be_left_out() -> None:
    async with serving((1, [BOOK])) as (server, native):
        async with native.streams.market(["7"], custom_features=False) as events:
            await take(events, 1)
        assert json.loads(server.heard[0])["custom_feature_enabled"] is False


async def test_the_user_channel_begins_with_the_credentials() -> None:
    trade = (
        '[{"event_type":"trade","id":"t1","market":"0x1","asset_id":"7","side":"BUY",'
        '"size":"1","price":"0.5","status":"MINED"}]'
    )
    async with serving((1, [trade])) as (server, native):
        async with native.streams.user(["0x1"]) as events:
            (told,) = await take(events, 1)
            assert CREDENTIALS["api_secret"] not in repr(events)
        assert json.loads(server.heard[0]) == {
            "type": "user",
            "auth": {
                "apiKey": OWNER,
                "secret": CREDENTIALS["api_secret"],
                "passphrase": CREDENTIALS["api_passphrase"],
            },
            "markets": ["0x1"],
        }
    assert isinstance(told, UserTrade)
    assert told.status == "MINED"


async def test_the_user_channel_is_about_every_market_by_default() -> None:
    async with serving((1, ["[]", '{"event_type":"x"}'])) as (server, native):
        async with native.streams.user() as events:
            await take(events, 1)
        assert "markets" not in json.loads(server.heard[0])


async def test_pings_about_sports_are_answered() -> None:
    game = {
        "gameId": 1317359,
        "leagueAbbreviation": "nfl",
        "homeTeam": "KC",
        "score": "3-16",
        "live": True,
        "ended": False,
        "elapsed": "",
        "finished_timestamp": "2026-01-01T00:00:00Z",
        "last_update": "2026-01-01T00:00:01Z",
    }
    script = [(0, ["ping"]), (1, [json.dumps(game)])]
    async with serving(*script) as (server, native):
        async with native.streams.sports() as events:
            (told,) = await take(events, 1)
        assert server.heard[0] == "pong"
    assert told == SportResult(
        game_id=1317359,
        league_abbreviation="nfl",
        home_team="KC",
        score="3-16",
        live=True,
        ended=False,
        finished_timestamp="2026-01-01T00:00:00Z",
        last_update="2026-01-01T00:00:01Z",
    )


async def test_the_older_prices_are_told_to_the_last_digit() -> None:
    price = (
        '{"topic":"crypto_prices_chainlink","type":"update","timestamp":1779223901136,'
        '"connection_id":"c","payload":{"symbol":"btc/usd","timestamp":1779223900000,'
        '"value":76930.94130188538,"full_accuracy_value":"76930941301885385000000"}}'
    )
    past = (
        '{"topic":"crypto_prices","type":"subscribe","payload":{"symbol":"btc/usd",'
        '"data":[{"timestamp":1,"value":2.50},{"timestamp":2,"value":3}]}}'
    )
    refusal = '{"statusCode":500,"body":{"message":"no such relation"}}'
    comment = '{"topic":"comments","type":"comment_created","payload":{"id":"1"}}'
    frames = ["", price, past, refusal, comment, '{"hello":1}', price]
    asked = (
        RtdsSubscription("crypto_prices"),
        RtdsSubscription("comments", "*", '{"parentEntityID":1}'),
    )
    async with serving((1, frames)) as (server, native):
        async with native.streams.rtds(*asked) as events:
            told = await take(events, 5)
        assert json.loads(server.heard[0]) == {
            "action": "subscribe",
            "subscriptions": [
                {"topic": "crypto_prices", "type": "update"},
                {
                    "topic": "comments",
                    "type": "*",
                    "filters": '{"parentEntityID":1}',
                },
            ],
        }
        (entry,) = native.drift.report()
        assert entry.field == "topic"
    first, second, third, fourth, _ = told
    assert isinstance(first, RtdsMessage)
    assert first.payload["full_accuracy_value"] == "76930941301885385000000"
    assert [point.value for point in first.points] == [Decimal("76930.94130188538")]
    assert [point.value for point in second.points] == [Decimal("2.50"), Decimal(3)]
    assert isinstance(third, RtdsRefusal)
    assert (third.status_code, third.body.message) == (500, "no such relation")
    assert fourth.points == ()


async def test_live_prices_are_asked_for_once_the_key_is_known() -> None:
    price = (
        '{"v":1,"channel":"price.crypto","seq":3,"ts":1779223901136,"payload":'
        '{"symbol":"btcusd","source":"chainlink","value":76930.94,'
        '"full_accuracy_value":"76930.941301885385","timestamp":1779223900000}}'
    )
    refused = '{"op":"error","rid":"2","channel":"price.equity","code":"bad_filter"}'
    script = [
        (1, ['{"op":"authed","rid":"1"}']),
        (2, ['{"op":"subscribed","rid":"2"}', refused, '{"a":1}', price]),
    ]
    asked = (
        LiveSubscription("price.crypto", "btcusd"),
        LiveSubscription("price.crypto.twap", "btcusd", "chainlink"),
    )
    async with serving(*script) as (server, native):
        async with native.streams.live_data(*asked) as events:
            told = await take(events, 4)
        auth, subscribe = map(json.loads, server.heard[:2])
    assert auth["op"] == "auth"
    assert auth["auth"]["apiKey"] == OWNER
    assert subscribe["subscriptions"] == [
        {"channel": "price.crypto", "filter": {"symbol": "btcusd"}},
        {
            "channel": "price.crypto.twap",
            "filter": {
                "symbol": "btcusd",
                "window_seconds": 60,
                "provider": "chainlink",
            },
        },
    ]
    assert [event.op for event in told[:3]] == ["authed", "subscribed", "error"]
    assert isinstance(told[2], LiveReply)
    assert told[2].code == "bad_filter"
    assert isinstance(told[3], LivePrice)
    assert told[3].payload.full_accuracy_value == Decimal("76930.941301885385")
    assert told[3].seq == 3


async def test_a_key_that_is_no_good_for_live_prices_is_told() -> None:
    script = (1, ['{"op":"error","rid":"1","code":"auth_invalid"}'])
    async with serving(script) as (_, native):
        asked = LiveSubscription("price.crypto", "btcusd")
        async with native.streams.live_data(asked) as events:
            with pytest.raises(AuthenticationFailed):
                await take(events, 1)


async def test_subscriptions_are_counted_before_dialling() -> None:
    async with Polymarket(environment="sandbox", limiter=Limiter({})) as native:
        with pytest.raises(InvalidRequest):
            async with native.streams.rtds():
                pass
        for count in (0, 65):
            asked = [LiveSubscription("price.crypto", str(n)) for n in range(count)]
            with pytest.raises(InvalidRequest, match="1 to 64"):
                async with native.streams.live_data(*asked):
                    pass


# -- one connection -----------------------------------------------------------------


async def test_what_came_before_the_end_is_told_before_it() -> None:
    async with (
        serving((1, [BOOK, CHANGE]), closes=True) as (_, native),
        native.streams.market(["7"]) as events,
    ):
        assert len(await take(events, 2)) == 2
        for _ in range(2):
            with pytest.raises(TransportError):
                await take(events, 1)


def words(frame: str | bytes) -> Sequence[str]:
    return str(frame).split()


async def test_nothing_is_left_out_of_what_is_read_too_slowly() -> None:
    line = ScriptedSocket("one two three four")
    async with listen(Dialling(line), Channel(decode=words), 3) as events:
        assert await take(events, 3) == ["one", "two", "three"]
        with pytest.raises(StreamError, match="3 events"):
            await take(events, 1)


async def test_a_frame_that_makes_no_sense_ends_it() -> None:
    async with (
        serving((1, ["<html>"])) as (_, native),
        native.streams.market(["7"]) as events,
    ):
        with pytest.raises(BadResponse):
            await take(events, 1)


async def test_pings_are_sent_in_time_and_their_answers_are_no_events() -> None:
    line = ScriptedSocket("PONG", "hello")
    channel = Channel(
        decode=words,
        ping="PING",
        every=0.0,
        pong=frozenset({"PONG"}),
        hello=["swordfish"],
    )
    async with listen(Dialling(line), channel) as events:
        assert await take(events, 1) == ["hello"]
        with anyio.fail_after(10):
            while line.sent.count("PING") < 3:
                await anyio.lowlevel.checkpoint()
    assert line.sent[0] == "swordfish"
    assert "swordfish" not in repr(channel)


async def test_a_connection_without_a_sign_of_life_is_over() -> None:
    line = ScriptedSocket("hello")
    channel = Channel(decode=words, patience=0.0)
    async with listen(Dialling(line), channel) as events:
        with pytest.raises(TransportError, match="no sign of life"):
            await take(events, 2)


async def test_what_goes_wrong_in_the_block_comes_out_as_it_is() -> None:
    class Oops(Exception):
        pass

    with pytest.raises(Oops):
        async with listen(Dialling(ScriptedSocket()), Channel(decode=words)):
            raise Oops


async def test_a_venue_that_cannot_be_reached_is_told_on_entering() -> None:
    urls = {"ws_sports": "ws://127.0.0.1:9/ws"}
    async with Polymarket(environment="sandbox", urls=urls) as native:
        with pytest.raises(TransportError):
            async with native.streams.sports():
                pass


@needs_payloads
async def test_the_recorded_messages_of_the_older_socket_are_read() -> None:
    folder = PAYLOADS / "polymarket" / "ws"
    (session,) = folder.glob("session_240*")
    (refusals,) = folder.glob("rtds*")
    frames = [
        text
        for text in session.read_text().split(";;")
        if text.strip().startswith("{") and "topic" in json.loads(text)
    ]
    frames += [
        json.dumps(json.loads(line)["payload"])
        for line in refusals.read_text().splitlines()
    ]
    async with serving((1, frames)) as (_, native):
        async with native.streams.rtds(RtdsSubscription("comments")) as events:
            told = await take(events, len(frames))
        assert native.drift.report() == ()
    prices = [m for m in told if isinstance(m, RtdsMessage) and "prices" in m.topic]
    assert len(prices) > 100
    assert all(message.points for message in prices)
    assert sum(isinstance(message, RtdsRefusal) for message in told) == 4
