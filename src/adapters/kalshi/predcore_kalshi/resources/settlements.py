"""``/portfolio/settlements``."""

from __future__ import annotations

from predcore.kit import Page, Pages, decoder

from ..models.settlements import Settlement, SettlementPage
from ._parameters import Instant, seconds, subaccount_number, within
from ._resource import PrivateResource

__all__ = ["Settlements"]

_PAGE = decoder(SettlementPage).pick(
    lambda page: Page(page.settlements, page.cursor or None, page)
)


class Settlements(PrivateResource):
    """What markets paid; never archived."""

    def list(
        self,
        *,
        limit: int = 1000,
        ticker: str | None = None,
        event_ticker: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        subaccount: int | None = None,
    ) -> Pages[Settlement]:
        """List settlements.

        Args:
            limit: settlements a page, 1 to 1000.
            ticker: only of this market.
            event_ticker: only of this event.
            min_ts, max_ts: after and before; whether the ends belong is not said.
            subaccount: 0 to 63; left out is all.
        """
        params = {
            "limit": within("limit", limit, 1, 1000),
            "ticker": ticker,
            "event_ticker": event_ticker,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "subaccount": subaccount_number(subaccount),
        }
        return self._listing("/portfolio/settlements", _PAGE, params)
