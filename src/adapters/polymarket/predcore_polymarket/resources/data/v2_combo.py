"""Version 2 of the Data API: combos of wallets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from predcore.kit import Pages, Param, decoder

from ...models.data.v2_combo import (
    ComboActivity,
    ComboActivityPage,
    ComboPosition,
    ComboPositionPage,
)
from .._paging import data_pages
from .._resource import Resource
from .._values import csv, seconds

__all__ = ["ComboActivities", "ComboPositions"]

_POSITIONS = decoder(ComboPositionPage)
_ACTIVITIES = decoder(ComboActivityPage)

Some = Sequence[str] | str


class ComboPositions(Resource):
    """Combos that wallets hold and held."""

    def list(
        self,
        user: str,
        *,
        limit: int = 1000,
        condition_id: Some | None = None,
        status: Some | None = None,
        sort_by: Literal["FIRST_ENTRY", "ENTRY_COST", "CURRENT_VALUE", "UPDATED"]
        | None = None,
        sort_direction: Literal["ASC", "DESC"] | None = None,
        updated_after: datetime | None = None,
        updated_before: datetime | None = None,
        cursor: str | None = None,
    ) -> Pages[ComboPosition]:
        """List a wallet's combos, at most 1000 a page.

        Args:
            user: a wallet.
            condition_id: of combos.
            status: ``OPEN``, ``PARTIAL``, ``RESOLVED_PARTIAL``, ``RESOLVED_WIN``,
                ``RESOLVED_LOSS``, several at once, or ``REDEEMABLE`` alone.
            cursor: where an earlier listing with the same filters stopped.
        """
        params: dict[str, Param] = {
            "user": user,
            "condition_id": csv(condition_id),
            "status": csv(status),
            "sort_by": sort_by,
            "sort_direction": sort_direction,
            "updated_after": seconds(updated_after),
            "updated_before": seconds(updated_before),
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/positions/combos",
            _POSITIONS,
            params,
            rows=lambda page: page.data,
            start=cursor,
            bucket="data.positions",
        )


class ComboActivities(Resource):
    """What wallets did with combos, trades apart."""

    def list(
        self,
        user: str,
        *,
        limit: int = 1000,
        condition_id: Some | None = None,
        cursor: str | None = None,
    ) -> Pages[ComboActivity]:
        """List a wallet's splits, merges and redemptions of combos, newest first."""
        params: dict[str, Param] = {
            "user": user,
            "condition_id": csv(condition_id),
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/activity/combos",
            _ACTIVITIES,
            params,
            rows=lambda page: page.data,
            start=cursor,
            bucket="data",
        )
