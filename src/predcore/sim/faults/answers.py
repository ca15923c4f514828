"""Answers no application gave: made up, or the true one broken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from .asgi import Message, Send

__all__ = ["PAGE", "Held", "answer", "answer_huge", "dated"]

PAGE = (
    b"<!DOCTYPE html><html><head><title>Attention Required!</title></head>"
    b"<body><h1>Sorry, you have been blocked</h1></body></html>"
)
_MEGABYTE = 1_000_000


class Held:
    """The true answer, kept back."""

    def __init__(self) -> None:
        self._start: Message = {}
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        """In place of sending it."""
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._body += message.get("body", b"")

    async def truncate(self, send: Send) -> None:
        """Send the first half as if it were all."""
        half = bytes(self._body[: len(self._body) // 2])
        headers = [h for h in self._start["headers"] if h[0] != b"content-length"]
        length = (b"content-length", str(len(half)).encode())
        await send({**self._start, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": half})

    async def drop(self, send: Send) -> None:
        """Send the first half of what was announced as more."""
        # The server closes the connection of an answer that is never completed.
        half = bytes(self._body[: len(self._body) // 2])
        await send(self._start)
        await send({"type": "http.response.body", "body": half, "more_body": True})


def dated(send: Send, skew: float = 0.0) -> Send:
    """``send``, with a ``Date`` so many seconds off in an answer that has none."""

    async def send_dated(message: Message) -> None:
        if message["type"].endswith("http.response.start"):
            headers: list[tuple[bytes, bytes]] = [*message.get("headers", ())]
            if not any(name.lower() == b"date" for name, _ in headers):
                now = datetime.now(UTC) + timedelta(seconds=skew)
                headers.append((b"date", format_datetime(now, usegmt=True).encode()))
            message = {**message, "headers": headers}
        await send(message)

    return send_dated


async def answer(
    send: Send,
    status: int,
    body: bytes,
    kind: str = "application/json",
    *,
    to: str = "http",
) -> None:
    """Send a whole answer; ``to`` a ``websocket`` it refuses the handshake."""
    prefix = "" if to == "http" else f"{to}."
    await _start(send, status, len(body), kind, prefix)
    await send({"type": f"{prefix}http.response.body", "body": body})


async def answer_huge(send: Send, megabytes: int) -> None:
    """Send valid JSON of exactly that size."""
    opening, closing = b'{"padding":"', b'"}'
    padding = b"x" * (_MEGABYTE - len(opening) - len(closing))
    await _start(send, 200, megabytes * _MEGABYTE, "application/json")
    await send({"type": "http.response.body", "body": opening, "more_body": True})
    for number in range(megabytes):
        body = padding if number == 0 else b"x" * _MEGABYTE
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": closing})


async def _start(
    send: Send, status: int, length: int, kind: str, prefix: str = ""
) -> None:
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(length).encode()),
    ]
    start = f"{prefix}http.response.start"
    await send({"type": start, "status": status, "headers": headers})
