"""aiohttp's WebSocket client: asyncio only."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from urllib.request import getproxies

import aiohttp

from .._errors import (
    AuthenticationFailed,
    InvalidRequest,
    PermissionDenied,
    RateLimited,
    TransportError,
    Unavailable,
    VenueError,
)
from .engines import reason_of

__all__ = ["open_socket"]

_KINDS = {401: AuthenticationFailed, 403: PermissionDenied, 429: RateLimited}

# A venue that went silent will not answer a farewell either; pyright does not see
# the fields of an attrs class.
_CLOSING = aiohttp.ClientWSTimeout(ws_close=1.0)  # pyright: ignore[reportCallIssue]


class AiohttpSocket:
    """An open connection; pings are answered below it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._receive = socket.receive

    async def send(self, frame: str | bytes, /) -> None:
        text = frame if isinstance(frame, str) else frame.decode()
        try:
            await self._socket.send_str(text)
        except (aiohttp.ClientError, OSError) as error:
            raise TransportError(f"stream: {reason_of(error)}") from error

    async def receive(self) -> str | bytes:
        message = await self._receive()
        kind = message.type
        if kind is aiohttp.WSMsgType.TEXT or kind is aiohttp.WSMsgType.BINARY:
            data: str | bytes = message.data
            return data
        if kind is aiohttp.WSMsgType.ERROR:
            raise TransportError(f"stream: {reason_of(message.data)}")
        code = self._socket.close_code
        raise TransportError(f"the stream was closed, code {code}")


@asynccontextmanager
async def open_socket(
    url: str,
    headers: Mapping[str, str],
    timeout: float,
    heartbeat: float | None,
    largest: int,
) -> AsyncGenerator[AiohttpSocket]:
    """Connect; see :func:`~predcore.kit.websocket`."""
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=bool(getproxies()),
        timeout=aiohttp.ClientTimeout(total=None, connect=timeout, sock_read=timeout),
        skip_auto_headers=("User-Agent",),
    ) as session:
        try:
            socket = await session.ws_connect(
                url,
                headers=headers,
                heartbeat=heartbeat,
                max_msg_size=largest,
                timeout=_CLOSING,
            )
        except aiohttp.WSServerHandshakeError as error:
            raise _refusal(error.status) from error
        except aiohttp.InvalidURL as error:
            raise InvalidRequest("not a usable WebSocket URL") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TransportError(f"stream: {reason_of(error)}") from error
        async with socket:
            yield AiohttpSocket(socket)


def _refusal(status: int) -> VenueError:
    kind = Unavailable if status >= 500 else _KINDS.get(status, VenueError)
    return kind(f"the stream's handshake was answered with {status}", status=status)
