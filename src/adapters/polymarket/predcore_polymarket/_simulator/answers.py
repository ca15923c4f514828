"""From an HTTP request to a pure function and back.

A handler takes an :class:`Ask` and returns JSON, or raises :class:`Refused` with what
the venue would say instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Literal, TypeAlias, cast

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .notation import Json, encode

__all__ = [
    "Ask",
    "Handler",
    "Malformed",
    "Refused",
    "Service",
    "answered",
    "parse_body",
    "respond",
]


class Refused(Exception):
    """The venue answers with an error."""

    def __init__(
        self, status: int, body: Json, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


class Malformed(Exception):
    """A parameter, by ``name``, is not what it should be."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Ask:
    """What was asked: path segments, query parameters and the JSON body.

    The readers raise :class:`Malformed`; ``None`` means that nothing was said.
    """

    path: Mapping[str, str]
    query: QueryParams
    body: Json = None

    def text(self, name: str) -> str | None:
        """The parameter; an empty one counts as absent."""
        return self.query.get(name) or None

    def texts(self, name: str) -> list[str]:
        """Every value of a parameter that is repeated."""
        return [value for value in self.query.getlist(name) if value]

    def listed(self, name: str) -> list[str]:
        """Every value of a comma-separated parameter."""
        return [part for value in self.texts(name) for part in value.split(",") if part]

    def flag(self, name: str) -> bool | None:
        """``true`` or ``false``."""
        value = self.text(name)
        if value is None:
            return None
        if value not in {"true", "false"}:
            raise Malformed(name)
        return value == "true"

    def number(self, name: str) -> Decimal | None:
        """A finite number."""
        value = self.text(name)
        if value is None:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise Malformed(name) from None
        if not number.is_finite():
            raise Malformed(name)
        return number

    def count(self, name: str) -> int | None:
        """A whole number, zero or more."""
        value = self.text(name)
        if value is None:
            return None
        if not (value.isascii() and value.isdigit()):
            raise Malformed(name)
        return int(value)

    def instant(self, name: str) -> datetime | None:
        """An ISO 8601 time; without an offset it is UTC."""
        value = self.text(name)
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            raise Malformed(name) from None
        return at if at.tzinfo else at.replace(tzinfo=UTC)


Handler: TypeAlias = Callable[[Ask], Json]


@dataclass(frozen=True, slots=True)
class Service:
    """One of the venue's hosts: how it says that a parameter is malformed."""

    malformed: Callable[[str], Refused]

    def get(self, path: str, handler: Handler) -> Route:
        """A route for reads."""
        return self._route(path, handler, "GET")

    def post(self, path: str, handler: Handler) -> Route:
        """A route for reads that carry a JSON body."""
        return self._route(path, handler, "POST")

    def _route(
        self, path: str, handler: Handler, method: Literal["GET", "POST"]
    ) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                body = parse_body(await request.body()) if method == "POST" else None
                params = cast("Mapping[str, str]", request.path_params)
                answer = handler(Ask(params, request.query_params, body))
            except Malformed as fault:
                return respond(self.malformed(fault.name))
            except Refused as refusal:
                return respond(refusal)
            return answered(200, answer)

        return Route(path, endpoint, methods=[method])


def parse_body(body: bytes) -> Json:
    """The JSON of a body; raises :class:`Malformed`."""
    try:
        return cast("Json", json.loads(body, parse_float=Decimal))
    except (ValueError, RecursionError):
        raise Malformed("body") from None


def respond(refusal: Refused) -> Response:
    """A refusal as the answer it is."""
    return answered(refusal.status, refusal.body, refusal.headers)


def answered(
    status: int, body: Json, headers: Mapping[str, str] | None = None
) -> Response:
    """JSON, as the venue sends it."""
    return Response(
        encode(body), status, headers=headers, media_type="application/json"
    )
