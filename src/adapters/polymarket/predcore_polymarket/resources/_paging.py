"""The four ways Polymarket's services page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from predcore.kit import HTTP, Decoder, Page, Pages, Param, Request, query

__all__ = ["data_pages", "keyset_pages", "numbered_pages", "offset_pages", "one_page"]

T = TypeVar("T")
P = TypeVar("P")

_LAST = "LTE="
"""The CLOB's cursor after the last page."""


def one_page(http: HTTP, request: Request[tuple[T, ...]]) -> Pages[T]:
    """A list that comes whole."""

    async def fetch(_: str | None) -> Page[T]:
        rows = await http.send(request)
        return Page(rows, None, rows)

    return Pages(fetch)


def offset_pages(
    http: HTTP,
    path: str,
    parse: Decoder[tuple[T, ...]],
    params: Mapping[str, Param],
    *,
    limit: int,
    offset: int = 0,
    shortest_full: int = 100,
    bucket: str,
) -> Pages[T]:
    """Bare arrays by ``limit`` and ``offset``; the cursor is the next offset.

    Args:
        shortest_full: the fewest rows a page may have while others follow: services
            cap ``limit`` without saying so.
    """

    async def fetch(cursor: str | None) -> Page[T]:
        start = offset if cursor is None else int(cursor)
        asked = {**params, "limit": limit, "offset": start or None}
        request = Request(path=path, query=query(asked), parse=parse, bucket=bucket)
        rows = await http.send(request)
        full = rows and len(rows) >= min(limit, shortest_full)
        return Page(rows, str(start + len(rows)) if full else None, rows)

    return Pages(fetch)


def keyset_pages(
    http: HTTP,
    path: str,
    parse: Decoder[P],
    params: Mapping[str, Param],
    *,
    rows: Callable[[P], tuple[T, ...]],
    name: str = "after_cursor",
    start: str | None = None,
    bucket: str,
    signed: bool = False,
) -> Pages[T]:
    """Envelopes with ``next_cursor``, which goes back under ``name``."""

    async def fetch(cursor: str | None) -> Page[T]:
        asked = query({**params, name: cursor or start})
        page: Any = await http.send(
            Request(path=path, query=asked, parse=parse, bucket=bucket, signed=signed)
        )
        following = page.next_cursor
        return Page(rows(page), None if following == _LAST else following, page)

    return Pages(fetch)


def data_pages(
    http: HTTP,
    path: str,
    parse: Decoder[P],
    params: Mapping[str, Param],
    *,
    rows: Callable[[P], tuple[T, ...]],
    start: str | None = None,
    bucket: str,
) -> Pages[T]:
    """Version 2 of the Data API: ``data`` beside ``pagination``."""

    async def fetch(cursor: str | None) -> Page[T]:
        asked = query({**params, "cursor": cursor or start})
        page: Any = await http.send(
            Request(path=path, query=asked, parse=parse, bucket=bucket)
        )
        after = page.pagination
        return Page(rows(page), after.next_cursor if after else None, page)

    return Pages(fetch)


def numbered_pages(
    http: HTTP,
    path: str,
    parse: Decoder[P],
    params: Mapping[str, Param],
    *,
    rows: Callable[[P], tuple[T, ...]],
    more: Callable[[P], bool],
    bucket: str,
) -> Pages[T]:
    """Pages counted from 1; the cursor is the next number."""

    async def fetch(cursor: str | None) -> Page[T]:
        number = int(cursor or 1)
        page = await http.send(
            Request(
                path=path,
                query=query({**params, "page": number}),
                parse=parse,
                bucket=bucket,
            )
        )
        found = rows(page)
        follows = bool(found) and more(page)
        return Page(found, str(number + 1) if follows else None, page)

    return Pages(fetch)
