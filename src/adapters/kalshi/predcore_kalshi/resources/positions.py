"""``/portfolio/positions`` and ``/historical/positions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from predcore.kit import Page, Pages, decoder

from ..models.positions import MarketPosition, PositionPage
from ._parameters import joined, shard, subaccount_number, within
from ._resource import PrivateResource

__all__ = [
    "POSITIONS",
    "CountFilter",
    "HistoricalPositions",
    "Positions",
    "SettlementStatus",
]

CountFilter = Literal["position", "total_traded"]
"""Only rows where this is not zero."""

SettlementStatus = Literal["unsettled", "settled", "all"]

POSITIONS = decoder(PositionPage).pick(
    lambda page: Page(page.market_positions, page.cursor or None, page)
)


class Positions(PrivateResource):
    """Positions, until they are archived."""

    def list(
        self,
        *,
        limit: int = 1000,
        count_filter: Sequence[CountFilter] | None = None,
        settlement_status: SettlementStatus | None = None,
        ticker: str | None = None,
        event_ticker: str | None = None,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> Pages[MarketPosition]:
        """List positions by market; those by event are in each page's ``native``.

        Args:
            limit: positions a page, 1 to 1000.
            count_filter: only those with contracts held, or ever traded.
            settlement_status: ``unsettled`` when left out.
            ticker: only of this market.
            event_ticker: only of this event.
            subaccount: 0 (as when left out) to 63.
            exchange_index: only of this shard.
        """
        params = {
            "limit": within("limit", limit, 1, 1000),
            "count_filter": joined("count_filter", count_filter),
            "settlement_status": settlement_status,
            "ticker": ticker,
            "event_ticker": event_ticker,
            "subaccount": subaccount_number(subaccount),
            "exchange_index": shard(exchange_index),
        }
        return self._listing("/portfolio/positions", POSITIONS, params)


class HistoricalPositions(PrivateResource):
    """Positions of events that were archived as a whole.

    Read the live ones first, settled ones too, and tell them apart by market.
    """

    def list(
        self,
        *,
        ticker: str | None = None,
        event_ticker: str | None = None,
        subaccount: int | None = None,
        limit: int = 1000,
    ) -> Pages[MarketPosition]:
        """List archived positions; those by event are in each page's ``native``.

        ``limit`` is 1 to 1000 a page, ``subaccount`` 0 (as when left out) to 63.
        """
        params = {
            "ticker": ticker,
            "event_ticker": event_ticker,
            "subaccount": subaccount_number(subaccount),
            "limit": within("limit", limit, 1, 1000),
        }
        return self._listing("/historical/positions", POSITIONS, params)
