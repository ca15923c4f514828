"""``/markets/{ticker}/orderbook`` and ``/markets/orderbooks``."""

from __future__ import annotations

from collections.abc import Sequence

from predcore import InvalidRequest
from predcore.kit import decoder, fill

from ..models import orderbooks as models
from ._parameters import repeated, within
from ._resource import LARGEST, Resource

__all__ = ["MOST_BOOKS", "MarketOrderbook", "MarketOrderbooks"]

MOST_BOOKS = 100
"""Books of one request."""

_ONE = decoder(models.OrderbookEnvelope).pick(lambda found: found.orderbook_fp)
_MANY = decoder(models.MarketOrderbooks).pick(lambda found: found.orderbooks)


class MarketOrderbook(Resource):
    """The book of one market."""

    async def get(self, ticker: str, *, depth: int | None = None) -> models.Orderbook:
        """Fetch a book.

        Args:
            ticker: the market.
            depth: best levels a side, 1 to 100; 0 or ``None`` for all.

        Raises:
            NotFound: no such market.
            InvalidRequest: a depth out of range.
        """
        path = fill("/markets/{ticker}/orderbook", ticker=ticker)
        return await self._read(path, _ONE, {"depth": within("depth", depth, 0, 100)})


class MarketOrderbooks(Resource):
    """The books of many markets."""

    async def list(self, tickers: Sequence[str]) -> tuple[models.MarketOrderbook, ...]:
        """Fetch the whole books of 1 to 100 markets in one request.

        Raises ``InvalidRequest`` for more, or for none.
        """
        for ticker in tickers:
            if len(ticker) > 200:
                raise InvalidRequest(f"a ticker has at most 200 characters: {ticker!r}")
        params = {"tickers": repeated("tickers", tickers, MOST_BOOKS)}
        return await self._read("/markets/orderbooks", _MANY, params, largest=LARGEST)
