"""What goes wrong between a venue and its caller, as switches."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import anyio

__all__ = ["Faulty", "Switches"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_PAGE = (
    b"<!DOCTYPE html><html><head><title>Attention Required!</title></head>"
    b"<body><h1>Sorry, you have been blocked</h1></body></html>"
)
_MEGABYTE = 1_000_000


@dataclass(slots=True, eq=False)
class Switches:
    """How requests are mistreated; every switch can be set at any time.

    Attributes:
        latency: seconds before anything is answered.
        status: answer this status and a line of text.
        html: answer 403 and a page, as a firewall does.
        rate_limited: answer 429 without ``Retry-After``.
        huge: answer 200 and so many megabytes of JSON.
        truncate: cut the true answer in half; it is complete as far as HTTP goes.
        drop: close the connection in the middle of the true answer. Needs a real
            connection (:func:`predcore.sim.serve`).
        times: mistreat so many requests and then none; ``None`` is all of them.
    """

    latency: float = 0.0
    status: int | None = None
    html: bool = False
    rate_limited: bool = False
    huge: int = 0
    truncate: bool = False
    drop: bool = False
    times: int | None = None

    def clear(self) -> None:
        """Back to treating requests well."""
        for name, value in _GOOD.items():
            setattr(self, name, value)

    def spend(self) -> bool:
        """Whether the next request is mistreated; counts ``times`` down."""
        if self.times is None:
            return True
        self.times -= 1
        return self.times >= 0


_GOOD = {name: getattr(Switches(), name) for name in Switches.__slots__}


class Faulty:
    """An ASGI application in front of another, with switches per path prefix.

    >>> faulty = Faulty(simulator.app)          # doctest: +SKIP
    >>> faulty.everywhere.latency = 0.5         # doctest: +SKIP
    >>> faulty.at("/api/book").status = 503     # doctest: +SKIP

    Attributes:
        everywhere: the switches of paths that have none of their own.
        requests: how many requests arrived so far.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self.everywhere = Switches()
        self._at: dict[str, Switches] = {}
        self.requests = 0

    def at(self, prefix: str) -> Switches:
        """The switches of every path that starts with ``prefix``.

        They replace those of shorter prefixes, so a path can also be spared.
        """
        return self._at.setdefault(prefix, Switches())

    def clear(self) -> None:
        """Turn everything off, for every path."""
        self.everywhere.clear()
        self._at.clear()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self.requests += 1
        switches = self._of(str(scope["path"]))
        if not switches.spend():
            await self._app(scope, receive, send)
            return
        if switches.latency:
            await anyio.sleep(switches.latency)
        if switches.status is not None:
            await _answer(send, switches.status, b"simulated fault", "text/plain")
        elif switches.html:
            await _answer(send, 403, _PAGE, "text/html; charset=UTF-8")
        elif switches.rate_limited:
            await _answer(send, 429, b'{"error":"too many requests"}')
        elif switches.huge:
            await _answer_huge(send, switches.huge)
        elif switches.truncate or switches.drop:
            reply = _Held()
            await self._app(scope, receive, reply.take)
            await (reply.drop if switches.drop else reply.truncate)(send)
        else:
            await self._app(scope, receive, send)

    def _of(self, path: str) -> Switches:
        prefixes = [prefix for prefix in self._at if path.startswith(prefix)]
        return self._at[max(prefixes, key=len)] if prefixes else self.everywhere


class _Held:
    """The true answer, kept back."""

    def __init__(self) -> None:
        self._start: Message = {}
        self._body = bytearray()

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._body += message.get("body", b"")

    async def truncate(self, send: Send) -> None:
        half = bytes(self._body[: len(self._body) // 2])
        headers = [h for h in self._start["headers"] if h[0] != b"content-length"]
        length = (b"content-length", str(len(half)).encode())
        await send({**self._start, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": half})

    async def drop(self, send: Send) -> None:
        # The server closes the connection of an answer that is never completed.
        half = bytes(self._body[: len(self._body) // 2])
        await send(self._start)
        await send({"type": "http.response.body", "body": half, "more_body": True})


async def _start(send: Send, status: int, length: int, kind: str) -> None:
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(length).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})


async def _answer(
    send: Send, status: int, body: bytes, kind: str = "application/json"
) -> None:
    await _start(send, status, len(body), kind)
    await send({"type": "http.response.body", "body": body})


async def _answer_huge(send: Send, megabytes: int) -> None:
    opening, closing = b'{"padding":"', b'"}'
    padding = b"x" * (_MEGABYTE - len(opening) - len(closing))
    await _start(send, 200, megabytes * _MEGABYTE, "application/json")
    await send({"type": "http.response.body", "body": opening, "more_body": True})
    for number in range(megabytes):
        body = padding if number == 0 else b"x" * _MEGABYTE
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": closing})
