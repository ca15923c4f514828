"""Polymarket's streams, as predcore sees them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from predcore import (
    AccountStreaming,
    Books,
    Instrument,
    InvalidRequest,
    Streaming,
    Update,
    Watch,
)
from predcore.kit import Dial, needing, stream, watch, websocket

from ._client import Polymarket
from ._directory import Directory
from ._tokens import check_venue

if TYPE_CHECKING:
    from ._desk import Desk
    from ._stream.account import AccountLine
    from ._stream.acquaintances import Acquaintances
    from ._stream.market_feed import MarketFeed

__all__ = ["PolymarketStreaming"]

_LARGEST = 16 << 20
"""Bytes of a frame; the books of two hundred tokens take a hundredth of it."""


class PolymarketStreaming(Streaming, AccountStreaming):
    """Connections of its own for each ``watch``; only ``watch_account`` needs
    credentials.

    Both outcomes of a market are two subscriptions with two books. What a market's
    resolution paid and a new tick size are told along with its books, and other
    changes of its status are not, as the venue does not stream them. Books that have
    been quiet are compared with those of REST, fifty in ten seconds.

    Attributes:
        per_connection: tokens on one connection; the venue names no limit, and others
            have met one at two to five hundred.
    """

    native: Polymarket
    per_connection = 200
    _directory: Directory
    _desk: Desk

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        """Books, prints where ``trades`` is set, and the life of the markets.

        Markets go by the names given. A print is told of the taker's token only.

        Raises:
            InvalidRequest: no instruments, or something to stream with is missing.
            InvalidId: an instrument of another venue; on entering, or by ``add``, a
                name of no market's, or no outcome of a market.
            NotFound: on entering, or by ``add``: no such market, or without a book.
        """
        if not instruments:
            raise InvalidRequest("watch at least one instrument")
        for instrument in instruments:
            check_venue(instrument)
        markets = _acquaintances()(
            self._directory,
            partial(
                _market_feed(),
                trades=trades,
                drift=self.native.drift,
                tick_changed=self._desk.tick_changed,
            ),
        )
        return watch(
            self.dial("ws_market"),
            markets.feed,
            instruments,
            per_connection=self.per_connection,
            prepare=markets.introduce,
            depth=depth,
            witness=self.orderbooks if isinstance(self, Books) else None,
        )

    @asynccontextmanager
    async def watch_account(self) -> AsyncGenerator[AsyncIterator[Update]]:
        """Orders, fills and holdings of the API key.

        What was missed while there was no connection is read when there is one again,
        and told before anything else.

        A fill is told again each time its ``finality`` changes. The venue streams no
        holdings: what is told is its listing, read when the stream starts and after
        each reconnect, with the fills since, and without what it cost.

        Raises:
            InvalidRequest: something to stream with is missing.
            AuthenticationFailed: on entering, there are no credentials; by the
                iteration, the venue does not know them.
        """
        line = await _account_line(self, self._desk)
        async with stream(
            line.dial(self.dial("ws_user")),
            line.feed,
            reconcile=line.reconcile,
            begin=line.begin,
        ) as updates:
            yield updates

    def dial(self, service: str) -> Dial:
        """How connections are opened; override it to stream from elsewhere."""
        return websocket(
            self.native.stream_urls[service], heartbeat=None, largest=_LARGEST
        )


async def _account_line(venue: PolymarketStreaming, desk: Desk) -> AccountLine:
    with needing("stream", "streams"):
        from ._stream.account import AccountLine
    return await AccountLine.of(venue, desk)


def _market_feed() -> type[MarketFeed]:
    with needing("stream", "streams"):
        from ._stream.market_feed import MarketFeed
    return MarketFeed


def _acquaintances() -> type[Acquaintances]:
    with needing("stream", "streams"):
        from ._stream.acquaintances import Acquaintances
    return Acquaintances
