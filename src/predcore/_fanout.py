"""One question to several venues at once; no venue's trouble is another's."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Awaitable,
    Callable,
    Iterable,
    Mapping,
    Sequence,
)
from functools import partial
from typing import Any, TypeVar

import anyio

from ._errors import AdapterBroken, AdapterNotFound, PredcoreError, TransportError
from ._protocols import Venue
from ._results import Gathered, Results
from ._routing import each, group
from .kit.concurrent import all_of

__all__ = ["FanOut", "as_ours"]

T = TypeVar("T")
V = TypeVar("V")


class FanOut:
    """Asks open venues concurrently, each within ``timeout`` seconds."""

    def __init__(
        self,
        venues: Mapping[str, Venue],
        errors: Mapping[str, PredcoreError],
        timeout: float,
    ) -> None:
        self._venues = venues
        self._errors = errors
        self._timeout = timeout

    def venue(self, name: str) -> Venue:
        """The open venue of that name; raises why it is not open."""
        if name in self._venues:
            return self._venues[name]
        if name in self._errors:
            raise self._errors[name]
        opened = ", ".join(self._venues) or "none"
        raise AdapterNotFound(f"venue {name!r} is not open here; open: {opened}")

    async def route(
        self,
        asked: Sequence[Any],
        parse: Callable[[Any], Any],
        ask: Callable[[Venue, Sequence[Any]], Awaitable[Results[Any, V]]],
    ) -> Results[Any, V]:
        routed = group(asked, parse)
        values: dict[Any, V] = {}
        errors: dict[Any, PredcoreError] = dict(routed.errors)

        async def one(name: str, keys: Mapping[Any, Sequence[Any]]) -> None:
            try:
                found = await self.within(ask(self.venue(name), list(keys)))
            except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
                why = as_ours(name, error)
                errors.update((key, why) for same in keys.values() for key in same)
                return
            for parsed, same in keys.items():
                for key in same:
                    if parsed in found:
                        values[key] = found[parsed]
                    elif parsed in found.errors:
                        errors[key] = found.errors[parsed]

        await all_of([partial(one, name, keys) for name, keys in routed.venues.items()])
        return Results(asked, values, errors)

    async def gather(
        self,
        venues: Iterable[str] | None,
        source: Callable[[Venue], AsyncIterable[T]],
        limit: int | None,
    ) -> Gathered[T]:
        chosen = self._venues if venues is None else each(venues)
        names = list(dict.fromkeys(chosen))
        found: dict[str, list[T]] = {}
        errors = dict(self._errors) if venues is None else {}

        async def one(name: str) -> None:
            try:
                found[name] = await self.within(_take(source(self.venue(name)), limit))
            except Exception as error:  # noqa: BLE001 - as above
                errors[name] = as_ours(name, error)

        await all_of([partial(one, name) for name in names])
        items = [item for name in names for item in found.get(name, [])]
        return Gathered(tuple(items), errors)

    async def within(self, work: Awaitable[T]) -> T:
        """Wait for one answer; raises ``TransportError`` at the timeout."""
        with anyio.move_on_after(self._timeout):
            return await work
        raise TransportError(f"no complete answer within {self._timeout:g} s")


def as_ours(name: str, error: Exception) -> PredcoreError:
    """A bug in one adapter must not cost the others' answers."""
    if isinstance(error, PredcoreError):
        return error
    broken = AdapterBroken(f"adapter {name!r} failed: {type(error).__name__}: {error}")
    broken.__cause__ = error
    return broken


async def _take(source: AsyncIterable[T], limit: int | None) -> list[T]:
    items: list[T] = []
    if limit is not None and limit <= 0:
        return items
    walk = aiter(source)
    try:
        async for item in walk:
            items.append(item)
            if len(items) == limit:
                break
    finally:
        # A stranger may list with a generator, and left open it is an error on trio.
        if isinstance(walk, AsyncGenerator):
            await walk.aclose()
    return items
