"""The entry point. Keep it small: it is imported just to be described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import Adapter, hookimpl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractAsyncContextManager

    from predcore import Venue
    from predcore.kit import BookProtocol
    from predcore.plugins import CredentialReport, Settings, Simulator


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
        credentials=_credentials,
        replay=_replay,
    )


def _open(settings: Settings) -> AbstractAsyncContextManager[Venue]:
    from ._open import open_venue

    return open_venue(settings)


def _venue() -> type[Venue]:
    from ._venue import KalshiVenue

    return KalshiVenue


def _simulator(seed: int) -> Simulator:
    from ._simulator import KalshiSimulator

    return KalshiSimulator(seed)


async def _credentials(settings: Settings) -> CredentialReport:
    from ._permissions import report

    return await report(settings)


def _replay(memory: Mapping[str, object]) -> BookProtocol:
    from ._stream.recalling import recalled

    return recalled(memory)
