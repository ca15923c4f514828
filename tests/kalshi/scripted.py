"""Kalshi's wire with the answers written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote

import httpx

from predcore.kit import Limiter, Retry
from predcore_kalshi import Kalshi, KalshiVenue

__all__ = ["Answer", "Wire", "asked", "listing", "raw_path"]

_PREFIX = "/trade-api/v2"

Answer: TypeAlias = "httpx.Response | dict[str, Any]"


class Wire:
    """Answers by path, and what was asked.

    A path with several answers gives them one after the other, and the last one
    again; one without is a 404.
    """

    def __init__(self) -> None:
        self.sent: list[httpx.Request] = []
        self._answers: dict[str, Callable[[httpx.Request], Answer]] = {}

    def on(self, path: str, *answers: Answer) -> None:
        """Answer a path (as sent, escapes included)."""
        left = list(answers)

        def give(_: httpx.Request) -> Answer:
            return left.pop(0) if len(left) > 1 else left[0]

        self._answers[path] = give

    def ask(self, path: str, answer: Callable[[httpx.Request], Answer]) -> None:
        """Answer a path with what a function makes of the request."""
        self._answers[path] = answer

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [raw_path(request) for request in self.sent]

    def params(self, number: int = -1) -> dict[str, str]:
        """The query of a request."""
        return dict(self.sent[number].url.params)

    def kalshi(self, **options: Any) -> Kalshi:
        """A client on this wire: no rate budget, no second attempts."""
        plain: dict[str, Any] = {
            "limiter": Limiter({}),
            "retry": Retry(attempts=1),
            "transport": httpx.MockTransport(self.answer),
        }
        return Kalshi(**{**plain, **options})

    def venue(self, **options: Any) -> KalshiVenue:
        """The unified view of such a client."""
        return KalshiVenue(self.kalshi(), **options)

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request; what an httpx transport calls."""
        self.sent.append(request)
        give = self._answers.get(raw_path(request))
        if give is None:
            refusal = {"error": {"code": "not_found", "message": "not found"}}
            return httpx.Response(404, json=refusal)
        answer = give(request)
        if isinstance(answer, httpx.Response):
            return answer
        return httpx.Response(200, json=answer)


def raw_path(request: httpx.Request) -> str:
    """The path below the base URL, with its escapes."""
    path = request.url.raw_path.decode().partition("?")[0]
    return path.removeprefix(_PREFIX)


def asked(request: httpx.Request, name: str = "tickers") -> list[str]:
    """The ids of a request, comma-joined or repeated."""
    return [
        unquote(text)
        for value in request.url.params.get_list(name)
        for text in value.split(",")
    ]


def listing(known: Mapping[str, dict[str, Any]]) -> Callable[[httpx.Request], Answer]:
    """``/markets`` for the tickers asked for, as far as they are known."""

    def answer(request: httpx.Request) -> Answer:
        found = [known[ticker] for ticker in asked(request) if ticker in known]
        return {"markets": found, "cursor": ""}

    return answer
