"""An HTTP server on loopback that can misbehave byte by byte."""

from __future__ import annotations

import gzip
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream

from predcore.kit import Engine, Reply

Behaviour = Callable[[SocketStream], Awaitable[None]]
"""Answers one request; closes the stream to end the connection."""

BODY = b'{"ok": true}'
LARGEST = 1 << 20
"""Bytes that `get` accepts."""


def head(*lines: str, status: str = "200 OK") -> bytes:
    """The head of an answer."""
    fields = ["content-type: application/json", *lines]
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode()


def plain(body: bytes, *lines: str, status: str = "200 OK") -> Behaviour:
    """A whole answer, sent at once."""

    async def send(stream: SocketStream) -> None:
        await stream.send(
            head(f"content-length: {len(body)}", *lines, status=status) + body
        )

    return send


async def drop(stream: SocketStream) -> None:
    """Hang up without a word."""
    await stream.aclose()


async def tear(stream: SocketStream) -> None:
    """Hang up in the middle of the body."""
    await stream.send(head("content-length: 100") + BODY)
    await stream.aclose()


async def tear_chunks(stream: SocketStream) -> None:
    """Hang up between two chunks."""
    await stream.send(head("transfer-encoding: chunked") + b"5\r\n{'ok'\r\n")
    await stream.aclose()


async def stall(stream: SocketStream) -> None:
    """Say nothing until the other side has gone."""
    try:
        await stream.receive()
    except (anyio.EndOfStream, anyio.BrokenResourceError):
        await stream.aclose()


async def drip(stream: SocketStream) -> None:
    """Send a byte at a time, each soon enough to look alive."""
    await stream.send(head("content-length: 1000"))
    for _ in range(1000):
        await stream.send(b" ")
        await anyio.sleep(0.02)


async def announce_too_much(stream: SocketStream) -> None:
    """Promise 20 MB."""
    await stream.send(head(f"content-length: {20 << 20}") + b" " * 1000)
    await stall(stream)


async def pour(stream: SocketStream) -> None:
    """Send chunk after chunk until nobody listens."""
    await stream.send(head("transfer-encoding: chunked"))
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    while True:
        await stream.send(chunk)


async def gush(stream: SocketStream) -> None:
    """Send 2 MB of no announced length, and hang up."""
    await stream.send(head("connection: close") + b" " * (2 << 20))
    await stream.aclose()


async def bomb(stream: SocketStream) -> None:
    """A small compressed body that is large when opened."""
    body = gzip.compress(b" " * (20 << 20))
    await stream.send(
        head(f"content-length: {len(body)}", "content-encoding: gzip") + body
    )


BEHAVIOURS: dict[str, Behaviour] = {
    "/ok": plain(BODY),
    "/missing": plain(b'{"error": "no such thing"}', status="404 Not Found"),
    "/down": plain(b"", status="503 Service Unavailable"),
    "/html": plain(b"<html>"),
    "/empty": plain(b""),
    "/gzip": plain(gzip.compress(BODY), "content-encoding: gzip"),
    "/not-gzip": plain(BODY, "content-encoding: gzip"),
    "/moved": plain(b"", "location: /ok", status="302 Found"),
    "/cookie": plain(BODY, "set-cookie: session=1; path=/"),
    "/headers": plain(BODY, "X-Request-Id: Abc", "Retry-After: 7"),
    "/drop": drop,
    "/tear": tear,
    "/tear-chunks": tear_chunks,
    "/stall": stall,
    "/drip": drip,
    "/announce-too-much": announce_too_much,
    "/pour": pour,
    "/gush": gush,
    "/bomb": bomb,
}


class Loopback:
    """What the server was sent, and where it is."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.connections = 0

    async def _serve(self, stream: SocketStream) -> None:
        self.connections += 1
        received = BufferedByteReceiveStream(stream)
        async with stream:
            try:
                while True:
                    await self._answer(stream, received)
            except (
                anyio.EndOfStream,
                anyio.IncompleteRead,
                anyio.BrokenResourceError,
                anyio.ClosedResourceError,
            ):
                return

    async def _answer(
        self, stream: SocketStream, received: BufferedByteReceiveStream
    ) -> None:
        top = (await received.receive_until(b"\r\n\r\n", 1 << 16)).decode("latin-1")
        first, *lines = top.split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines)
        body = await received.receive_exactly(int(fields.get("content-length", 0)))
        self.requests.append((first, fields, body))
        path = first.split(" ")[1].partition("?")[0]
        behave = BEHAVIOURS[path]
        if path == "/second-drops" and len(self.requests) == 1:
            behave = plain(BODY)
        await behave(stream)


BEHAVIOURS["/second-drops"] = drop


@asynccontextmanager
async def loopback() -> AsyncGenerator[Loopback]:
    """Serve on a free port of loopback until left."""
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    server = Loopback(listener.extra(SocketAttribute.local_port))
    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, server._serve)
        yield server
        tasks.cancel_scope.cancel()


async def get(
    engine: Engine,
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    timeout: float = 5.0,
) -> Reply:
    with anyio.fail_after(10):
        return await engine.send(
            method, url, {"x-test": "1"}, body, timeout=timeout, largest=LARGEST
        )
