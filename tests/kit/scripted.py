"""A transport that plays a script: small, real, and counting what it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from predcore import NotFound, RateLimited, VenueError
from predcore.kit import (
    HTTP,
    AutoEngine,
    Drift,
    Limiter,
    Reply,
    Request,
    Retry,
    Sign,
    decoder,
    wire,
)

Step = int | bytes | Exception | httpx.Response
"""A status with a fitting body, a body with status 200, or what goes wrong."""

EAGER = Retry(base=0.0)
LOST = httpx.ReadTimeout("slow")
NEVER_LEFT = httpx.ConnectError("refused")
HTML = httpx.Response(
    200, content=b"<html>", headers={"content-type": "text/html; charset=utf-8"}
)


@wire
class Answer:
    """What every scripted endpoint answers with."""

    ok: bool
    note: str | None = None


answer = decoder(Answer)
READ = Request(path="/things", parse=answer)
WRITE = Request(
    path="/orders",
    method="POST",
    body=b'{"size": "1"}',
    parse=answer,
    repeatable=False,
    signed=True,
    bucket="write",
    client_id="c1",
)


class Script(httpx.AsyncBaseTransport):
    """Plays one step per request and keeps the requests."""

    def __init__(self, *steps: Step) -> None:
        self._steps = iter(steps)
        self.sent: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        step = next(self._steps)
        if isinstance(step, Exception):
            raise step
        if isinstance(step, httpx.Response):
            return step
        if isinstance(step, bytes):
            return httpx.Response(200, content=step)
        body = {"ok": step < 300}
        return httpx.Response(step, json=body)


def explain(reply: Reply) -> VenueError:
    """Read a refusal as an adapter would."""
    wait = reply.headers.get("retry-after")
    kinds: Mapping[int, type[VenueError]] = {404: NotFound, 429: RateLimited}
    return kinds.get(reply.status, VenueError)(
        f"the venue said {reply.status}",
        status=reply.status,
        retry_after=int(wait) if wait else None,
    )


def pipeline(
    script: httpx.AsyncBaseTransport,
    *,
    retry: Retry = EAGER,
    limiter: Limiter | None = None,
    sign: Sign | None = None,
    drift: Drift | None = None,
    **options: Any,
) -> HTTP:
    """A pipeline to ``https://acme.test/v1`` through the script."""
    return HTTP(
        "https://acme.test/v1/",
        engine=AutoEngine(transport=script),
        explain=explain,
        retry=retry,
        limiter=limiter,
        sign=sign,
        drift=drift,
        **options,
    )
