"""Open the venue for the plugin, with its options checked."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from predcore import InvalidRequest
from predcore.plugins import Settings

from ._client import Kalshi
from ._venue import KalshiVenue

__all__ = ["open_venue"]

_SWITCHES = ("direct_member", "correct_clock")
_LAST_SUBACCOUNT = 63


@asynccontextmanager
async def open_venue(settings: Settings) -> AsyncGenerator[KalshiVenue]:
    """Open Kalshi for the plugin.

    Its options are ``direct_member`` and ``subaccount`` (see :class:`KalshiVenue`),
    ``correct_clock`` and ``limiter`` (see :class:`~predcore_kalshi.Kalshi`); raises
    ``InvalidRequest`` for others.
    """
    options = dict(settings.options)
    switches = [options.pop(name, False) for name in _SWITCHES]
    subaccount = options.pop("subaccount", 0)
    limiter = options.pop("limiter", None)
    if (
        options
        or not all(isinstance(switch, bool) for switch in switches)
        or type(subaccount) is not int
        or not 0 <= subaccount <= _LAST_SUBACCOUNT
    ):
        raise InvalidRequest(
            "kalshi has the options direct_member and correct_clock (True or False), "
            f"subaccount (0 to {_LAST_SUBACCOUNT}), and limiter"
        )
    direct_member, correct_clock = switches
    async with Kalshi(
        environment=settings.environment,
        credentials=settings.credentials or None,
        correct_clock=correct_clock,
        urls=settings.urls,
        engine=settings.engine,
        transport=settings.transport,
        limiter=limiter,
        timeout=settings.timeout,
    ) as native:
        yield KalshiVenue(native, direct_member=direct_member, subaccount=subaccount)
