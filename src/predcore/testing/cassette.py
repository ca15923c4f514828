"""Answers of a venue, recorded once and played back strictly.

A recording holds no request header and no request body, only the body's digest, so a
key or a signature cannot get into it; of the answer it keeps what the pipeline reads,
without the members in which venues hand out keys.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import httpx

from ..kit import Items, decoder, wire

__all__ = ["Recorder", "Replayer", "UnexpectedRequest"]

_KEPT = {"content-type", "retry-after"}
_HIDDEN = "hidden"
_SECRET = re.compile(
    r'"(private_key|privateKey|secret|api_secret|apiSecret|passphrase|token)"'
    r'(\s*:\s*)"(?:[^"\\]|\\.)*"'
)
"""Members of an answer in which venues hand out keys."""


@wire
class _Exchange:
    method: str
    url: str
    body: str | None = None
    status: int
    headers: dict[str, str]
    text: str | None = None
    base64: str | None = None

    @property
    def content(self) -> bytes:
        return b64decode(self.base64 or "") if self.text is None else self.text.encode()


@wire
class _Cassette:
    exchanges: Items[_Exchange]


_read = decoder(_Cassette)


class UnexpectedRequest(AssertionError):
    """A request the recording does not hold, or holds fewer times."""


class Recorder(httpx.AsyncBaseTransport):
    """Sends through another transport and writes what came back.

    The file is written when the transport is closed. Requests that went unanswered are
    not recorded.

    Args:
        path: the file, replaced if it exists.
        transport: who really sends; the network by default.
        secrets: names of query parameters whose values are not written.
    """

    def __init__(
        self,
        path: Path,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        secrets: Iterable[str] = (),
    ) -> None:
        self._path = path
        self._transport = transport or httpx.AsyncHTTPTransport()
        self._secrets = frozenset(secrets)
        self._exchanges: list[dict[str, object]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send, read to the end, and remember."""
        response = await self._transport.handle_async_request(request)
        body = await response.aread()
        await response.aclose()
        headers = {
            name: response.headers[name] for name in _KEPT & response.headers.keys()
        }
        method, url, digest = _key(request, self._secrets)
        self._exchanges.append(
            {
                "method": method,
                "url": url,
                "body": digest,
                "status": response.status_code,
                "headers": headers,
                **_written(body),
            }
        )
        return httpx.Response(response.status_code, headers=headers, content=body)

    async def aclose(self) -> None:
        """Write the file."""
        await self._transport.aclose()
        text = json.dumps({"exchanges": self._exchanges}, indent=1, sort_keys=True)
        self._path.write_text(text + "\n")


class Replayer(httpx.AsyncBaseTransport):
    """Plays a recording back: the same request gets the same answer, in order.

    Raises ``UnexpectedRequest`` for a request that was not recorded, or was not
    recorded so often. ``unplayed`` says what has not been asked for.

    Args:
        path: a file a :class:`Recorder` wrote.
        secrets: names of query parameters whose values the recording does not hold.
    """

    def __init__(self, path: Path, *, secrets: Iterable[str] = ()) -> None:
        self._secrets = frozenset(secrets)
        self._answers: dict[tuple[str, str, str | None], list[_Exchange]] = {}
        for exchange in _read(path.read_bytes()).exchanges:
            key = exchange.method, exchange.url, exchange.body
            self._answers.setdefault(key, []).append(exchange)
        self._played: Counter[tuple[str, str, str | None]] = Counter()

    @property
    def unplayed(self) -> list[str]:
        """Recorded requests that nobody has made, as ``GET https://…``."""
        return [
            f"{method} {url}"
            for (method, url, body), answers in self._answers.items()
            for _ in answers[self._played[method, url, body] :]
        ]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer from the recording."""
        key = _key(request, self._secrets)
        answers = self._answers.get(key, [])
        number = self._played[key]
        if number >= len(answers):
            raise UnexpectedRequest(
                f"{request.method} {request.url.path} was recorded {len(answers)} "
                f"times, and this is request {number + 1}"
            )
        self._played[key] += 1
        exchange = answers[number]
        return httpx.Response(
            exchange.status,
            headers=exchange.headers,
            content=exchange.content,
        )


def _written(body: bytes) -> dict[str, str]:
    """Text where it is text, for whoever reads the recording."""
    try:
        return {"text": _SECRET.sub(rf'"\1"\2"{_HIDDEN}"', body.decode())}
    except UnicodeDecodeError:
        return {"base64": b64encode(body).decode()}


def _key(
    request: httpx.Request, secrets: frozenset[str]
) -> tuple[str, str, str | None]:
    url = request.url
    for name in secrets & set(url.params):
        url = url.copy_set_param(name, _HIDDEN)
    digest = sha256(request.content).hexdigest() if request.content else None
    return request.method, str(url), digest
