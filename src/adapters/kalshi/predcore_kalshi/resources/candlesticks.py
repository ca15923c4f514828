"""Candlesticks of live markets and of whole events."""

from __future__ import annotations

from collections.abc import Sequence

from predcore.kit import decoder, fill

from ..models import candlesticks as models
from ._parameters import Instant, Period, candle_range, joined
from ._resource import Resource

__all__ = ["EventCandlesticks", "MarketCandlesticks"]

_MARKET = decoder(models.MarketCandlesticks).pick(lambda found: found.candlesticks)
_BATCH = decoder(models.BatchCandlesticks).pick(lambda found: found.markets)
_EVENT = decoder(models.EventCandlesticks)


class MarketCandlesticks(Resource):
    """Price history of markets that are not archived."""

    async def list(
        self,
        ticker: str,
        *,
        series_ticker: str,
        start_ts: Instant,
        end_ts: Instant,
        period_interval: Period,
        include_latest_before_start: bool | None = None,
    ) -> tuple[models.Candlestick, ...]:
        """Fetch candlesticks that end from ``start_ts`` to ``end_ts``, oldest first.

        Args:
            ticker: the market.
            series_ticker: its series; take it from the event, never from the text.
            start_ts, end_ts: bounds of the candlesticks' ends, both included.
            period_interval: minutes, 1, 60 or 1440.
            include_latest_before_start: begin with a made-up candlestick that
                carries the previous close.
        """
        path = fill(
            "/series/{series_ticker}/markets/{ticker}/candlesticks",
            series_ticker=series_ticker,
            ticker=ticker,
        )
        params = {
            **candle_range(start_ts, end_ts, period_interval),
            "include_latest_before_start": include_latest_before_start,
        }
        return await self._read(path, _MARKET, params)

    async def batch(
        self,
        market_tickers: Sequence[str],
        *,
        start_ts: Instant,
        end_ts: Instant,
        period_interval: Period,
        include_latest_before_start: bool | None = None,
    ) -> tuple[models.TickerCandlesticks, ...]:
        """Fetch candlesticks of 1 to 100 markets, 10 000 of them in all.

        Arguments as in :meth:`list`.
        """
        params = {
            "market_tickers": joined("market_tickers", market_tickers, 100),
            **candle_range(start_ts, end_ts, period_interval),
            "include_latest_before_start": include_latest_before_start,
        }
        return await self._read("/markets/candlesticks", _BATCH, params)


class EventCandlesticks(Resource):
    """Price history of every market of an event."""

    async def get(
        self,
        event_ticker: str,
        *,
        series_ticker: str,
        start_ts: Instant,
        end_ts: Instant,
        period_interval: Period,
    ) -> models.EventCandlesticks:
        """Fetch candlesticks of all markets; see ``adjusted_end_ts`` for where the
        venue stopped. Arguments as for markets."""
        path = fill(
            "/series/{series_ticker}/events/{ticker}/candlesticks",
            series_ticker=series_ticker,
            ticker=event_ticker,
        )
        params = candle_range(start_ts, end_ts, period_interval)
        return await self._read(path, _EVENT, params)
