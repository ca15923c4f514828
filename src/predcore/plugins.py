"""The contract between predcore and the packages that extend it.

An adapter is a distribution with an entry point in :data:`ADAPTERS`, named after
its venue and pointing at a *small* module that implements one hook. The version is
part of the group name, so an adapter written for another major API is recognised
from metadata alone and never imported.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from pluggy import HookimplMarker, HookspecMarker

from ._errors import InvalidRequest
from ._lazy import lazy_exports as lazy_exports

if TYPE_CHECKING:
    from ._errors import PredcoreError
    from ._protocols import Venue
    from .kit.engines import EngineName, Transport
    from .kit.protocols import BookProtocol
    from .sim.catalogue import Board, SimEvent, SimMarket
    from .sim.exchange import Exchange

__all__ = [
    "ADAPTERS",
    "Adapter",
    "CredentialReport",
    "ExchangeSimulator",
    "Settings",
    "Simulator",
    "hookimpl",
    "hookspec",
    "lazy_exports",
]

ADAPTERS = "predcore.adapters.v1"

hookspec = HookspecMarker("predcore")
hookimpl = HookimplMarker("predcore")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the caller chose; adapters validate ``options`` themselves.

    Attributes:
        environment: ``live``, or another of the adapter's environments.
        urls: service name to base URL, instead of the environment's.
        credentials: secrets by name; never printed.
        engine: who sends requests, see :data:`predcore.kit.EngineName`.
        transport: an httpx transport to send through instead of the network.
        timeout: seconds one attempt of a request may take.
        options: anything else the adapter documents.
    """

    environment: str = "live"
    urls: Mapping[str, str] = field(default_factory=dict[str, str])
    credentials: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    engine: EngineName = "auto"
    transport: Transport | None = field(default=None, repr=False)
    timeout: float = 10.0
    options: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)

    def __post_init__(self) -> None:
        """Raises ``InvalidRequest`` where there is no time for an answer."""
        if not self.timeout > 0:
            raise InvalidRequest(f"timeout must be above 0 seconds, not {self.timeout}")


class Simulator(Protocol):
    """The venue's own wire in front of a synthetic catalogue."""

    @property
    def app(self) -> Callable[..., Awaitable[None]]:
        """An ASGI application."""
        ...

    @property
    def board(self) -> Board:
        """What it lists; markets of two simulators that share a ``claim`` stand for
        the same thing."""
        ...

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """The canonical id under which it lists a market of its ``board``."""
        ...

    def urls(self, origin: str) -> dict[str, str]:
        """Base URLs by service name when the application is served at ``origin``
        (``http://host:port``, no trailing slash)."""
        ...

    def clients(self, origin: str) -> dict[str, str]:
        """How to point the venue's own clients at ``origin``: variable or setting
        name to its value, for people to read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialReport:
    """Which credentials an adapter finds and what they may do, fit to be printed.

    Attributes:
        found: what they are and where from, nothing of themselves; ``None`` where
            there are none.
        permissions: what they may do, as the venue calls it; ``None`` where it did
            not say.
        notes: what else bears on their use.
        error: why they cannot be used, or why the venue did not say.
        hint: how to give credentials, where there are none.
    """

    found: str | None = None
    permissions: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()
    error: PredcoreError | None = None
    hint: str = ""


@runtime_checkable
class ExchangeSimulator(Simulator, Protocol):
    """A simulator in front of an exchange, where orders trade."""

    @property
    def exchange(self) -> Exchange:
        """The exchange behind the wire."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """One venue, as a plugin describes it.

    The callables are where the heavy imports belong: describing an adapter must
    cost nothing, because a listing describes all of them.

    Attributes:
        name: the entry point's name, and the venue's in every id.
        title: for people.
        environments: names ``open`` understands, the default first.
        open: opens the venue; used as ``async with``.
        venue: gives the venue class, whose protocols are its capabilities.
        simulator: makes the venue's simulator, where there is one. Its argument
            seeds the synthetic catalogue.
        sandbox_port: where the ``sandbox`` environment expects the simulator.
        credentials: looks at the credentials it would use and asks the venue what
            they may do; it raises nothing that the report can hold.
        replay: makes the protocol of ``watch`` anew from what one remembered (see
            :class:`predcore.kit.Remembering`), to tell it recorded frames.
    """

    name: str
    title: str
    open: Callable[[Settings], AbstractAsyncContextManager[Venue]]
    venue: Callable[[], type[Venue]]
    environments: tuple[str, ...] = ("live",)
    simulator: Callable[[int], Simulator] | None = None
    sandbox_port: int | None = None
    credentials: Callable[[Settings], Awaitable[CredentialReport]] | None = None
    replay: Callable[[Mapping[str, Any]], BookProtocol] | None = None


@hookspec
def predcore_adapter() -> Adapter:  # pyright: ignore[reportReturnType]
    """Describe the venue this plugin connects to."""
    raise AssertionError("a hook specification is not called")
