"""``/historical``: what the live endpoints no longer return."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from predcore.kit import Pages, decoder, fill

from ..models import historical as models
from ..models.markets import Market
from ._parameters import Instant, Period, at_most_one, candle_range, joined, within
from ._resource import Resource
from .markets import MARKET, MARKETS

if TYPE_CHECKING:
    from .fills import HistoricalFills
    from .historical_orders import HistoricalOrders
    from .positions import HistoricalPositions
    from .trades import HistoricalTrades

__all__ = [
    "Historical",
    "HistoricalCandlesticks",
    "HistoricalCutoff",
    "HistoricalMarkets",
]

_CUTOFF = decoder(models.HistoricalCutoff)
_CANDLESTICKS = decoder(models.MarketCandlesticksHistorical).pick(
    lambda found: found.candlesticks
)


class Historical(Resource):
    """The archive; a history is what is live and what is here."""

    @cached_property
    def cutoff(self) -> HistoricalCutoff:
        """``/historical/cutoff``."""
        return HistoricalCutoff(self._http)

    @cached_property
    def markets(self) -> HistoricalMarkets:
        """``/historical/markets``."""
        return HistoricalMarkets(self._http)

    @cached_property
    def candlesticks(self) -> HistoricalCandlesticks:
        """``/historical/markets/{ticker}/candlesticks``."""
        return HistoricalCandlesticks(self._http)

    @cached_property
    def trades(self) -> HistoricalTrades:
        """``/historical/trades``."""
        from .trades import HistoricalTrades

        return HistoricalTrades(self._http)

    @cached_property
    def fills(self) -> HistoricalFills:
        """``/historical/fills``."""
        from .fills import HistoricalFills

        return HistoricalFills(self._http)

    @cached_property
    def orders(self) -> HistoricalOrders:
        """``/historical/orders``."""
        from .historical_orders import HistoricalOrders

        return HistoricalOrders(self._http)

    @cached_property
    def positions(self) -> HistoricalPositions:
        """``/historical/positions``."""
        from .positions import HistoricalPositions

        return HistoricalPositions(self._http)


class HistoricalCutoff(Resource):
    """Where the archive ends; it moves."""

    async def get(self) -> models.HistoricalCutoff:
        """Fetch the instants before which rows are archived."""
        return await self._read("/historical/cutoff", _CUTOFF)


class HistoricalMarkets(Resource):
    """Markets that settled before the cutoff."""

    def list(
        self,
        *,
        limit: int = 1000,
        tickers: Sequence[str] | None = None,
        event_ticker: str | None = None,
        series_ticker: str | None = None,
        mve_filter: Literal["exclude"] | None = None,
    ) -> Pages[Market]:
        """List archived markets.

        ``tickers``, ``event_ticker`` and ``series_ticker`` exclude each other;
        ``limit`` is 0 to 1000 a page.
        """
        at_most_one(
            tickers=tickers, event_ticker=event_ticker, series_ticker=series_ticker
        )
        params = {
            "limit": within("limit", limit, 0, 1000),
            "tickers": joined("tickers", tickers),
            "event_ticker": event_ticker,
            "series_ticker": series_ticker,
            "mve_filter": mve_filter,
        }
        return self._listing("/historical/markets", MARKETS, params)

    async def get(self, ticker: str) -> Market:
        """Fetch one archived market; raises ``NotFound``."""
        path = fill("/historical/markets/{ticker}", ticker=ticker)
        return await self._read(path, MARKET)


class HistoricalCandlesticks(Resource):
    """Price history of archived markets."""

    async def list(
        self,
        ticker: str,
        *,
        start_ts: Instant,
        end_ts: Instant,
        period_interval: Period,
    ) -> tuple[models.CandlestickHistorical, ...]:
        """Fetch candlesticks that end from ``start_ts`` to ``end_ts``, oldest first.

        ``period_interval`` is in minutes: 1, 60 or 1440.
        """
        path = fill("/historical/markets/{ticker}/candlesticks", ticker=ticker)
        params = candle_range(start_ts, end_ts, period_interval)
        return await self._read(path, _CANDLESTICKS, params)
