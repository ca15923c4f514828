"""``/markets``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder, fill

from ..models.markets import Market, MarketEnvelope, MarketPage
from ._parameters import Instant, joined, seconds, within
from ._resource import Resource

if TYPE_CHECKING:
    from .candlesticks import MarketCandlesticks
    from .orderbooks import MarketOrderbook, MarketOrderbooks
    from .trades import MarketTrades

__all__ = ["MARKET", "MARKETS", "MarketFilter", "Markets", "MveFilter"]

MarketFilter = Literal["unopened", "open", "paused", "closed", "settled"]
"""What the venue filters by: ``open`` finds ``active``, ``settled`` finds
``finalized``, and ``closed`` whatever stopped trading and has not been paid."""

MveFilter = Literal["only", "exclude"]
"""Combos alone, or everything else."""

MARKET = decoder(MarketEnvelope).pick(lambda found: found.market)
MARKETS = decoder(MarketPage).pick(
    lambda page: Page(page.markets, page.cursor or None, page)
)

_STATUSES_OF: Mapping[str, tuple[str | None, ...]] = {
    "created": ("unopened", "open", None),
    "close": ("closed", None),
    "settled": ("settled", None),
    "updated": (None,),
}


class Markets(Resource):
    """Markets: one question each."""

    @cached_property
    def orderbook(self) -> MarketOrderbook:
        """``/markets/{ticker}/orderbook``."""
        from .orderbooks import MarketOrderbook

        return MarketOrderbook(self._http)

    @cached_property
    def orderbooks(self) -> MarketOrderbooks:
        """``/markets/orderbooks``."""
        from .orderbooks import MarketOrderbooks

        return MarketOrderbooks(self._http)

    @cached_property
    def trades(self) -> MarketTrades:
        """``/markets/trades``."""
        from .trades import MarketTrades

        return MarketTrades(self._http)

    @cached_property
    def candlesticks(self) -> MarketCandlesticks:
        """``/series/{series_ticker}/markets/{ticker}/candlesticks``."""
        from .candlesticks import MarketCandlesticks

        return MarketCandlesticks(self._http)

    def list(
        self,
        *,
        limit: int = 1000,
        event_ticker: str | None = None,
        series_ticker: str | None = None,
        status: MarketFilter | None = None,
        tickers: Sequence[str] | None = None,
        mve_filter: MveFilter | None = None,
        min_created_ts: Instant | None = None,
        max_created_ts: Instant | None = None,
        min_updated_ts: Instant | None = None,
        max_updated_ts: Instant | None = None,
        min_close_ts: Instant | None = None,
        max_close_ts: Instant | None = None,
        min_settled_ts: Instant | None = None,
        max_settled_ts: Instant | None = None,
    ) -> Pages[Market]:
        """List markets; combos are most of them unless ``mve_filter`` excludes them.

        Args:
            limit: markets a page, 0 to 1000.
            event_ticker: only markets of this event.
            series_ticker: only markets of this series.
            status: only markets of this status.
            tickers: only these markets.
            mve_filter: combos only, or none.
            min_created_ts, max_created_ts: with status unopened, open or none.
            min_updated_ts, max_updated_ts: changes other than trading; combines
                with nothing but ``mve_filter="exclude"``, which ``series_ticker``
                then needs.
            min_close_ts, max_close_ts: with status closed or none.
            min_settled_ts, max_settled_ts: with status settled or none.

        Raises:
            InvalidRequest: a value out of range, or filters that do not combine.
        """
        times = {
            "min_created_ts": min_created_ts,
            "max_created_ts": max_created_ts,
            "min_updated_ts": min_updated_ts,
            "max_updated_ts": max_updated_ts,
            "min_close_ts": min_close_ts,
            "max_close_ts": max_close_ts,
            "min_settled_ts": min_settled_ts,
            "max_settled_ts": max_settled_ts,
        }
        filters = {
            "event_ticker": event_ticker,
            "series_ticker": series_ticker,
            "status": status,
            "tickers": joined("tickers", tickers),
            "mve_filter": mve_filter,
        }
        _check(times, filters)
        instants = {name: seconds(name, at) for name, at in times.items()}
        params = {"limit": within("limit", limit, 0, 1000), **filters, **instants}
        return self._listing("/markets", MARKETS, params)

    async def get(self, ticker: str) -> Market:
        """Fetch one market; raises ``NotFound``, also for archived ones."""
        return await self._read(fill("/markets/{ticker}", ticker=ticker), MARKET)


def _check(
    times: Mapping[str, Instant | None], filters: Mapping[str, str | None]
) -> None:
    """Refuse combinations of filters the venue documents as errors."""
    families = dict.fromkeys(
        name.split("_")[1] for name, at in times.items() if at is not None
    )
    if not families:
        return
    if len(families) > 1:
        names = " and ".join(families)
        raise InvalidRequest(f"filters by {names} time cannot be combined")
    family = next(iter(families))
    if filters["status"] not in _STATUSES_OF[family]:
        raise InvalidRequest(
            f"a filter by {family} time cannot be combined with status "
            f"{filters['status']!r}"
        )
    if family == "updated":
        _check_updated(filters)


def _check_updated(filters: Mapping[str, str | None]) -> None:
    excluding = filters["mve_filter"] == "exclude"
    allowed = {"series_ticker", "mve_filter"} if excluding else set[str]()
    for name, value in filters.items():
        if value is not None and name not in allowed:
            raise InvalidRequest(
                f"a filter by updated time cannot be combined with {name}"
                + ("" if excluding else ' unless mve_filter is "exclude"')
            )
