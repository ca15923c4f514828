"""The aiohttp engine: asyncio only, a fraction of the cost per request."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.request import getproxies

import aiohttp
from aiohttp.http_exceptions import ContentEncodingError
from yarl import URL

from .._errors import BadResponse, InvalidRequest
from .engines import Reply, Unanswered, check_length, reason_of, too_large

__all__ = ["AiohttpEngine"]

_BUFFER = 1 << 20
"""Bytes read ahead; with aiohttp's 64 KiB a page of markets stops and starts."""


class AiohttpEngine:
    """aiohttp's client; opened on the first request, inside the running loop."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        # Reading proxies from the environment on every request would cost more
        # than the request; no proxy now means none later.
        self._session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=bool(getproxies()),
            connector=aiohttp.TCPConnector(limit=100),
            read_bufsize=_BUFFER,
            skip_auto_headers=("User-Agent",),
        )
        # aiohttp sends PUT and DELETE again when a kept connection turns out dead;
        # there is no public switch, and a test watches this one.
        self._session._retry_connection = False  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
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
        session = self._session or self._open()
        try:
            async with session.request(
                method,
                _parsed(url),
                headers=headers,
                data=body,
                allow_redirects=False,
                timeout=_patience(timeout),
            ) as response:
                check_length(response.headers.get("content-length"), largest)
                return Reply(
                    response.status,
                    {name.lower(): text for name, text in response.headers.items()},
                    await _read(response.content, largest),
                )
        except aiohttp.InvalidURL as error:
            raise InvalidRequest(f"not a usable URL: {error}") from error
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Unanswered(reason_of(error), sent=False) from error
        except aiohttp.ClientError as error:
            if isinstance(error.__cause__, ContentEncodingError):
                raise BadResponse("the answer's compression is broken") from error
            raise Unanswered(reason_of(error), sent=True) from error
        except TimeoutError as error:
            raise Unanswered("no answer in time", sent=True) from error
        except OSError as error:
            raise Unanswered(reason_of(error), sent=True) from error

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


@lru_cache(maxsize=64)
def _patience(timeout: float) -> aiohttp.ClientTimeout:
    """Finding a connection ends well before the whole does, so that it is known that
    nothing was sent."""
    return aiohttp.ClientTimeout(total=timeout, connect=timeout / 2)


def _parsed(url: str) -> URL:
    try:
        parsed = URL(url, encoded=True)
        _ = parsed.port  # which yarl reads, and refuses, only when it is asked for
    except ValueError as error:
        raise InvalidRequest(f"not a usable URL: {error}") from error
    return parsed


async def _read(content: aiohttp.StreamReader, largest: int) -> bytes:
    chunk = await content.readany()
    if content.at_eof():
        if len(chunk) > largest:
            too_large(largest)
        return chunk
    chunks, size = [chunk], len(chunk)
    while chunk := await content.readany():
        size += len(chunk)
        if size > largest:
            too_large(largest)
        chunks.append(chunk)
    return b"".join(chunks)
