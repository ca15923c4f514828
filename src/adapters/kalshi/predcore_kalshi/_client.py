"""The root of the resource tree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Self

from predcore.kit import AutoEngine, Drift, EngineName, Limiter, Retry, Transport

from ._auth import STREAM_PATH
from ._clock import Clock
from ._credentials import Credentials
from ._environment import rest_url
from ._pipeline import Pipeline

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
        credentials: an API key, or its parts by name (``key_id``, and ``private_key``
            or ``private_key_path``). Otherwise variables are looked at when something
            first needs a signature, see :meth:`Credentials.from_environment`.
        correct_clock: sign with the venue's time where this machine's is off.
        urls: ``{"rest": base_url}`` instead of the environment's.
        engine: who sends the requests.
        transport: an httpx transport to send through instead of the network.
        retry: how often and how long failed reads are repeated.
        limiter: rate budgets. Otherwise those of the lowest tier, until the first
            signed request asks the venue for the account's own.
        timeout: seconds one attempt may take.

    Raises:
        InvalidRequest: an unknown environment, a URL that is none, or credentials
            that are none.
    """

    def __init__(
        self,
        *,
        environment: str = "live",
        credentials: Credentials | Mapping[str, str] | None = None,
        correct_clock: bool = False,
        urls: Mapping[str, str] | None = None,
        engine: EngineName = "auto",
        transport: Transport | None = None,
        retry: Retry | None = None,
        limiter: Limiter | None = None,
        timeout: float = 10.0,
    ) -> None:
        self._http = Pipeline(
            rest_url(environment, urls),
            engine=AutoEngine(engine, transport),
            credentials=_credentials(credentials),
            clock=Clock(correct=correct_clock),
            limiter=limiter,
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

    @property
    def clock_offset(self) -> timedelta | None:
        """What to add to this machine's clock for the venue's time, within a second;
        ``None`` before an answer has told it."""
        return self._http.clock_offset

    def stream_headers(self) -> dict[str, str]:
        """Proof for one WebSocket handshake, good for seconds: ask for every attempt.

        Raises ``AuthenticationFailed`` without credentials.
        """
        return self._http.signed_headers("GET", STREAM_PATH)

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


def _credentials(
    given: Credentials | Mapping[str, str] | None,
) -> Credentials | None:
    if given is None or isinstance(given, Credentials):
        return given
    return Credentials.from_mapping(given)
