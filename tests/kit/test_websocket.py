"""aiohttp's client behind the socket seam, against a server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from predcore import (
    AuthenticationFailed,
    InvalidRequest,
    PermissionDenied,
    RateLimited,
    TransportError,
    Unavailable,
    VenueError,
)
from predcore.kit import websocket

Talk = Callable[[web.WebSocketResponse], Awaitable[None]]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def server(
    talk: Talk, seen: list[web.Request] | None = None, status: int = 101
) -> AsyncGenerator[str]:
    """Serve one conversation per connection; the URL it is at."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if seen is not None:
            seen.append(request)
        if status != 101:
            return web.Response(status=status)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await talk(socket)
        return socket

    app = web.Application()
    app.router.add_get("/ws", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"ws://127.0.0.1:{runner.addresses[0][1]}/ws"
    finally:
        await runner.cleanup()


async def echo(socket: web.WebSocketResponse) -> None:
    async for message in socket:
        await socket.send_str(message.data.upper())


async def test_frames_go_out_and_come_in() -> None:
    async with server(echo) as url, websocket(url)() as socket:
        await socket.send("hello")
        await socket.send(b"there")
        assert [await socket.receive(), await socket.receive()] == ["HELLO", "THERE"]


async def test_binary_frames_come_in_as_bytes() -> None:
    async def talk(socket: web.WebSocketResponse) -> None:
        await socket.send_bytes(b"{}")

    async with server(talk) as url, websocket(url)() as socket:
        assert await socket.receive() == b"{}"


async def test_every_handshake_is_proven_anew() -> None:
    proofs = iter(["first", "second"])
    seen: list[web.Request] = []
    async with server(echo, seen) as url:
        dial = websocket(url, headers=lambda: {"x-proof": next(proofs)})
        for _ in range(2):
            async with dial():
                pass
    assert [request.headers["x-proof"] for request in seen] == ["first", "second"]


async def test_the_end_of_a_connection_is_a_transport_error_with_its_code() -> None:
    async def talk(socket: web.WebSocketResponse) -> None:
        await socket.close(code=1013)

    async with server(talk) as url, websocket(url)() as socket:
        with pytest.raises(TransportError, match="code 1013"):
            await socket.receive()


async def test_a_message_beyond_the_limit_ends_the_connection() -> None:
    async def talk(socket: web.WebSocketResponse) -> None:
        await socket.send_str("x" * 2000)

    async with server(talk) as url, websocket(url, largest=1000)() as socket:
        with pytest.raises(TransportError):
            await socket.receive()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, AuthenticationFailed),
        (403, PermissionDenied),
        (404, VenueError),
        (429, RateLimited),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
async def test_a_refused_handshake_is_the_venues_refusal(
    status: int, error: type[VenueError]
) -> None:
    async with server(echo, status=status) as url:
        dial = websocket(f"{url}?secret=1", headers=lambda: {"x-key": "secret"})
        with pytest.raises(error) as caught:
            await dial().__aenter__()
    assert type(caught.value) is error
    assert caught.value.status == status
    assert "secret" not in str(caught.value)


async def test_nobody_there_is_a_transport_error() -> None:
    async with server(echo) as url:
        pass
    with pytest.raises(TransportError, match="cannot connect"):
        await websocket(url)().__aenter__()


async def test_a_handshake_that_takes_too_long_is_a_transport_error() -> None:
    asked = asyncio.Event()

    async def silent(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.set()
        await reader.read()
        writer.close()

    listener = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with listener:
        port = listener.sockets[0].getsockname()[1]
        with pytest.raises(TransportError):
            await websocket(f"ws://127.0.0.1:{port}", timeout=0.1)().__aenter__()
    assert asked.is_set()


async def test_a_connection_that_answers_no_ping_is_lost() -> None:
    released = asyncio.Event()

    async def talk(socket: web.WebSocketResponse) -> None:
        await released.wait()

    async with server(talk) as url:
        async with websocket(url, heartbeat=0.1)() as socket:
            with pytest.raises(TransportError):
                await socket.receive()
        released.set()


def test_only_websocket_urls_are_dialled() -> None:
    with pytest.raises(InvalidRequest, match="ws://"):
        websocket("https://acme.test/ws")


def test_outside_of_asyncio_the_reason_is_told() -> None:
    with pytest.raises(InvalidRequest, match=r"predcore\[stream\]"):
        websocket("wss://acme.test/ws")()


async def test_a_venue_that_does_not_answer_a_farewell_is_left_soon() -> None:
    released = asyncio.Event()

    async def talk(socket: web.WebSocketResponse) -> None:
        await released.wait()

    async with server(talk) as url:
        async with asyncio.timeout(5):
            async with websocket(url)():
                pass
        released.set()
