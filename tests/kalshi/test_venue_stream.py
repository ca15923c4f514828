"""`watch` and `watch_account` over a real connection to a scripted venue."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from functools import partial
from typing import Any

import anyio
import pytest
from aiohttp import web

from kalshi.feeds import Publisher, busy, frame
from kalshi.keys import ed25519_pem
from predcore import (
    AuthenticationFailed,
    BookUpdate,
    Connected,
    Disconnected,
    Gap,
    Instrument,
    InvalidId,
    InvalidRequest,
    Level,
    PositionUpdate,
    Resynced,
    Streaming,
    Update,
)
from predcore_kalshi import Kalshi
from predcore_kalshi._environment import stream_url
from predcore_kalshi._venue import KalshiVenue

A = "KXRAIN-A"
YES, NO = (Instrument("kalshi", A, outcome) for outcome in ("yes", "no"))
NOTHING: dict[str, dict[str, Any]] = {
    "/exchange/user_data_timestamp": {"as_of_time": None},
    "/portfolio/fills": {"fills": [], "cursor": ""},
    "/historical/fills": {"fills": [], "cursor": ""},
    "/historical/cutoff": {
        f"{name}_ts": "2026-09-01T00:00:00Z"
        for name in ("market_settled", "trades_created", "orders_updated")
    },
}
KEY = {"key_id": "k1", "private_key": ed25519_pem()}


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


class Server:
    """Answers commands as the venue does, and says what it is told to say."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        self.handshakes: list[web.Request] = []
        self.sockets: list[web.WebSocketResponse] = []
        self.commands: list[Any] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.handshakes.append(request)
        if "KALSHI-ACCESS-SIGNATURE" not in request.headers:
            return web.Response(status=401)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.publisher.connect()
        async for message in socket:
            self.commands.append(message.json())
            await self.say(*self.publisher.answer([message.json()]))
        return socket

    async def say(self, *frames: str) -> None:
        for each in frames:
            await self.sockets[-1].send_str(each)


async def _answer(body: dict[str, Any], _: web.Request) -> web.Response:
    return web.json_response(body)


@asynccontextmanager
async def serving(publisher: Publisher) -> AsyncGenerator[tuple[Server, KalshiVenue]]:
    server, app = Server(publisher), web.Application()
    app.router.add_get("/trade-api/ws/v2", server.handle)
    for path, body in NOTHING.items():
        app.router.add_get(f"/trade-api/v2{path}", partial(_answer, body))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/trade-api/v2"
    try:
        async with Kalshi(urls={"rest": url}, credentials=KEY) as native:
            yield server, KalshiVenue(native)
    finally:
        await runner.cleanup()


async def take(updates: AsyncIterator[Update], count: int) -> list[Update]:
    with anyio.fail_after(10):
        return [await anext(updates) for _ in range(count)]


async def test_a_watched_book_is_told_from_both_outcomes() -> None:
    async with serving(busy(A)) as (server, venue):
        async with venue.watch(YES, NO) as updates:
            connected, yes, no = await take(updates, 3)
        assert server.handshakes[0].headers["KALSHI-ACCESS-KEY"] == "k1"
    assert connected == Connected(0, (YES, NO))
    assert isinstance(yes, BookUpdate)
    assert isinstance(no, BookUpdate)
    assert (yes.book.instrument, no.book.instrument) == (YES, NO)
    snapshot = yes.book.snapshot()
    assert snapshot.bids[0] == Level(Decimal("0.47"), Decimal(3))
    assert snapshot.complement(NO).bids == no.book.snapshot().bids


async def test_changes_arrive_and_a_gap_is_mended() -> None:
    publisher = busy(A)
    async with serving(publisher) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        await server.say(publisher.change(A, "yes", 4800, 100))
        (update,) = await take(updates, 1)
        assert isinstance(update, BookUpdate)
        assert update.book.bid == Level(Decimal("0.48"), Decimal(1))
        publisher.change(A, "yes", 4900, 100)
        await server.say(publisher.change(A, "yes", 4900, 100))
        gap, resynced, after = await take(updates, 3)
    assert gap == Gap((YES,), 3, 4)
    assert resynced == Resynced((YES,))
    assert isinstance(after, BookUpdate)
    assert after.book.snapshot().bids[0] == Level(Decimal("0.49"), Decimal(2))


async def test_a_lost_connection_is_dialled_again_with_a_new_signature() -> None:
    publisher = busy(A)
    async with serving(publisher) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        await server.sockets[0].close()
        kinds = [type(update) for update in await take(updates, 3)]
        assert kinds == [Disconnected, Connected, BookUpdate]
        assert len(server.handshakes) == 2


async def test_an_account_is_told_of_its_positions() -> None:
    async with serving(busy(A)) as (server, venue), venue.watch_account() as updates:
        await take(updates, 1)
        msg = {"user_id": "u1", "market_ticker": A, "position_fp": "2.00"}
        await server.say(frame("market_position", msg, sid=3))
        told = await take(updates, 2)
    held = [each.position for each in told if isinstance(each, PositionUpdate)]
    assert {each.instrument: each.size for each in held} == {YES: 2, NO: 0}


async def test_without_credentials_the_reader_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("API_KEY_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH"):
        monkeypatch.delenv(f"KALSHI_{name}", raising=False)
        monkeypatch.delenv(f"PREDCORE_KALSHI_{name}", raising=False)
    async with Kalshi(environment="sandbox") as native:
        venue = KalshiVenue(native)
        async with venue.watch(YES) as updates:
            with pytest.raises(AuthenticationFailed):
                await take(updates, 1)


async def test_what_cannot_be_watched_is_refused_before_dialling() -> None:
    async with Kalshi(environment="sandbox") as native:
        venue = KalshiVenue(native)
        assert isinstance(venue, Streaming)
        with pytest.raises(InvalidRequest, match="at least one"):
            venue.watch()
        with pytest.raises(InvalidId):
            venue.watch(Instrument("acme", "rain", "yes"))


def test_the_stream_is_on_the_host_of_rest_where_only_that_is_given() -> None:
    urls = {"rest": "http://127.0.0.1:9/trade-api/v2"}
    assert stream_url("live", urls) == "ws://127.0.0.1:9/trade-api/ws/v2"
    urls["stream"] = "wss://elsewhere.test/ws"
    assert stream_url("live", urls) == "wss://elsewhere.test/ws"


def test_each_environment_has_its_own_stream() -> None:
    urls = {stream_url(environment) for environment in ("live", "demo", "sandbox")}
    assert len(urls) == 3
    assert "wss://external-api-ws.kalshi.com/trade-api/ws/v2" in urls
