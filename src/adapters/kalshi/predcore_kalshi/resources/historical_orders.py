"""``/historical/orders``."""

from __future__ import annotations

from predcore.kit import Pages

from ..models.orders import Order
from ._parameters import Instant, seconds, subaccount_number, within
from ._resource import PrivateResource
from .orders import ORDERS

__all__ = ["HistoricalOrders"]


class HistoricalOrders(PrivateResource):
    """Orders that were done with before the archive's cutoff."""

    def list(
        self,
        *,
        ticker: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        limit: int = 1000,
        subaccount: int | None = None,
    ) -> Pages[Order]:
        """List archived orders, newest first.

        ``limit`` is 1 to 1000 a page, ``subaccount`` 0 to 63, or all when left out.
        """
        params = {
            "ticker": ticker,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "limit": within("limit", limit, 1, 1000),
            "subaccount": subaccount_number(subaccount),
        }
        return self._listing("/historical/orders", ORDERS, params)
