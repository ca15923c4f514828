"""The one seam under the pipeline: who really sends the bytes.

The httpx engine takes any httpx transport (tests, in-process ASGI applications) and
runs on asyncio and trio. The aiohttp engine costs a fraction per request and is
taken on asyncio where aiohttp is installed; nothing above this module can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Protocol, TypeAlias

from .._errors import BadResponse, InvalidRequest

if TYPE_CHECKING:
    import aiohttp
    import httpx

__all__ = [
    "AutoEngine",
    "Engine",
    "EngineName",
    "Reply",
    "Transport",
    "Unanswered",
]

EngineName = Literal["auto", "httpx", "aiohttp"]
"""``auto`` is aiohttp on asyncio where it is installed, else httpx. A script that
sends a handful of requests starts faster with ``httpx``."""

Transport: TypeAlias = "httpx.AsyncBaseTransport"
"""An httpx transport to send through instead of the network."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A venue's answer, read to its end. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Unanswered(Exception):
    """No answer. ``sent`` tells whether the request may have arrived."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        super().__init__(reason)
        self.sent = sent


class Engine(Protocol):
    """Sends one request once."""

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        largest: int,
    ) -> Reply:
        """Return the answer; raises ``Unanswered``, or ``BadResponse`` over
        ``largest`` bytes."""
        ...

    async def aclose(self) -> None:
        """Close the connection pool."""
        ...


class AutoEngine:
    """Chooses its engine at the first request, when the event loop is known.

    Args:
        name: see :data:`EngineName`.
        transport: an httpx transport to send through; implies ``httpx``.
    """

    def __init__(
        self, name: EngineName = "auto", transport: Transport | None = None
    ) -> None:
        self._name = name
        self._transport = transport
        self._engine: Engine | None = None

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        largest: int,
    ) -> Reply:
        engine = self._engine or self._choose()
        return await engine.send(
            method, url, headers, body, timeout=timeout, largest=largest
        )

    def _choose(self) -> Engine:
        wanted = self._name
        if wanted == "auto":
            wanted = "aiohttp" if _aiohttp_suits() else "httpx"
        if self._transport is not None or wanted == "httpx":
            self._engine = HttpxEngine(self._transport)
        else:
            self._engine = AiohttpEngine()
        return self._engine

    async def aclose(self) -> None:
        if self._engine is not None:
            await self._engine.aclose()


def _aiohttp_suits() -> bool:
    import sys

    return "asyncio" in sys.modules and _on_asyncio() and bool(find_spec("aiohttp"))


def _on_asyncio() -> bool:
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


class HttpxEngine:
    """httpx over httpcore, or over the transport it is given."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        import httpx

        # Thirty idle connections would make httpcore's pool slow: it looks at all
        # of them on every request.
        self._client = httpx.AsyncClient(
            transport=transport,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=20),
        )

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        largest: int,
    ) -> Reply:
        import httpx

        try:
            async with self._client.stream(
                method, url, headers=headers, content=body, timeout=timeout
            ) as response:
                _check_length(response.headers.get("content-length"), largest)
                chunks: list[bytes] = []
                size = 0
                async for chunk in response.aiter_bytes():
                    size += len(chunk)
                    if size > largest:
                        _too_large(largest)
                    chunks.append(chunk)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unanswered(_reason(error), sent=False) from error
        except httpx.InvalidURL as error:
            raise InvalidRequest(f"not a usable URL: {error}") from error
        except httpx.DecodingError as error:
            raise BadResponse("the answer's compression is broken") from error
        except httpx.TransportError as error:
            raise Unanswered(_reason(error), sent=True) from error
        return Reply(response.status_code, response.headers, b"".join(chunks))

    async def aclose(self) -> None:
        await self._client.aclose()


class AiohttpEngine:
    """aiohttp's client; opened on the first request, inside the running loop."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        from urllib.request import getproxies

        import aiohttp

        # Reading proxies from the environment on every request would cost more
        # than the request; no proxy now means none later.
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=bool(getproxies()),
            connector=aiohttp.TCPConnector(limit=100),
            skip_auto_headers=("User-Agent",),
        )
        return self._session

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        *,
        timeout: float,
        largest: int,
    ) -> Reply:
        import aiohttp
        from yarl import URL

        session = self._session or self._open()
        try:
            async with session.request(
                method,
                URL(url, encoded=True),
                headers=headers,
                data=body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=timeout, sock_connect=timeout),
            ) as response:
                _check_length(response.headers.get("content-length"), largest)
                return Reply(
                    response.status,
                    {name.lower(): text for name, text in response.headers.items()},
                    await _read(response.content, largest),
                )
        except aiohttp.InvalidURL as error:
            raise InvalidRequest(f"not a usable URL: {error}") from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unanswered(_reason(error), sent=False) from error
        except (aiohttp.ClientPayloadError, aiohttp.ClientError) as error:
            raise Unanswered(_reason(error), sent=True) from error
        except TimeoutError as error:
            raise Unanswered("no answer in time", sent=True) from error
        except OSError as error:
            raise Unanswered(_reason(error), sent=True) from error

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


async def _read(content: Any, largest: int) -> bytes:
    chunk: bytes = await content.readany()
    if content.at_eof():
        if len(chunk) > largest:
            _too_large(largest)
        return chunk
    chunks, size = [chunk], len(chunk)
    while chunk := await content.readany():
        size += len(chunk)
        if size > largest:
            _too_large(largest)
        chunks.append(chunk)
    return b"".join(chunks)


def _check_length(header: str | None, largest: int) -> None:
    if header is not None and header.isdigit() and int(header) > largest:
        _too_large(largest)


def _too_large(largest: int) -> NoReturn:
    raise BadResponse(f"the answer is larger than {largest} bytes")


def _reason(error: BaseException) -> str:
    """The kind of failure; a message may hold a URL with its query, a type may not."""
    causes = {
        "ConnectError": "cannot connect",
        "ClientConnectorError": "cannot connect",
        "ClientConnectorDNSError": "cannot find the host",
        "ConnectTimeout": "no connection in time",
        "ConnectionTimeoutError": "no connection in time",
        "ReadTimeout": "no answer in time",
        "RemoteProtocolError": "the connection broke off",
        "ServerDisconnectedError": "the connection broke off",
        "ClientPayloadError": "the answer broke off",
    }
    name = type(error).__name__
    return causes.get(name, name)
