"""What predcore needs to know about Acme before anyone opens it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from predcore.plugins import Adapter, Settings, Simulator, hookimpl

if TYPE_CHECKING:
    from predcore import Venue
    from predcore.kit import BookProtocol


@hookimpl
def predcore_adapter() -> Adapter:
    """Describe Acme; nothing heavy is imported until it is used."""
    return Adapter(
        name="acme",
        title="Acme Exchange",
        open=_open,
        venue=_venue,
        environments=("live", "sandbox"),
        simulator=_simulator,
        sandbox_port=8700,
        replay=_replay,
    )


def _open(settings: Settings) -> AbstractAsyncContextManager[Venue]:
    from ._venue import open_venue

    return open_venue(settings)


def _venue() -> type[Venue]:
    from ._venue import AcmeVenue

    return AcmeVenue


def _simulator(seed: int) -> Simulator:
    from ._simulator import AcmeSimulator

    return AcmeSimulator(seed)


def _replay(memory: Mapping[str, object]) -> BookProtocol:
    from ._stream import AcmeFeed

    return AcmeFeed()
