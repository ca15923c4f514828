"""Several requests at the same time, each with its own outcome."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import anyio

from .._errors import PredcoreError

__all__ = ["all_of"]

T = TypeVar("T")


async def all_of(
    calls: Sequence[Callable[[], Awaitable[T]]],
) -> list[T | PredcoreError]:
    """What each call returned, or the error it raised, in the order of ``calls``.

    An exception that is not predcore's ends them all and is raised.
    """
    outcomes: dict[int, T | PredcoreError] = {}

    async def one(number: int, call: Callable[[], Awaitable[T]]) -> None:
        try:
            outcomes[number] = await call()
        except PredcoreError as error:
            outcomes[number] = error

    if len(calls) == 1:
        await one(0, calls[0])
    else:
        async with anyio.create_task_group() as tasks:
            for number, call in enumerate(calls):
                tasks.start_soon(one, number, call)
    return [outcomes[number] for number in range(len(calls))]
