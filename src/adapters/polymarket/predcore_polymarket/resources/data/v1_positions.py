"""Version 1 of the Data API: what wallets hold and held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from predcore.kit import Decoder, Pages, Param

from ...models.data.v1_wallet import ClosedPosition, Position
from .._paging import offset_pages
from .._resource import Resource
from .._values import csv

__all__ = ["ClosedPositions", "Positions"]

_POSITIONS: Decoder[tuple[Position, ...]] = Decoder(tuple[Position, ...])
_CLOSED: Decoder[tuple[ClosedPosition, ...]] = Decoder(tuple[ClosedPosition, ...])

Direction = Literal["ASC", "DESC"]


class Positions(Resource):
    """What wallets hold."""

    def list(
        self,
        user: str,
        *,
        limit: int = 100,
        offset: int = 0,
        market: Sequence[str] | str | None = None,
        event_id: Sequence[str] | str | None = None,
        size_threshold: int | None = None,
        redeemable: bool | None = None,
        mergeable: bool | None = None,
        title: str | None = None,
        sort_by: str | None = None,
        sort_direction: Direction | None = None,
    ) -> Pages[Position]:
        """List a wallet's open positions, at most 500 a page.

        Args:
            market: condition ids; or ``event_id``, not both.
            size_threshold: least shares; 1 unless said otherwise.
        """
        params: dict[str, Param] = {
            "user": user,
            "market": csv(market),
            "eventId": csv(event_id),
            "sizeThreshold": size_threshold,
            "redeemable": redeemable,
            "mergeable": mergeable,
            "title": title,
            "sortBy": sort_by,
            "sortDirection": sort_direction,
        }
        return offset_pages(
            self._http,
            "/positions",
            _POSITIONS,
            params,
            limit=limit,
            offset=offset,
            bucket="data.positions",
        )


class ClosedPositions(Resource):
    """What wallets held."""

    def list(
        self,
        user: str,
        *,
        limit: int = 50,
        offset: int = 0,
        market: Sequence[str] | str | None = None,
        event_id: Sequence[str] | str | None = None,
        title: str | None = None,
        sort_by: str | None = None,
        sort_direction: Direction | None = None,
    ) -> Pages[ClosedPosition]:
        """List a wallet's closed positions, at most 50 a page."""
        params: dict[str, Param] = {
            "user": user,
            "market": csv(market),
            "eventId": csv(event_id),
            "title": title,
            "sortBy": sort_by,
            "sortDirection": sort_direction,
        }
        return offset_pages(
            self._http,
            "/closed-positions",
            _CLOSED,
            params,
            limit=limit,
            offset=offset,
            shortest_full=10,
            bucket="data.closed",
        )
