"""From settings to an open venue."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from predcore import InvalidRequest
from predcore.plugins import Settings

from ._client import Polymarket
from ._venue import PolymarketVenue

__all__ = ["native", "open_venue"]

_OPTIONS = (
    *("signer", "chain_id", "correct_clock", "relayer_key"),
    *("retry", "limiter"),
)


@asynccontextmanager
async def open_venue(settings: Settings) -> AsyncGenerator[PolymarketVenue]:
    """What the plugin calls.

    Options: ``signer`` (:class:`predcore_polymarket.Signer`, instead of a private key
    among the credentials), ``chain_id``, ``correct_clock``, ``relayer_key``, ``retry``
    and ``limiter``, see :class:`predcore_polymarket.Polymarket`. Raises
    ``InvalidRequest`` for others.
    """
    async with native(settings) as client:
        yield PolymarketVenue(client)


def native(settings: Settings, **other: Any) -> Polymarket:
    """The client that settings ask for; raises ``InvalidRequest``."""
    unknown = sorted(set(settings.options) - set(_OPTIONS))
    if unknown:
        raise InvalidRequest(
            f"polymarket has no option {', '.join(unknown)}; "
            f"it has {', '.join(_OPTIONS)}"
        )
    options: dict[str, Any] = {
        name: given for name, given in settings.options.items() if given is not None
    }
    named: dict[str, object] = {**settings.credentials}
    if "signer" in options:
        named["signer"] = options.pop("signer")
    return Polymarket(
        environment=settings.environment,
        credentials=named or None,
        urls=settings.urls,
        engine=settings.engine,
        transport=settings.transport,
        timeout=settings.timeout,
        **{**options, **other},
    )
