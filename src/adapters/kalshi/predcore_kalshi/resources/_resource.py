"""What every part of the tree does: build a request value and hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from predcore import InvalidRequest
from predcore.kit import HTTP, Decoder, Page, Pages, Param, Request, query

from .._limits import PUBLIC, READ_COST

__all__ = ["LARGEST", "Resource"]

T = TypeVar("T")

LARGEST = 64 * 1024 * 1024
"""Bytes, for the few listings that are served in one piece."""


def _encoded(params: Mapping[str, Param]) -> str:
    """Refuse an empty filter, which the venue would read as none at all."""
    for name, value in params.items():
        if value == "":
            raise InvalidRequest(f"{name} is empty; leave it out to ask for all")
    return query(params)


class Resource:
    """A path of the venue's; holds nothing but the pipeline."""

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
