"""Many ids in few requests, and no failure that takes more than its own ids."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import anyio

from predcore import InvalidId, PredcoreError, Results, VenueError

__all__ = ["chunks", "in_chunks", "usable"]

V = TypeVar("V")

Fetch = Callable[[Sequence[str]], Awaitable[Mapping[str, V]]]

_MOST = 100
_LONGEST = 6000
"""Characters of ids in one URL; servers begin to refuse them at 8000."""
_REFUSED = frozenset({400, 404})


async def in_chunks(ids: Iterable[str], fetch: Fetch[V]) -> Results[str, V]:
    """Ask for ids in requests of at most 100, at the same time.

    A request the venue refuses for one of its ids is halved until only that id
    fails; any other failure is that of the ids it asked for.
    """
    asked = tuple(dict.fromkeys(ids))
    values: dict[str, V] = {}
    errors: dict[str, PredcoreError] = {
        text: InvalidId(f"{text!r} is no Kalshi ticker")
        for text in asked
        if not usable(text)
    }
    left = [text for text in asked if text not in errors]
    await _spread(list(chunks(left)), partial(_ask, fetch, values, errors))
    return Results(asked, values, errors)


def chunks(ids: Iterable[str]) -> Iterable[list[str]]:
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


def usable(text: str) -> bool:
    """Whether it can be a ticker at all, and go into a comma-separated list."""
    return 0 < len(text) <= 200 and text.isprintable() and not set(text) & set(", ")


async def _spread(
    parts: Sequence[list[str]],
    ask: Callable[[list[str]], Coroutine[object, object, None]],
) -> None:
    if len(parts) == 1:
        await ask(parts[0])
        return
    async with anyio.create_task_group() as tasks:
        for part in parts:
            tasks.start_soon(ask, part)


async def _ask(
    fetch: Fetch[V],
    values: dict[str, V],
    errors: dict[str, PredcoreError],
    ids: list[str],
) -> None:
    try:
        values.update(await fetch(ids))
    except PredcoreError as error:
        refused = isinstance(error, VenueError) and error.status in _REFUSED
        if refused and len(ids) > 1:
            half = len(ids) // 2
            again = partial(_ask, fetch, values, errors)
            await _spread([ids[:half], ids[half:]], again)
        else:
            errors.update(dict.fromkeys(ids, error))
