"""Who is let in to the simulated socket, and how it is kept open."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

import aiohttp
import anyio
import pytest

from kalshi.socket_desk import SocketDesk, signed
from predcore_kalshi._simulator.stream import StreamLimits


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    limits = StreamLimits(heartbeat=timedelta(milliseconds=20))
    async with SocketDesk(limits).served() as desk:
        yield desk


@pytest.mark.parametrize("kind", ["rsa", "ed25519"])
async def test_a_key_of_either_kind_is_let_in(desk: SocketDesk, kind: str) -> None:
    async with desk.client(getattr(desk.simulator.keys, kind)) as client:
        assert await client.ask("list_subscriptions") == client.heard[-1]


async def refused(desk: SocketDesk, headers: dict[str, str]) -> tuple[int, Any]:
    """The status and the JSON of a handshake that fails."""
    opening = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    async with (
        aiohttp.ClientSession() as http,
        http.get(desk.url, headers={**opening, **headers}) as reply,
    ):
        return reply.status, json.loads(await reply.read())


async def test_a_handshake_without_a_signature_is_401_and_json(
    desk: SocketDesk,
) -> None:
    status, body = await refused(desk, {})
    assert status == 401
    assert body == {
        "error": {
            "code": "token_authentication_failure",
            "message": "token authentication failure",
        }
    }


@pytest.mark.parametrize(
    ("off_ms", "text", "details"),
    [
        (0, "GET/trade-api/ws/v1", "INCORRECT_API_KEY_SIGNATURE"),
        (-60_000, "GET/trade-api/ws/v2", None),
        (60_000, "GET/trade-api/ws/v2", None),
    ],
)
async def test_a_wrong_signature_or_clock_is_401(
    desk: SocketDesk, off_ms: int, text: str, details: str | None
) -> None:
    headers = signed(desk.simulator.keys.ed25519, off_ms=off_ms, text=text)
    status, body = await refused(desk, headers)
    assert status == 401
    assert body["error"].get("details") == details


async def test_a_skewed_clock_lets_only_those_in_who_allow_for_it(
    desk: SocketDesk,
) -> None:
    desk.faulty.everywhere.clock_skew = 60
    key = desk.simulator.keys.ed25519
    assert (await refused(desk, signed(key)))[0] == 401
    headers = signed(key, off_ms=60_000)
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(desk.url, headers=headers) as socket,
    ):
        assert not socket.closed


async def test_the_heart_beats_in_pings_that_say_so(desk: SocketDesk) -> None:
    async with desk.client(autoping=False) as client:
        for _ in range(3):
            with anyio.fail_after(20):
                beat = await client.socket.receive()
            assert (beat.type, beat.data) == (aiohttp.WSMsgType.PING, b"heartbeat")


async def test_a_ping_of_the_client_is_answered(desk: SocketDesk) -> None:
    async with desk.client(autoping=False) as client:
        await client.socket.ping(b"there?")
        with anyio.fail_after(20):
            while (answer := await client.socket.receive()).type is (
                aiohttp.WSMsgType.PING
            ):
                pass
        assert (answer.type, answer.data) == (aiohttp.WSMsgType.PONG, b"there?")


async def test_sids_begin_anew_on_every_connection(desk: SocketDesk) -> None:
    for _ in range(2):
        async with desk.client() as client:
            assert await client.subscribe("trade") == 1


async def test_a_closed_connection_hears_nothing_more(desk: SocketDesk) -> None:
    async with desk.client() as client:
        await client.subscribe("trade")
        assert len(desk.stream._open) == 1
    with anyio.fail_after(20):
        while desk.stream._open:
            await anyio.lowlevel.checkpoint()
    desk.buy_best(desk.two_sided()[0])
