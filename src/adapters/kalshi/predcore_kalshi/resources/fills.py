"""``/portfolio/fills`` and ``/historical/fills``."""

from __future__ import annotations

from collections.abc import Sequence

from predcore.kit import Page, Pages, decoder

from ..models.fills import Fill, FillPage
from ._parameters import Instant, joined, seconds, shard, subaccount_number, within
from ._resource import PrivateResource

__all__ = ["Fills", "HistoricalFills"]

_FILLS = decoder(FillPage).pick(
    lambda page: Page(page.fills, page.cursor or None, page)
)


class Fills(PrivateResource):
    """What traded, until it is archived."""

    def list(
        self,
        *,
        ticker: Sequence[str] | None = None,
        order_id: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        limit: int = 1000,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> Pages[Fill]:
        """List fills, newest first.

        Args:
            ticker: only of these markets, at most 100.
            order_id: only of this order.
            min_ts, max_ts: after and before; whether the ends belong is not said.
            limit: fills a page, 1 to 1000.
            subaccount: 0 to 63; left out is all.
            exchange_index: only of this shard.
        """
        params = {
            "ticker": joined("ticker", ticker, 100),
            "order_id": order_id,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "limit": within("limit", limit, 1, 1000),
            "subaccount": subaccount_number(subaccount),
            "exchange_index": shard(exchange_index),
        }
        return self._listing("/portfolio/fills", _FILLS, params)


class HistoricalFills(PrivateResource):
    """What traded before the archive's cutoff."""

    def list(
        self,
        *,
        ticker: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        limit: int = 1000,
        subaccount: int | None = None,
    ) -> Pages[Fill]:
        """List archived fills, newest first; the arguments are those of live ones."""
        params = {
            "ticker": ticker,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "limit": within("limit", limit, 1, 1000),
            "subaccount": subaccount_number(subaccount),
        }
        return self._listing("/historical/fills", _FILLS, params)
