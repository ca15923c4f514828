"""The root of the resource tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self

from predcore.kit import (
    HTTP,
    AutoEngine,
    Drift,
    EngineName,
    Limiter,
    Retry,
    Sign,
    Transport,
    endpoints,
)

from ._environment import ENVIRONMENTS
from ._explain import explain
from ._limits import BUDGETS

if TYPE_CHECKING:
    from ._relayer_keys import BuilderKey, RelayerKey
    from .resources.clob import Clob
    from .resources.data import Data
    from .resources.gamma import Gamma
    from .resources.geoblock import Geoblock
    from .resources.relayer import Relayer

__all__ = ["Polymarket"]


class Polymarket:
    """Polymarket's public APIs; attributes follow services and paths.

    ``GET {clob}/book`` is ``polymarket.clob.book.get(token_id)``,
    ``GET {gamma}/events/keyset`` is ``polymarket.gamma.events.keyset.list()``::

        async with Polymarket() as polymarket:
            page = await polymarket.gamma.markets.keyset.list(limit=20).first()
            book = await polymarket.clob.book.get(page.items[0].clob_token_ids[0])

    Args:
        environment: ``live``, or ``sandbox`` for a simulator on this machine.
        relayer_key: opens the relayer's account, see :class:`RelayerKey`.
        urls: service (``gamma``, ``clob``, ``data``, ``relayer``, ``site``) to base
            URL, instead of the environment's and of
            ``PREDCORE_POLYMARKET_<SERVICE>_URL``.
        engine: who sends, see :data:`predcore.kit.EngineName`.
        transport: an httpx transport to send through instead of the network.
        retry: how often and how long failed reads are tried again.
        limiter: rate budgets instead of the venue's published ones.
        timeout: seconds one attempt may take.
    """

    def __init__(
        self,
        *,
        environment: str = "live",
        relayer_key: RelayerKey | BuilderKey | None = None,
        urls: Mapping[str, str] | None = None,
        engine: EngineName = "auto",
        transport: Transport | None = None,
        retry: Retry | None = None,
        limiter: Limiter | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.drift = Drift()
        """What the services have been sending that the models do not know."""
        self._urls = endpoints("polymarket", environment, ENVIRONMENTS, urls)
        self._engine = AutoEngine(engine, transport)
        self._relayer_key = relayer_key
        self._limiter = limiter or Limiter(BUDGETS)
        self._retry = retry
        self._timeout = timeout

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._engine.aclose()

    @cached_property
    def gamma(self) -> Gamma:
        """The catalogue: events, markets, tags, search."""
        from .resources.gamma import Gamma

        return Gamma(self._http("gamma"))

    @cached_property
    def clob(self) -> Clob:
        """The order books: books, prices, trading parameters."""
        from .resources.clob import Clob

        return Clob(self._http("clob"))

    @cached_property
    def data(self) -> Data:
        """Analytics: trades, positions, rankings."""
        from .resources.data import Data

        return Data(self._http("data"))

    @cached_property
    def relayer(self) -> Relayer:
        """Wallet operations without gas."""
        from .resources.relayer import Relayer

        key = self._relayer_key
        keyed = None if key is None else self._http("relayer", sign=key.headers)
        return Relayer(self._http("relayer"), keyed)

    @cached_property
    def geoblock(self) -> Geoblock:
        """Whether orders are taken from where you are."""
        from .resources.geoblock import Geoblock

        return Geoblock(self._http("site"))

    def _http(self, service: str, sign: Sign | None = None) -> HTTP:
        return HTTP(
            self._urls[service],
            engine=self._engine,
            explain=explain,
            sign=sign,
            limiter=self._limiter,
            retry=self._retry,
            drift=self.drift,
            timeout=self._timeout,
        )
