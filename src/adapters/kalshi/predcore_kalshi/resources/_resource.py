"""What every part of the tree does: build a request value and hand it over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias, TypeVar

from predcore import InvalidRequest
from predcore.kit import HTTP, Decoder, Page, Pages, Param, Request, query

from .._limits import PUBLIC, READ_COST

__all__ = ["LARGEST", "Json", "PrivateResource", "Resource"]

T = TypeVar("T")

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
"""What a body may hold; ``None`` is left out."""

LARGEST = 64 * 1024 * 1024
"""Bytes, for the few listings that are served in one piece."""


def _encoded(params: Mapping[str, Param]) -> str:
    """Refuse an empty filter, which the venue would read as none at all."""
    for name, value in params.items():
        if value == "":
            raise InvalidRequest(f"{name} is empty; leave it out to ask for all")
    return query(params)


def _body(members: Mapping[str, Json]) -> bytes:
    """JSON without what was left out; refuses empty texts, which name nothing."""
    text = json.dumps(
        _present("the body", members), separators=(",", ":"), ensure_ascii=False
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InvalidRequest(f"expected Unicode text, got {error.object!r}") from None


def _present(name: str, value: Json) -> Json:
    if value == "":
        raise InvalidRequest(f"{name} is empty; leave it out instead")
    if isinstance(value, Mapping):
        return {
            key: _present(key, member)
            for key, member in value.items()
            if member is not None
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_present(name, member) for member in value]
    return value


class Resource:
    """A path of the venue's; holds nothing but the pipeline."""

    _signed: ClassVar[bool] = False

    def __init__(self, http: HTTP) -> None:
        self._http = http

    async def _read(
        self,
        path: str,
        parse: Decoder[T],
        params: Mapping[str, Param] | None = None,
        *,
        largest: int | None = None,
    ) -> T:
        return await self._http.send(
            Request(
                path=path,
                query=_encoded(params) if params else "",
                parse=parse,
                signed=self._signed,
                bucket=PUBLIC,
                cost=READ_COST,
                largest=largest,
            )
        )

    def _listing(
        self,
        path: str,
        parse: Decoder[Page[T]],
        params: Mapping[str, Param],
        *,
        largest: int | None = None,
    ) -> Pages[T]:
        async def fetch(cursor: str | None) -> Page[T]:
            return await self._read(
                path, parse, {**params, "cursor": cursor}, largest=largest
            )

        return Pages(fetch)

    async def _write(
        self,
        method: Literal["POST", "PUT", "DELETE"],
        path: str,
        parse: Decoder[T],
        body: Mapping[str, Json] | None = None,
        *,
        params: Mapping[str, Param] | None = None,
        client_id: str | None = None,
    ) -> T:
        """Send once what changes something; raises ``OutcomeUnknown``.

        What it costs, and which budget pays, the pipeline knows.
        """
        return await self._http.send(
            Request(
                method=method,
                path=path,
                query=_encoded(params) if params else "",
                body=None if body is None else _body(body),
                parse=parse,
                repeatable=False,
                signed=True,
                client_id=client_id,
            )
        )


class PrivateResource(Resource):
    """A path that wants credentials to be read, too."""

    _signed = True
