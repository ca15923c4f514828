"""Kalshi's stream, as predcore sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

from predcore import Instrument, InvalidRequest, Streaming, Update
from predcore.kit import Dial, StreamProtocol, stream, websocket

from ._books import checked
from ._client import Kalshi

__all__ = ["KalshiStreaming"]


class KalshiStreaming(Streaming):
    """One connection for each ``watch``; all of them need credentials.

    Both outcomes of a market are one subscription. A market's status and ladder are
    told along with its books.
    """

    native: Kalshi

    def watch(
        self, *instruments: Instrument, trades: bool = False
    ) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        """Books, prints where ``trades`` is set, and the life of the markets.

        A print is told as a trade of the first outcome of its market given here.

        Raises:
            InvalidRequest: no instruments, or something to stream with is missing.
            InvalidId: an instrument of another venue, or no outcome of Kalshi's.
        """
        if not instruments:
            raise InvalidRequest("watch at least one instrument")
        try:
            from ._stream.market_feed import MarketFeed
        except ImportError as error:
            raise _missing(error) from None
        wanted = [checked(instrument) for instrument in instruments]
        return self._run(MarketFeed(wanted, trades=trades, drift=self.native.drift))

    def watch_account(self) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        """Orders, fills and positions of every subaccount the key may see.

        Nothing says what was missed while there was no connection: read your open
        orders after a ``Connected``. Orders and fills are told as of *yes*.
        """
        try:
            from ._stream.account_feed import AccountFeed
        except ImportError as error:
            raise _missing(error) from None
        return self._run(AccountFeed(drift=self.native.drift))

    def _run(
        self, protocol: StreamProtocol
    ) -> AbstractAsyncContextManager[AsyncIterator[Update]]:
        native = self.native
        dial: Dial = websocket(native.stream_url, headers=native.stream_headers)
        return stream(dial, protocol)


def _missing(error: ImportError) -> InvalidRequest:
    return InvalidRequest(f"streams need {error.name}: pip install 'predcore[stream]'")
