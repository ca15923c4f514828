"""Send requests: deadline, retry, limit, sign, send, classify, decode."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, Self, TypeVar

import anyio

from .._errors import (
    BadResponse,
    InvalidRequest,
    OutcomeUnknown,
    PredcoreError,
    RateLimited,
    TransportError,
    VenueError,
)
from .drift import Drift
from .engines import Engine, Reply, Unanswered
from .limits import Limiter
from .request import Fate, Request, Retry

T = TypeVar("T")

__all__ = ["HTTP", "Explain", "Observe", "Sign"]

Explain = Callable[[Reply], VenueError]
"""Chooses the exception for a refusal; must not raise."""

Sign = Callable[[str, str, bytes], Mapping[str, str]]
"""Headers proving who we are, from method, path (with the base's) and body."""

Observe = Callable[[Reply], None]
"""Sees every answer before it is read, for what its headers tell; must not raise."""

_TOO_MANY = frozenset({425, 429})
_HOLD = 1.0
"""Seconds a bucket pauses after a 429 that does not say for how long, about; up to
half of it more or less keeps processes that share a budget from returning at once."""

_log = logging.getLogger("predcore.http")


class HTTP:
    """One service of a venue, behind one pipeline.

    Retrying happens *above* the signer, so every attempt carries a fresh
    signature. A write is sent again only when it certainly never left or was
    refused for being too many; one that may have happened is ``OutcomeUnknown``.

    Args:
        base_url: scheme, host and path prefix, without a trailing slash.
        engine: who sends; shared engines are closed by whoever opened them.
        explain: the adapter's reading of a refusal.
        observe: sees every answer; it runs on each, so let it do little.
        timeout: seconds one attempt may take.
        largest: most bytes of one answer.
    """

    def __init__(
        self,
        base_url: str,
        *,
        engine: Engine,
        explain: Explain,
        sign: Sign | None = None,
        observe: Observe | None = None,
        limiter: Limiter | None = None,
        retry: Retry | None = None,
        drift: Drift | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        largest: int = 16 * 1024 * 1024,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.drift = drift or Drift()
        self._prefix = "/" + self.base_url.partition("://")[2].partition("/")[2]
        self._engine = engine
        self._explain = explain
        self._sign = sign
        self._observe = observe
        self._limiter = limiter or Limiter({})
        self._retry = retry or Retry()
        self._headers = {
            "user-agent": "predcore",
            "accept": "application/json",
            **_sendable(headers or {}),
        }
        self._timeout = timeout
        self._largest = largest

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the engine."""
        await self._engine.aclose()

    async def send(self, request: Request[T]) -> T:
        """Send until it succeeds, is refused for good, or may not be repeated.

        Raises:
            TransportError: no answer, and nothing happened at the venue.
            VenueError: the venue refused.
            OutcomeUnknown: a write went unanswered.
            BadResponse: the answer to a read cannot be read.
        """
        started = monotonic()
        attempt = 0
        while True:
            fate, error = Fate.NOT_SENT, None
            try:
                reply = await self._attempt(request, started)
            except Unanswered as lost:
                fate = Fate.UNKNOWN if lost.sent else Fate.NOT_SENT
                error = _unanswered(request, lost)
            except BadResponse as bad:
                raise _unreadable(request, bad) from bad
            else:
                if 200 <= reply.status < 300:
                    return self._decode(request, reply)
                fate, error = self._refused(request, reply)
            wait = self._retry.delay(
                attempt,
                fate,
                repeatable=request.repeatable,
                transient=not isinstance(error, VenueError)
                or error.status in _TOO_MANY
                or _ambiguous(error.status),
                retry_after=getattr(error, "retry_after", None),
                elapsed=monotonic() - started,
            )
            if wait is None:
                raise error
            attempt += 1
            await anyio.sleep(wait)

    async def _attempt(self, request: Request[Any], started: float) -> Reply:
        left = self._retry.budget - (monotonic() - started)
        await self._limiter.acquire(
            request.bucket, request.cost, priority=request.priority, patience=left
        )
        headers = self._headers
        if request.body is not None:
            headers = {**headers, "content-type": "application/json"}
        if request.signed and self._sign is not None:
            path = self._prefix.rstrip("/") + request.path
            proof = self._sign(request.method, path, request.body or b"")
            headers = {**headers, **_sendable(proof)}
        url = self.base_url + request.path
        if request.query:
            url = f"{url}?{request.query}"
        reply = await self._engine.send(
            request.method,
            url,
            headers,
            request.body,
            timeout=self._timeout,
            largest=request.largest or self._largest,
        )
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("%s: %d, %d bytes", request.label, reply.status, len(reply.body))
        if self._observe is not None:
            self._observe(reply)
        return reply

    def _refused(
        self, request: Request[Any], reply: Reply
    ) -> tuple[Fate, PredcoreError]:
        refusal = self._explain(reply)
        refusal.args = (f"{request.label}: {refusal}",)
        if isinstance(refusal, RateLimited):
            asked = refusal.retry_after
            least = _HOLD / 2 if asked is None else asked
            self._limiter.pause(request.bucket, least + random.uniform(0, _HOLD))
        if not _ambiguous(reply.status):
            return Fate.REFUSED, refusal
        if request.repeatable:
            return Fate.UNKNOWN, refusal
        unknown = OutcomeUnknown(
            f"{request.label}: {refusal}", client_id=request.client_id
        )
        unknown.__cause__ = refusal
        return Fate.UNKNOWN, unknown

    def _decode(self, request: Request[T], reply: Reply) -> T:
        try:
            value = request.parse(reply.body)
        except BadResponse as bad:
            raise _unreadable(request, _by_type(reply, bad)) from None
        self.drift.sample(request.parse.shape, reply.body)
        return value


def _ambiguous(status: int | None) -> bool:
    """Whether the venue may have acted: proxies have statuses of their own (520 to
    530), and only 501 says that nobody tried."""
    return status == 408 or (status is not None and status >= 500 and status != 501)


def _sendable(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Refuse here what the HTTP libraries would refuse by quoting the value."""
    for name, value in headers.items():
        if not (value.isascii() and value.isprintable()):
            raise InvalidRequest(
                f"the {name!r} header holds a character that HTTP forbids; "
                "check the credentials for line ends"
            )
    return headers


def _unanswered(request: Request[Any], lost: Unanswered) -> PredcoreError:
    what = f"{request.label}: {lost}"
    error: PredcoreError
    if request.repeatable or not lost.sent:
        error = TransportError(what)
    else:
        error = OutcomeUnknown(what, client_id=request.client_id)
    error.__cause__ = lost
    return error


def _by_type(reply: Reply, bad: BadResponse) -> BadResponse:
    """A page of HTML is better named than its first byte."""
    kind = reply.headers.get("content-type", "").partition(";")[0].strip()
    if kind in {"", "application/json", "text/plain"}:
        return bad
    return BadResponse(f"answered {kind} instead of JSON")


def _unreadable(request: Request[Any], bad: BadResponse) -> PredcoreError:
    """A write answered with something unreadable may have happened."""
    what = f"{request.label}: {bad}"
    if request.repeatable:
        return BadResponse(what, path=bad.path)
    return OutcomeUnknown(what, client_id=request.client_id)
