"""The one seam under the pipeline: who really sends the bytes.

The httpx engine takes any httpx transport (tests, in-process ASGI applications) and
runs on asyncio and trio. The aiohttp engine costs a fraction per request and is
taken on asyncio where aiohttp is installed; nothing above this module can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, NoReturn, Protocol, TypeAlias, get_args

from .._errors import BadResponse, InvalidRequest

if TYPE_CHECKING:
    import httpx

__all__ = [
    "AutoEngine",
    "Engine",
    "EngineName",
    "Reply",
    "Transport",
    "Unanswered",
    "check_length",
    "on_asyncio",
    "reason_of",
    "too_large",
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

    Raises:
        InvalidRequest: there is no such engine.
    """

    def __init__(
        self, name: EngineName = "auto", transport: Transport | None = None
    ) -> None:
        if name not in get_args(EngineName):
            raise InvalidRequest(f"an engine is auto, httpx or aiohttp, not {name!r}")
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
        wanted = "httpx" if self._transport is not None else self._name
        if wanted == "auto":
            wanted = "aiohttp" if _aiohttp_suits() else "httpx"
        if wanted == "aiohttp" and not _aiohttp_suits():
            raise InvalidRequest(
                "the aiohttp engine needs asyncio, and aiohttp: "
                "pip install 'predcore[stream]'"
            )
        if wanted == "httpx":
            from ._httpx import HttpxEngine

            self._engine = HttpxEngine(self._transport)
        else:
            from ._aiohttp import AiohttpEngine

            self._engine = AiohttpEngine()
        return self._engine

    async def aclose(self) -> None:
        if self._engine is not None:
            await self._engine.aclose()


def _aiohttp_suits() -> bool:
    import sys

    return "asyncio" in sys.modules and on_asyncio() and bool(find_spec("aiohttp"))


def on_asyncio() -> bool:
    """Whether asyncio's loop is running here."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def check_length(header: str | None, largest: int) -> None:
    if header is not None and header.isdigit() and int(header) > largest:
        too_large(largest)


def too_large(largest: int) -> NoReturn:
    raise BadResponse(f"the answer is larger than {largest} bytes")


def reason_of(error: BaseException) -> str:
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
