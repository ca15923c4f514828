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
)

from ._environment import service_urls
from ._explain import explain
from ._limits import BUDGETS, SignerLimits
from ._signing import POLYGON, known_chain

if TYPE_CHECKING:
    from datetime import timedelta

    from ._api_key import ApiKey
    from ._credentials import Credentials
    from ._private import PrivateHTTP
    from ._relayer_keys import BuilderKey, RelayerKey
    from .resources.clob import Clob
    from .resources.data import Data
    from .resources.gamma import Gamma
    from .resources.geoblock import Geoblock
    from .resources.relayer import Relayer
    from .resources.streams import Streams

__all__ = ["Polymarket"]


class Polymarket:
    """Polymarket's APIs; attributes follow services and paths.

    ``GET {clob}/book`` is ``polymarket.clob.book.get(token_id)``,
    ``GET {gamma}/events/keyset`` is ``polymarket.gamma.events.keyset.list()``::

        async with Polymarket() as polymarket:
            page = await polymarket.gamma.markets.keyset.list(limit=20).first()
            book = await polymarket.clob.book.get(page.items[0].clob_token_ids[0])

    Args:
        environment: ``live``, or ``sandbox`` for a simulator on this machine.
        credentials: who trades, or its parts by name, see
            :meth:`Credentials.from_mapping`. Otherwise variables are looked at when
            something first needs them, see :meth:`Credentials.from_environment`.
        chain_id: 137, or 80002 for the test network.
        correct_clock: sign with the venue's time where this machine's is off.
        relayer_key: opens the relayer's account, see :class:`RelayerKey`.
        urls: service to URL, instead of the environment's and of
            ``PREDCORE_POLYMARKET_<SERVICE>_URL``: ``gamma``, ``clob``, ``data``,
            ``relayer``, ``site``, and the sockets ``ws_market``, ``ws_user``,
            ``ws_sports``, ``rtds``, ``live_data``, which are on the host of ``clob``
            where only that is given.
        engine: who sends, see :data:`predcore.kit.EngineName`.
        transport: an httpx transport to send through instead of the network.
        retry: how often and how long failed reads are tried again.
        limiter: rate budgets instead of the venue's published ones.
        timeout: seconds one attempt may take.

    Raises:
        InvalidRequest: an unknown environment or service, a URL that is none, a
            chain without an exchange, or credentials that are none.
    """

    def __init__(
        self,
        *,
        environment: str = "live",
        credentials: Credentials | Mapping[str, object] | None = None,
        chain_id: int = POLYGON,
        correct_clock: bool = False,
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
        self.chain_id = known_chain(chain_id)
        """Of the chain whose exchange orders are signed for."""
        self._urls = service_urls(environment, urls)
        self._engine = AutoEngine(engine, transport)
        self._credentials = _credentials(credentials)
        self._correct_clock = correct_clock
        self._relayer_key = relayer_key
        self._limiter = limiter or Limiter(BUDGETS)
        self.signer_limits = SignerLimits(None if limiter else self._limiter)
        """What the venue says of the budgets of whoever signs."""
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
        """The order books: books, prices, orders, balances."""
        from .resources.clob import Clob

        return Clob(self._http("clob"), self._private)

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

    @cached_property
    def streams(self) -> Streams:
        """The sockets, one connection for each."""
        from .resources.streams import Streams

        return Streams(self._urls, self.api_key, self.drift)

    @property
    def stream_urls(self) -> Mapping[str, str]:
        """The sockets, by service: ``ws_market``, ``ws_user`` and so on."""
        return {name: url for name, url in self._urls.items() if url.startswith("ws")}

    @property
    def clock_offset(self) -> timedelta | None:
        """What to add to this machine's clock for the venue's time, within a second;
        ``None`` before a signed request's answer has told it."""
        from datetime import timedelta

        offset = self._private.clock.offset
        return None if offset is None else timedelta(milliseconds=offset)

    def credentials(self, what: str = "trading") -> Credentials:
        """Who trades.

        Raises ``AuthenticationFailed``, naming ``what`` needs credentials, where
        there are none, and ``InvalidRequest`` for credentials that are none.
        """
        return self._private.credentials(what)

    async def api_key(self, what: str = "trading") -> ApiKey:
        """The API key of who trades, asked of the venue where none was given.

        Raises as :meth:`credentials`, and what asking the venue raises.
        """
        return await self._private.api_key(what)

    @cached_property
    def _private(self) -> PrivateHTTP:
        from ._clock import Clock
        from ._private import PrivateHTTP

        return PrivateHTTP(
            self._urls["clob"],
            engine=self._engine,
            credentials=self._credentials,
            chain_id=self.chain_id,
            clock=Clock(correct=self._correct_clock),
            observe=self.signer_limits.observe,
            limiter=self._limiter,
            retry=self._retry,
            drift=self.drift,
            timeout=self._timeout,
        )

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


def _credentials(
    given: Credentials | Mapping[str, object] | None,
) -> Credentials | None:
    if given is None:
        return None
    from ._credentials import Credentials

    return given if isinstance(given, Credentials) else Credentials.from_mapping(given)
