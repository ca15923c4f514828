"""Version 1 of the Data API, market by market."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from predcore.kit import Decoder, Pages, Param, Request, query

from ...models.data.v1_market import (
    Holders,
    LeaderboardEntry,
    LiveVolume,
    MarketPositions,
    OpenInterest,
)
from .._paging import offset_pages, one_page
from .._resource import Resource
from .._values import csv

__all__ = [
    "HoldersByToken",
    "Leaderboard",
    "LiveVolumes",
    "OpenInterests",
    "PositionsByMarket",
]

_BUCKET = "data"
_HOLDERS: Decoder[tuple[Holders, ...]] = Decoder(tuple[Holders, ...])
_LEADERS: Decoder[tuple[LeaderboardEntry, ...]] = Decoder(tuple[LeaderboardEntry, ...])
_VOLUMES: Decoder[tuple[LiveVolume, ...]] = Decoder(tuple[LiveVolume, ...])
_INTERESTS: Decoder[tuple[OpenInterest, ...]] = Decoder(tuple[OpenInterest, ...])
_POSITIONS: Decoder[tuple[MarketPositions, ...]] = Decoder(tuple[MarketPositions, ...])


class HoldersByToken(Resource):
    """The largest holders."""

    def list(
        self,
        market: Sequence[str] | str,
        *,
        limit: int = 20,
        min_balance: int | None = None,
    ) -> Pages[Holders]:
        """List the holders of markets (condition ids), at most 20 of each token."""
        params = query(
            {"market": csv(market), "limit": limit, "minBalance": min_balance}
        )
        request = Request(path="/holders", query=params, parse=_HOLDERS, bucket=_BUCKET)
        return one_page(self._http, request)


class OpenInterests(Resource):
    """Money in markets."""

    async def get(
        self, market: Sequence[str] | str | None = None
    ) -> tuple[OpenInterest, ...]:
        """Fetch the open interest of markets (condition ids), in pUSD."""
        params = query({"market": csv(market)})
        return await self._http.send(
            Request(path="/oi", query=params, parse=_INTERESTS, bucket=_BUCKET)
        )


class LiveVolumes(Resource):
    """What is being traded in an event."""

    async def get(self, event_id: str) -> tuple[LiveVolume, ...]:
        """Fetch the volume of an event and its markets."""
        params = query({"id": event_id})
        return await self._http.send(
            Request(path="/live-volume", query=params, parse=_VOLUMES, bucket=_BUCKET)
        )


class Leaderboard(Resource):
    """Who trades best and most."""

    def list(
        self,
        *,
        limit: int = 50,
        offset: int = 0,
        category: str | None = None,
        time_period: Literal["DAY", "WEEK", "MONTH", "ALL"] | None = None,
        order_by: Literal["PNL", "VOL"] | None = None,
        user: str | None = None,
    ) -> Pages[LeaderboardEntry]:
        """List traders by rank, at most 50 a page."""
        params: dict[str, Param] = {
            "category": category,
            "timePeriod": time_period,
            "orderBy": order_by,
            "user": user,
        }
        return offset_pages(
            self._http,
            "/v1/leaderboard",
            _LEADERS,
            params,
            limit=limit,
            offset=offset,
            shortest_full=50,
            bucket=_BUCKET,
        )


class PositionsByMarket(Resource):
    """Who holds a market."""

    def list(
        self,
        market: str,
        *,
        limit: int = 50,
        offset: int = 0,
        user: str | None = None,
        status: Literal["OPEN", "CLOSED", "ALL"] | None = None,
        sort_by: str | None = None,
        sort_direction: Literal["ASC", "DESC"] | None = None,
    ) -> Pages[MarketPositions]:
        """List the positions in one market (condition id), by token.

        ``limit`` and ``offset`` count positions of each token, so this is one page.
        """
        params = query(
            {
                "market": market,
                "limit": limit,
                "offset": offset or None,
                "user": user,
                "status": status,
                "sortBy": sort_by,
                "sortDirection": sort_direction,
            }
        )
        return one_page(
            self._http,
            Request(
                path="/v1/market-positions",
                query=params,
                parse=_POSITIONS,
                bucket=_BUCKET,
            ),
        )
