"""Many ids in few requests, and no failure that takes more than its own ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from predcore import InvalidId, NotFound, PredcoreError, Results
from predcore.kit import all_of

from ._mapping.values import unknown
from ._tickers import checked_ticker

__all__ = ["chunks", "in_chunks"]

V = TypeVar("V")

Fetch = Callable[[Sequence[str]], Awaitable[Mapping[str, V]]]

_MOST = 100
_LONGEST = 6000
"""Characters of ids in one URL; servers begin to refuse them at 8000."""


async def in_chunks(ids: Iterable[str], fetch: Fetch[V]) -> Results[str, V]:
    """Ask for ids in requests of at most 100, at the same time.

    A request that fails is the failure of the ids it asked for, and of no other; an
    id without an answer is ``NotFound``, and one that can be none is not sent.
    """
    asked = tuple(dict.fromkeys(ids))
    values: dict[str, V] = {}
    errors: dict[str, PredcoreError] = {}
    for text in asked:
        try:
            checked_ticker(text)
        except InvalidId as error:
            errors[text] = error

    async def ask(part: list[str]) -> None:
        found: Mapping[str, V] = {}
        try:
            found = await fetch(part)
        except NotFound:
            pass
        except PredcoreError as error:
            errors.update(dict.fromkeys(part, error))
            return
        values.update(found)
        errors.update((text, unknown(text)) for text in part if text not in found)

    parts = chunks(text for text in asked if text not in errors)
    await all_of([partial(ask, part) for part in parts])
    return Results(asked, values, errors)


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Split ids so that each part fits a request."""
    chunk: list[str] = []
    size = 0
    for text in ids:
        if chunk and (len(chunk) == _MOST or size + len(text) > _LONGEST):
            yield chunk
            chunk, size = [], 0
        chunk.append(text)
        size += len(text)
    if chunk:
        yield chunk
