"""Version 2 of the Data API, market by market."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from predcore import InvalidRequest
from predcore.kit import Pages, Param, Request, decoder, query

from ...models.data.v2_market import (
    Holders,
    HoldersPage,
    LiveVolume,
    LiveVolumeAnswer,
    OpenInterest,
    OpenInterestAnswer,
    PricePage,
    PricePoint,
)
from .._paging import data_pages
from .._resource import Resource
from .._values import csv, seconds

__all__ = ["HoldersByToken", "LiveVolumes", "OpenInterests", "PricesHistory"]

_HOLDERS = decoder(HoldersPage)
_PRICES = decoder(PricePage)
_INTERESTS = decoder(OpenInterestAnswer).pick(lambda answer: answer.data)
_VOLUME = decoder(LiveVolumeAnswer).pick(lambda answer: answer.data)

Some = Sequence[str] | str


class HoldersByToken(Resource):
    """Who holds a market."""

    def list(
        self,
        condition_id: Some,
        *,
        limit: int = 100,
        min_balance: int | None = None,
        include_pnl: bool | None = None,
    ) -> Pages[Holders]:
        """List holders by token, the largest first.

        ``include_pnl`` adds their cost and profit, for one condition id at a time.
        """
        params: dict[str, Param] = {
            "condition_id": csv(condition_id),
            "min_balance": min_balance,
            "include_pnl": include_pnl,
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/holders",
            _HOLDERS,
            params,
            rows=lambda page: page.data,
            bucket="data",
        )


class OpenInterests(Resource):
    """Money in markets."""

    async def get(self, condition_id: Some | None = None) -> tuple[OpenInterest, ...]:
        """Fetch the open interest of up to 20 markets, or of the venue, in pUSD."""
        params = query({"condition_id": csv(condition_id)})
        return await self._http.send(
            Request(path="/v2/oi", query=params, parse=_INTERESTS, bucket="data")
        )


class LiveVolumes(Resource):
    """What is being traded in events."""

    async def get(self, event_id: Some) -> LiveVolume | None:
        """Fetch what takers traded in events and their markets, in shares."""
        params = query({"event_id": csv(event_id)})
        return await self._http.send(
            Request(path="/v2/live-volume", query=params, parse=_VOLUME, bucket="data")
        )


class PricesHistory(Resource):
    """Prices of one token over time."""

    def list(
        self,
        token_id: str,
        *,
        interval: Literal["max", "all", "1m", "1w", "1d", "6h", "1h"] | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        as_of: datetime | None = None,
        bucket_seconds: int | None = None,
        limit: int | None = None,
    ) -> Pages[PricePoint]:
        """List prices, oldest first.

        Args:
            interval: up to now, where ``1m`` is a month; or
            start, end: at most 15 days apart; or
            as_of: the price at one instant.
            bucket_seconds: 60 (600 for long intervals) to 86400.
        """
        if sum(value is not None for value in (interval, start, as_of)) != 1:
            raise InvalidRequest("give one of interval, start and as_of")
        params: dict[str, Param] = {
            "token_id": token_id,
            "interval": interval,
            "start": seconds(start),
            "end": seconds(end),
            "as_of": seconds(as_of),
            "bucket_seconds": bucket_seconds,
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/prices-history",
            _PRICES,
            params,
            rows=lambda page: page.data,
            bucket="data",
        )
