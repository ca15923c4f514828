"""Kalshi's stream, as predcore sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING

from predcore import (
    AccountStreaming,
    Instrument,
    InvalidRequest,
    Streaming,
    Update,
    Watch,
)
from predcore.kit import (
    Account,
    BookProtocol,
    Dial,
    needing,
    stream,
    watch,
    websocket,
)

from ._books import checked, orderbooks
from ._catching_up import catch_up, note_before
from ._client import Kalshi

if TYPE_CHECKING:
    from predcore.kit import Patience

    from ._desk import Desk
    from ._stream.account_feed import AccountFeed
    from ._stream.market_feed import MarketFeed

__all__ = ["KalshiStreaming"]


class KalshiStreaming(Streaming, AccountStreaming):
    """Connections of its own for each ``watch``; all of them need credentials.

    Both outcomes of a market are one subscription. A market's status and ladder are
    told along with its books. Books that have been quiet are compared with those of
    REST, fifty in ten seconds.

    Attributes:
        per_connection: markets on one connection. The venue allows more; but a message
            that is lost puts every book of its connection in doubt.
    """

    native: Kalshi
    patience: Patience
    _desk: Desk
    per_connection = 2000

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        """Books, prints where ``trades`` is set, and the life of the markets.

        A print is told as a trade of the outcome of its market that was given first.

        Raises:
            InvalidRequest: no instruments, or something to stream with is missing.
            InvalidId: an instrument of another venue, or no outcome of Kalshi's.
        """
        if not instruments:
            raise InvalidRequest("watch at least one instrument")
        feed = _market_feed()
        return watch(
            self.dial(),
            partial(feed, trades=trades, drift=self.native.drift),
            [checked(instrument) for instrument in instruments],
            per_connection=self.per_connection,
            unit=_market,
            prepare=_check,
            depth=depth,
            witness=partial(orderbooks, self.native, depth=None),
        )

    def watch_account(self) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        """Orders and fills of every subaccount the key may see, and the positions of
        this venue's.

        What was missed while there was no connection is read of this venue's subaccount
        when there is one again, and told before anything else; the reads lag, and are
        waited for. Before the first connection that is what was traded since
        the stream began. Orders and fills are told as of *yes*.
        """
        feed = _account_feed()(
            subaccount=self._desk.subaccount, drift=self.native.drift
        )
        dial = self.dial()
        if not isinstance(self, Account):
            return stream(dial, feed)
        reads = partial(catch_up, self, self._desk, self.patience)
        begin = partial(note_before, self, self._desk, self.patience)
        return stream(dial, feed, reconcile=reads, begin=begin)

    def book_protocol(self, *, trades: bool = False) -> BookProtocol:
        """What is said on a connection of ``watch``, to feed recorded frames to."""
        return _market_feed()(trades=trades, drift=self.native.drift)

    def dial(self) -> Dial:
        """How connections are opened; override it to stream from elsewhere."""
        native = self.native
        return websocket(native.stream_url, headers=native.stream_headers)


def _market(instrument: Instrument) -> str:
    return instrument.market


async def _check(instruments: Sequence[Instrument]) -> None:
    for instrument in instruments:
        checked(instrument)


def _market_feed() -> type[MarketFeed]:
    with needing("stream", "streams"):
        from ._stream.market_feed import MarketFeed
    return MarketFeed


def _account_feed() -> type[AccountFeed]:
    with needing("stream", "streams"):
        from ._stream.account_feed import AccountFeed
    return AccountFeed
