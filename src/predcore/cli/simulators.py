"""The simulators of installed adapters, by venue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from .. import Unsupported, default_registry
from ..plugins import Adapter, Simulator

__all__ = ["adapters_with_simulators", "served", "simulators"]


def adapters_with_simulators(names: Sequence[str]) -> dict[str, Adapter]:
    """The adapters named, or all that have a simulator.

    Raises:
        AdapterError: one that was named is not there or does not load.
        Unsupported: one that was named, or every one, has no simulator.
    """
    registry = default_registry()
    found: dict[str, Adapter] = {}
    if names:
        found = {name: registry.adapter(name) for name in names}
    else:
        sound = [info.name for info in registry.listing() if info.simulator]
        found = {name: registry.adapter(name) for name in sound}
    without = [name for name, adapter in found.items() if adapter.simulator is None]
    if without:
        raise Unsupported(f"{without[0]} has no simulator")
    if not found:
        raise Unsupported("no installed adapter has a simulator")
    return found


def simulators(adapters: Mapping[str, Adapter], seed: int) -> dict[str, Simulator]:
    """A simulator of each, with the same seed, so that they list the same claims.

    Raises:
        Unsupported: a package they are made with is not installed.
    """
    try:
        return {
            name: adapter.simulator(seed)
            for name, adapter in adapters.items()
            if adapter.simulator is not None
        }
    except ImportError as error:
        raise Unsupported(
            f"simulators need {error.name}: install predcore[sim]"
        ) from error


def served(
    venues: Mapping[str, Simulator],
    ports: Mapping[str, int] | None = None,
    *,
    faults: Iterable[tuple[str, object]] = (),
) -> AbstractAsyncContextManager[dict[str, str]]:
    """Serve them on loopback, see :func:`predcore.sim.serve`.

    Args:
        venues: the simulators by name.
        ports: ports by name.
        faults: switches that are on from the start, with their values.

    Raises:
        Unsupported: the server is not installed.
    """
    from ..sim import Faulty, serve  # not at the top: the help needs no server

    apps = {name: Faulty(venue.app) for name, venue in venues.items()}
    for app in apps.values():
        for name, value in faults:
            app.everywhere.put(name, value)
    return serve(apps, ports=ports)
