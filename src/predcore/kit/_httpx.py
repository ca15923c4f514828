"""The httpx engine: any httpx transport, on asyncio and trio."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy

import anyio
import httpx

from .._errors import BadResponse, InvalidRequest
from .engines import Reply, Unanswered, check_length, reason_of, too_large

__all__ = ["HttpxEngine"]


class HttpxEngine:
    """httpx over httpcore, or over the transport it is given."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        # Thirty idle connections would make httpcore's pool slow: it looks at all
        # of them on every request.
        self._client = httpx.AsyncClient(
            transport=transport,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=20),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
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
        # httpx limits each wait for bytes, and an answer that drips never waits long.
        with anyio.move_on_after(timeout):
            return await self._send(method, url, headers, body, timeout, largest)
        raise Unanswered("no answer in time", sent=True)

    async def _send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        timeout: float,
        largest: int,
    ) -> Reply:
        # Finding a connection ends well before the whole does, so that it is known
        # that nothing was sent.
        waits = httpx.Timeout(timeout, connect=timeout / 2, pool=timeout / 2)
        try:
            async with self._client.stream(
                method, url, headers=headers, content=body, timeout=waits
            ) as response:
                check_length(response.headers.get("content-length"), largest)
                chunks: list[bytes] = []
                size = 0
                async for chunk in response.aiter_bytes():
                    size += len(chunk)
                    if size > largest:
                        too_large(largest)
                    chunks.append(chunk)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unanswered(reason_of(error), sent=False) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise InvalidRequest(f"not a usable URL: {error}") from error
        except httpx.DecodingError as error:
            raise BadResponse("the answer's compression is broken") from error
        except httpx.TransportError as error:
            raise Unanswered(reason_of(error), sent=True) from error
        return Reply(response.status_code, response.headers, b"".join(chunks))

    async def aclose(self) -> None:
        await self._client.aclose()
