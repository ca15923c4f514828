"""``/markets/trades``."""

from __future__ import annotations

from predcore.kit import Page, Pages, decoder

from ..models.trades import Trade, TradePage
from ._parameters import Instant, seconds, within
from ._resource import Resource

__all__ = ["HistoricalTrades", "MarketTrades"]

_TRADES = decoder(TradePage).pick(
    lambda page: Page(page.trades, page.cursor or None, page)
)


class MarketTrades(Resource):
    """Public prints, until they are archived."""

    _path = "/markets/trades"

    def list(
        self,
        *,
        ticker: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        is_block_trade: bool | None = None,
        limit: int = 1000,
    ) -> Pages[Trade]:
        """List prints, newest first.

        Args:
            ticker: only of this market.
            min_ts, max_ts: after and before; whether the ends belong is not said.
            is_block_trade: only those matched off the book, or only the others.
            limit: prints a page, 0 to 1000.
        """
        params = {
            "ticker": ticker,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "is_block_trade": is_block_trade,
            "limit": within("limit", limit, 0, 1000),
        }
        return self._listing(self._path, _TRADES, params)


class HistoricalTrades(MarketTrades):
    """Prints from before the archive's cutoff."""

    _path = "/historical/trades"
