"""Find adapters by metadata, load the one that was asked for, survive the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any

from pluggy import PluginManager

from . import plugins
from ._errors import AdapterBroken, AdapterError, AdapterNotFound
from .plugins import ADAPTERS, Adapter, Settings

if TYPE_CHECKING:
    from ._protocols import Venue
    from .kit.engines import EngineName, Transport

__all__ = ["AdapterInfo", "Registry", "connect", "default_registry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdapterInfo:
    """One line of a listing.

    Attributes:
        distribution: package and version that provides it.
        capabilities: names of the protocols its venue has.
        error: why it cannot be used; the other fields then say what is known.
    """

    name: str
    title: str = ""
    distribution: str = ""
    environments: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    simulator: bool = False
    error: str | None = None


class Registry:
    """The adapters of this process."""

    def __init__(self, *, blocked: Iterable[str] = ()) -> None:
        self._manager = PluginManager("predcore")
        self._manager.add_hookspecs(plugins)
        for name in blocked:
            self._manager.set_blocked(name)

    def installed(self) -> dict[str, list[EntryPoint]]:
        """Adapters by name, read from metadata; imports nothing.

        A name with two providers is a conflict of that name and of no other.
        """
        found: dict[str, list[EntryPoint]] = {}
        for entry in entry_points(group=ADAPTERS):
            if self._manager.is_blocked(entry.name):
                continue
            providers = found.setdefault(entry.name, [])
            if entry.value not in [other.value for other in providers]:
                providers.append(entry)
        return found

    def names(self) -> list[str]:
        """Every adapter that is installed or registered, and not blocked."""
        direct = {name for name, plugin in self._manager.list_name_plugin() if plugin}
        return sorted({*self.installed(), *direct})

    def register(self, plugin: object, name: str) -> None:
        """Add a plugin object directly, as tests and scripts do."""
        self._manager.register(plugin, name)

    def adapter(self, name: str) -> Adapter:
        """Load one adapter; no other plugin is imported or called.

        Raises:
            AdapterNotFound: not installed, or blocked.
            AdapterBroken: it is there and does not load.
        """
        manager = self._manager
        if manager.is_blocked(name):
            raise AdapterNotFound(f"adapter {name!r} is blocked by PREDCORE_BLOCK")
        providers = [entry.value for entry in self.installed().get(name, [])]
        if len(providers) > 1:
            raise AdapterBroken(
                f"{name!r} is provided twice ({', '.join(providers)}); uninstall one"
            )
        try:
            if not manager.has_plugin(name):
                manager.load_setuptools_entrypoints(ADAPTERS, name=name)
            plugin = manager.get_plugin(name)
            if plugin is None:
                known = ", ".join(self.names()) or "none"
                raise AdapterNotFound(f"no adapter {name!r}; installed: {known}")
            others = manager.get_plugins() - {plugin}
            call = manager.subset_hook_caller("predcore_adapter", others)
            described: list[object] = call()
        except AdapterNotFound:
            raise
        except (Exception, SystemExit) as error:
            what = f"{type(error).__name__}: {error}"
            raise AdapterBroken(f"adapter {name!r} failed to load: {what}") from error
        found = [one for one in described if isinstance(one, Adapter)]
        if [one.name for one in found] != [name]:
            raise AdapterBroken(
                f"plugin {name!r} must describe exactly one adapter of that name"
            )
        return found[0]

    def listing(self) -> list[AdapterInfo]:
        """Every adapter; one that is broken is a line with an ``error``."""
        found = self.installed()
        return [self._line(name, found.get(name, [])) for name in self.names()]

    def _line(self, name: str, entries: list[EntryPoint]) -> AdapterInfo:
        from ._protocols import capabilities

        dists = [entry.dist for entry in entries if entry.dist is not None]
        origin = ", ".join(f"{dist.name} {dist.version}" for dist in dists)
        try:
            adapter = self.adapter(name)
            able = capabilities(adapter.venue())
        except AdapterError as error:
            return AdapterInfo(name=name, distribution=origin, error=str(error))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's code
            what = f"{type(error).__name__}: {error}"
            return AdapterInfo(name=name, distribution=origin, error=what)
        return AdapterInfo(
            name=name,
            title=adapter.title,
            distribution=origin,
            environments=adapter.environments,
            capabilities=able,
            simulator=adapter.simulator is not None,
        )


@cache
def default_registry() -> Registry:
    """The process-wide registry; ``PREDCORE_BLOCK=a,b`` keeps adapters out."""
    blocked = os.environ.get("PREDCORE_BLOCK", "").split(",")
    return Registry(blocked=[name.strip() for name in blocked if name.strip()])


def connect(
    name: str,
    *,
    environment: str = "live",
    urls: Mapping[str, str] | None = None,
    credentials: Mapping[str, str] | None = None,
    engine: EngineName = "auto",
    transport: Transport | None = None,
    timeout: float = 10.0,
    **options: Any,
) -> AbstractAsyncContextManager[Venue]:
    """Open a venue by name::

        async with predcore.connect("acme", environment="sandbox") as venue:
            market = await venue.market("RAIN-TOMORROW")

    Args:
        name: the adapter, as ``predcore adapters`` lists it.
        environment: ``live``, ``sandbox`` (a local simulator), or the adapter's own.
        urls: service name to base URL, instead of the environment's.
        credentials: secrets by name, for what needs them.
        engine: who sends requests; ``httpx`` starts faster, ``aiohttp`` runs faster.
        transport: an httpx transport to send through instead of the network.
        timeout: seconds one attempt of a request may take.
        options: what the adapter documents.

    Raises:
        AdapterNotFound, AdapterBroken: at once, before anything is opened.
    """
    adapter = default_registry().adapter(name)
    return adapter.open(
        Settings(
            environment=environment,
            urls=urls or {},
            credentials=credentials or {},
            engine=engine,
            transport=transport,
            timeout=timeout,
            options=options,
        )
    )
