"""Open the venues a command needs, and no others."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import anyio

from .. import (
    Hub,
    InvalidRequest,
    PredcoreError,
    TransportError,
    default_registry,
)
from .._fanout import as_ours
from ..plugins import Settings

if TYPE_CHECKING:
    from .. import Venue
    from .command import Command
    from .screen import Screen

__all__ = ["open_hub", "settings_of", "suitable", "within"]

T = TypeVar("T")


def settings_of(command: Command) -> Settings:
    """What the command line says about venues.

    The httpx engine starts faster, and a command sends a handful of requests.
    """
    return Settings(
        environment=command.environment,
        engine="httpx",
        timeout=min(10.0, command.timeout),
    )


def suitable(command: Command, screen: Screen) -> list[str]:
    """The venues to ask: those named, else all that know the environment.

    Raises:
        InvalidRequest: there are none.
    """
    if command.venues:
        return list(dict.fromkeys(command.venues))
    registry = default_registry()
    names: list[str] = []
    without: list[str] = []
    for name in registry.names():
        try:
            environments = registry.adapter(name).environments
        except PredcoreError:
            environments = (command.environment,)
        (names if command.environment in environments else without).append(name)
    if not names:
        raise InvalidRequest(
            f"no installed venue has an environment {command.environment!r}; "
            "`predcore adapters` lists them"
        )
    for name in without:
        screen.complain(f"{name} has no environment {command.environment!r}; not asked")
    return names


@asynccontextmanager
async def open_hub(
    command: Command,
    names: Iterable[str],
    *,
    urls: Mapping[str, Mapping[str, str]] | None = None,
) -> AsyncGenerator[Hub]:
    """A hub over these adapters; those that do not open are in ``hub.errors``.

    Args:
        command: says how to open them.
        names: adapters.
        urls: adapter to service to base URL, instead of the environment's.
    """
    chosen = settings_of(command)
    async with AsyncExitStack() as stack:
        venues: dict[str, Venue] = {}
        errors: dict[str, PredcoreError] = {}
        for name in dict.fromkeys(names):
            settings = replace(chosen, urls=(urls or {}).get(name, {}))
            try:
                opened = default_registry().adapter(name).open(settings)
                venues[name] = await stack.enter_async_context(opened)
            except Exception as error:  # noqa: BLE001 - a stranger's code
                errors[name] = as_ours(name, error)
        yield Hub(venues, errors, timeout=command.timeout)


async def within(command: Command, work: Awaitable[T]) -> T:
    """Wait for ``work`` as long as ``--timeout`` allows; raises ``TransportError``."""
    with anyio.move_on_after(command.timeout):
        return await work
    raise TransportError(f"no complete answer within {command.timeout:g} s")
