"""The seam under streams: who really opens WebSockets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from importlib.util import find_spec
from typing import Protocol

from .._errors import InvalidRequest
from .engines import on_asyncio

__all__ = ["Dial", "Socket", "websocket"]


class Socket(Protocol):
    """The least a WebSocket must do; losing it raises ``TransportError``."""

    async def send(self, frame: str | bytes, /) -> None:
        """Write one text frame."""
        ...

    async def receive(self) -> str | bytes:
        """The next whole message. Does not suspend while one is at hand, so that
        what one read brought is applied before anyone else runs."""
        ...


Dial = Callable[[], AbstractAsyncContextManager[Socket]]
"""Opens a connection; raises ``TransportError``, or the venue's refusal."""


def websocket(
    url: str,
    *,
    headers: Callable[[], Mapping[str, str]] | None = None,
    timeout: float = 10.0,
    heartbeat: float | None = 15.0,
    largest: int = 64 << 20,
) -> Dial:
    """Dial a WebSocket with aiohttp's client.

    Args:
        url: ``ws://`` or ``wss://``.
        headers: called for each handshake, as signatures are good for seconds.
        timeout: seconds the handshake may take.
        heartbeat: seconds between pings; the connection is lost when one is not
            answered in half of that.
        largest: bytes of a message.

    Raises:
        InvalidRequest: not a WebSocket URL, or (when dialling) no asyncio or no
            aiohttp.
    """
    if not url.startswith(("ws://", "wss://")):
        raise InvalidRequest("a stream's URL must start with ws:// or wss://")

    def dial() -> AbstractAsyncContextManager[Socket]:
        if not on_asyncio() or not find_spec("aiohttp"):
            raise InvalidRequest(
                "streams need asyncio, and aiohttp: pip install 'predcore[stream]'"
            )
        from ._aiohttp_socket import open_socket

        return open_socket(
            url, headers() if headers else {}, timeout, heartbeat, largest
        )

    return dial
