"""The root of the resource tree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Self

from predcore.kit import AutoEngine, Drift, EngineName, Limiter, Retry, Transport

from ._auth import STREAM_PATH
from ._clock import Clock
from ._credentials import Credentials
from ._environment import rest_url, stream_url
from ._pipeline import Pipeline
from .resources._private import PrivateResources

__all__ = ["Kalshi"]


class Kalshi(PrivateResources):
    """Kalshi's REST API; attributes follow its paths, verbs what is done there.

    ``GET /markets/{ticker}/orderbook`` is ``kalshi.markets.orderbook.get(ticker)``.
    Paged listings are fetched as you iterate, the others are awaited.

    Args:
        environment: ``live``, ``demo`` (play money) or ``sandbox`` (the simulator).
        credentials: an API key, or its parts by name (``key_id``, and ``private_key``
            or ``private_key_path``). Otherwise variables are looked at when something
            first needs a signature, see :meth:`Credentials.from_environment`.
        correct_clock: sign with the venue's time where this machine's is off.
        urls: ``{"rest": base_url, "stream": url}`` instead of the environment's; the
            stream is on the host of ``rest`` where only that is given.
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
        self._pipeline = Pipeline(
            rest_url(environment, urls),
            engine=AutoEngine(engine, transport),
            credentials=_credentials(credentials),
            clock=Clock(correct=correct_clock),
            limiter=limiter,
            retry=retry,
            timeout=timeout,
        )
        self._http = self._pipeline
        self.stream_url = stream_url(environment, urls)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection pool."""
        await self._pipeline.aclose()

    @property
    def drift(self) -> Drift:
        """Fields and values the venue sent and this version does not know."""
        return self._pipeline.drift

    @property
    def clock_offset(self) -> timedelta | None:
        """What to add to this machine's clock for the venue's time, within a second;
        ``None`` before an answer has told it."""
        return self._pipeline.clock_offset

    def stream_headers(self) -> dict[str, str]:
        """Proof for one WebSocket handshake, good for seconds: ask for every attempt.

        Raises ``AuthenticationFailed`` without credentials.
        """
        return self._pipeline.signed_headers("GET", STREAM_PATH)


def _credentials(
    given: Credentials | Mapping[str, str] | None,
) -> Credentials | None:
    if given is None or isinstance(given, Credentials):
        return given
    return Credentials.from_mapping(given)
