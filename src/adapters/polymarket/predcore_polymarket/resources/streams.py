"""The sockets, in the venue's own words."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from predcore import InvalidRequest
from predcore.kit import Dial, Drift, websocket

if TYPE_CHECKING:
    from .._api_key import ApiKey
    from .._stream.listening import Listening
    from ..models.streams.envelope import Unfamiliar
    from ..models.streams.live_data import LivePrice, LiveReply
    from ..models.streams.market import MarketEvent
    from ..models.streams.rtds import RtdsMessage, RtdsRefusal
    from ..models.streams.sports import SportResult
    from ..models.streams.user import UserEvent

__all__ = ["LiveSubscription", "RtdsSubscription", "Streams"]

_MOST_LIVE = 64
_PINGED = frozenset({"PONG"})


@dataclass(frozen=True, slots=True)
class RtdsSubscription:
    """A topic of the older socket.

    Attributes:
        topic: ``crypto_prices``, ``crypto_prices_chainlink``, ``equity_prices``,
            ``crypto_prices_twap_thirty`` or ``_sixty``, or ``comments``.
        type: of its messages; ``*`` for all.
        filters: the venue's own, as JSON in a text.
    """

    topic: str
    type: str = "update"
    filters: str | None = None


@dataclass(frozen=True, slots=True)
class LiveSubscription:
    """A symbol on a channel of the newer socket.

    Attributes:
        channel: ``price.crypto``, ``price.equity``, or either with ``.twap``.
        symbol: as ``btcusd`` or ``aapl``.
        provider: whose prices, where it matters.
    """

    channel: str
    symbol: str
    provider: str | None = None


class Streams:
    """One connection for each; they are not restored when they are lost.

    ``async with`` opens a connection and ``async for`` gives its events, with the
    venue's keep-alive taken care of, until ``TransportError`` says that it is lost::

        async with polymarket.streams.market(tokens) as events:
            async for event in events:
                ...

    Nothing is left out: with 65536 events unread the iteration ends in
    ``StreamError``. All of them need asyncio and ``predcore[stream]``.
    """

    def __init__(
        self,
        urls: Mapping[str, str],
        key: Callable[[str], Awaitable[ApiKey]],
        drift: Drift,
    ) -> None:
        self._urls = urls
        self._key = key
        self._drift = drift

    @asynccontextmanager
    async def market(
        self, token_ids: Sequence[str], *, custom_features: bool = True
    ) -> AsyncGenerator[Listening[MarketEvent | Unfamiliar]]:
        """Books, changes and prints of tokens: ``/ws/market``.

        Say more with ``send``: ``{"operation": "subscribe", "assets_ids": [...]}``.

        Args:
            token_ids: of outcomes; the venue answers with their books.
            custom_features: best prices, new markets and resolutions too.
        """
        from .._stream.decoding import EVENTS_OF_MARKETS
        from .._stream.listening import Channel, listen
        from .._stream.requests import introduce

        hello = introduce(token_ids, custom_features=custom_features).frame
        channel = Channel(
            decode=EVENTS_OF_MARKETS, hello=[str(hello)], ping="PING", pong=_PINGED
        )
        async with listen(self._dial("ws_market"), channel) as events:
            yield events

    @asynccontextmanager
    async def user(
        self, condition_ids: Sequence[str] = ()
    ) -> AsyncGenerator[Listening[UserEvent | Unfamiliar]]:
        """Your orders and trades: ``/ws/user``.

        The venue does not say that it does not know the credentials: it closes the
        connection, or is silent.

        Args:
            condition_ids: of markets; all of them by default.
        """
        from msgspec.json import encode

        from .._stream.decoding import EVENTS_OF_USERS
        from .._stream.listening import Channel, listen

        key = await self._key("the user channel")
        hello: dict[str, object] = {"type": "user", "auth": dict(key.stream_auth)}
        if condition_ids:
            hello["markets"] = list(condition_ids)
        channel = Channel(
            decode=EVENTS_OF_USERS,
            hello=[encode(hello).decode()],
            ping="PING",
            pong=_PINGED,
        )
        async with listen(self._dial("ws_user"), channel) as events:
            yield events

    @asynccontextmanager
    async def sports(self) -> AsyncGenerator[Listening[SportResult]]:
        """Scores of all games."""
        from .._stream.listening import Channel, listen
        from .._stream.others import sport_results

        channel = Channel(decode=sport_results, answers={"ping": "pong"})
        async with listen(self._dial("ws_sports"), channel) as events:
            yield events

    @asynccontextmanager
    async def rtds(
        self, *subscriptions: RtdsSubscription
    ) -> AsyncGenerator[Listening[RtdsMessage | RtdsRefusal]]:
        """Prices and comments of the older socket, which the venue is winding down.

        Raises ``InvalidRequest`` for no subscription.
        """
        from msgspec.json import encode

        from .._stream.listening import Channel, listen
        from .._stream.others import rtds_events

        if not subscriptions:
            raise InvalidRequest("subscribe to at least one topic")
        asked = [
            {"topic": one.topic, "type": one.type}
            | ({} if one.filters is None else {"filters": one.filters})
            for one in subscriptions
        ]
        hello = {"action": "subscribe", "subscriptions": asked}
        channel = Channel(
            decode=rtds_events(self._drift),
            hello=[encode(hello).decode()],
            ping="PING",
            every=5.0,
            pong=_PINGED,
            patience=600.0,
            lively=True,
        )
        async with listen(self._dial("rtds"), channel) as events:
            yield events

    @asynccontextmanager
    async def live_data(
        self, *subscriptions: LiveSubscription
    ) -> AsyncGenerator[Listening[LivePrice | LiveReply]]:
        """Prices of crypto and equities, for holders of an API key.

        What could not be subscribed to is told by a ``LiveReply`` with the ``op``
        ``error``; a key that is no good ends the iteration in
        ``AuthenticationFailed``. Raises ``InvalidRequest`` for no subscription or
        more than 64.
        """
        from msgspec.json import encode

        from .._stream.listening import Channel, listen
        from .._stream.others import live_events, refused_key
        from ..models.streams.live_data import LiveReply

        if not 0 < len(subscriptions) <= _MOST_LIVE:
            raise InvalidRequest(
                f"subscribe to 1 to {_MOST_LIVE} symbols, not {len(subscriptions)}"
            )
        key = await self._key("live prices")
        auth = {"op": "auth", "auth": dict(key.stream_auth), "rid": "1"}
        asked = [_filtered(one) for one in subscriptions]
        subscribe = {"op": "subscribe", "subscriptions": asked, "rid": "2"}

        def react(event: LivePrice | LiveReply) -> Sequence[str]:
            refused_key(event)
            if isinstance(event, LiveReply) and event.op == "authed":
                return [encode(subscribe).decode()]
            return ()

        channel = Channel(
            decode=live_events(self._drift),
            hello=[encode(auth).decode()],
            ping='{"op":"ping"}',
            every=30.0,
            patience=90.0,
            lively=True,
            react=react,
        )
        async with listen(self._dial("live_data"), channel) as events:
            yield events

    def _dial(self, service: str) -> Dial:
        return websocket(self._urls[service], heartbeat=None)


def _filtered(one: LiveSubscription) -> dict[str, object]:
    wanted: dict[str, object] = {"symbol": one.symbol}
    if one.channel.endswith(".twap"):
        wanted["window_seconds"] = 60
    if one.provider is not None:
        wanted["provider"] = one.provider
    return {"channel": one.channel, "filter": wanted}
