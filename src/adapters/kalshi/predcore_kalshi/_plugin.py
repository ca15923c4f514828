"""The entry point. Keep it small: it is imported just to be described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import Adapter, hookimpl

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from predcore import Venue
    from predcore.plugins import Settings, Simulator


@hookimpl
def predcore_adapter() -> Adapter:
    """Describe Kalshi."""
    return Adapter(
        name="kalshi",
        title="Kalshi",
        environments=("live", "demo", "sandbox"),
        open=_open,
        venue=_venue,
        simulator=_simulator,
        sandbox_port=8701,
    )


def _open(settings: Settings) -> AbstractAsyncContextManager[Venue]:
    from ._venue import open_venue

    return open_venue(settings)


def _venue() -> type[Venue]:
    from ._venue import KalshiVenue

    return KalshiVenue


def _simulator(seed: int) -> Simulator:
    from ._simulator import KalshiSimulator

    return KalshiSimulator(seed)
