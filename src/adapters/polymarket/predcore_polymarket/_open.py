"""From settings to an open venue."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from predcore import InvalidRequest
from predcore.plugins import Settings

from ._client import Polymarket
from ._venue import PolymarketVenue

__all__ = ["open_venue"]


@asynccontextmanager
async def open_venue(settings: Settings) -> AsyncGenerator[PolymarketVenue]:
    """What the plugin calls.

    Options: ``retry`` (:class:`predcore.kit.Retry`), ``limiter``
    (:class:`predcore.kit.Limiter`). Raises ``InvalidRequest`` for others.
    """
    options = dict(settings.options)
    retry, limiter = options.pop("retry", None), options.pop("limiter", None)
    if options:
        raise InvalidRequest(f"polymarket has no option {', '.join(sorted(options))}")
    async with Polymarket(
        environment=settings.environment,
        urls=settings.urls,
        engine=settings.engine,
        transport=settings.transport,
        retry=retry,
        limiter=limiter,
        timeout=settings.timeout,
    ) as native:
        yield PolymarketVenue(native)
