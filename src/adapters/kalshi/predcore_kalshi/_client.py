"""The root of the resource tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Self

from predcore.kit import HTTP, AutoEngine, Drift, EngineName, Limiter, Retry, Transport

from ._environment import rest_url
from ._explain import explain
from ._limits import basic_tier

if TYPE_CHECKING:
    from .resources.account import Account
    from .resources.events import Events
    from .resources.exchange import Exchange
    from .resources.historical import Historical
    from .resources.incentives import Incentives
    from .resources.live_data import LiveData
    from .resources.markets import Markets
    from .resources.milestones import Milestones
    from .resources.mve import MultivariateEventCollections
    from .resources.search import Search
    from .resources.series import Series
    from .resources.structured_targets import StructuredTargets

__all__ = ["Kalshi"]


class Kalshi:
    """Kalshi's REST API; attributes follow its paths, verbs are ``list`` and ``get``.

    ``GET /markets/{ticker}/orderbook`` is ``kalshi.markets.orderbook.get(ticker)``.
    Paged listings are fetched as you iterate, the others are awaited.

    Args:
        environment: ``live``, ``demo`` (play money) or ``sandbox`` (the simulator).
        urls: ``{"rest": base_url}`` instead of the environment's.
        engine: who sends the requests.
        transport: an httpx transport to send through instead of the network.
        retry: how often and how long failed reads are repeated.
        limiter: rate budgets; by default those of the venue's lowest tier.
        timeout: seconds one attempt may take.

    Raises:
        InvalidRequest: an unknown environment, or a URL that is none.
    """

    def __init__(
        self,
        *,
        environment: str = "live",
        urls: Mapping[str, str] | None = None,
        engine: EngineName = "auto",
        transport: Transport | None = None,
        retry: Retry | None = None,
        limiter: Limiter | None = None,
        timeout: float = 10.0,
    ) -> None:
        self._http = HTTP(
            rest_url(environment, urls),
            engine=AutoEngine(engine, transport),
            explain=explain,
            limiter=limiter or basic_tier(),
            retry=retry,
            timeout=timeout,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection pool."""
        await self._http.aclose()

    @property
    def drift(self) -> Drift:
        """Fields and values the venue sent and this version does not know."""
        return self._http.drift

    @cached_property
    def series(self) -> Series:
        """``/series``."""
        from .resources.series import Series

        return Series(self._http)

    @cached_property
    def events(self) -> Events:
        """``/events``."""
        from .resources.events import Events

        return Events(self._http)

    @cached_property
    def markets(self) -> Markets:
        """``/markets``."""
        from .resources.markets import Markets

        return Markets(self._http)

    @cached_property
    def exchange(self) -> Exchange:
        """``/exchange``."""
        from .resources.exchange import Exchange

        return Exchange(self._http)

    @cached_property
    def historical(self) -> Historical:
        """``/historical``."""
        from .resources.historical import Historical

        return Historical(self._http)

    @cached_property
    def search(self) -> Search:
        """``/search``."""
        from .resources.search import Search

        return Search(self._http)

    @cached_property
    def milestones(self) -> Milestones:
        """``/milestones``."""
        from .resources.milestones import Milestones

        return Milestones(self._http)

    @cached_property
    def structured_targets(self) -> StructuredTargets:
        """``/structured_targets``."""
        from .resources.structured_targets import StructuredTargets

        return StructuredTargets(self._http)

    @cached_property
    def live_data(self) -> LiveData:
        """``/live_data``."""
        from .resources.live_data import LiveData

        return LiveData(self._http)

    @cached_property
    def mve(self) -> MultivariateEventCollections:
        """``/multivariate_event_collections``."""
        from .resources.mve import MultivariateEventCollections

        return MultivariateEventCollections(self._http)

    @cached_property
    def incentives(self) -> Incentives:
        """``/incentive_programs``."""
        from .resources.incentives import Incentives

        return Incentives(self._http)

    @cached_property
    def account(self) -> Account:
        """``/account``."""
        from .resources.account import Account

        return Account(self._http)
