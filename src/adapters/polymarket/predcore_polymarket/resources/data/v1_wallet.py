"""Version 1 of the Data API, wallet by wallet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from predcore.kit import Decoder, Pages, Param, Request, decoder, query

from ...models.data.v1_wallet import (
    Activity,
    Trade,
    Traded,
    Value,
)
from .._paging import offset_pages
from .._resource import Resource
from .._values import csv, seconds

__all__ = ["Activities", "TradedMarkets", "Trades", "Values"]

_TRADES: Decoder[tuple[Trade, ...]] = Decoder(tuple[Trade, ...])
_ACTIVITIES: Decoder[tuple[Activity, ...]] = Decoder(tuple[Activity, ...])
_VALUES: Decoder[tuple[Value, ...]] = Decoder(tuple[Value, ...])
_TRADED = decoder(Traded)

Side = Literal["BUY", "SELL"]
Direction = Literal["ASC", "DESC"]


class Trades(Resource):
    """Fills."""

    def list(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        user: str | None = None,
        market: Sequence[str] | str | None = None,
        event_id: Sequence[str] | str | None = None,
        side: Side | None = None,
        taker_only: bool | None = None,
        filter_type: Literal["CASH", "TOKENS"] | None = None,
        filter_amount: int | None = None,
    ) -> Pages[Trade]:
        """List fills, newest first, at most 10,000 deep.

        Args:
            user: a wallet.
            market: condition ids; or ``event_id``, not both.
            taker_only: one row per match, the taker's; true unless said otherwise.
            filter_type: with ``filter_amount``, the least size in pUSD or in shares.
        """
        params: dict[str, Param] = {
            "user": user,
            "market": csv(market),
            "eventId": csv(event_id),
            "side": side,
            "takerOnly": taker_only,
            "filterType": filter_type,
            "filterAmount": filter_amount,
        }
        return offset_pages(
            self._http,
            "/trades",
            _TRADES,
            params,
            limit=limit,
            offset=offset,
            bucket="data.trades",
        )


class Activities(Resource):
    """Everything that moved wallets."""

    def list(
        self,
        user: str,
        *,
        limit: int = 100,
        offset: int = 0,
        market: Sequence[str] | str | None = None,
        event_id: Sequence[str] | str | None = None,
        type: Sequence[str] | str | None = None,  # noqa: A002 - the venue's word
        start: datetime | None = None,
        end: datetime | None = None,
        side: Side | None = None,
        sort_by: str | None = None,
        sort_direction: Direction | None = None,
    ) -> Pages[Activity]:
        """List a wallet's activity, newest first, at most 500 a page and 5,000 deep."""
        params: dict[str, Param] = {
            "user": user,
            "market": csv(market),
            "eventId": csv(event_id),
            "type": csv(type),
            "start": seconds(start),
            "end": seconds(end),
            "side": side,
            "sortBy": sort_by,
            "sortDirection": sort_direction,
        }
        return offset_pages(
            self._http,
            "/activity",
            _ACTIVITIES,
            params,
            limit=limit,
            offset=offset,
            bucket="data",
        )


class Values(Resource):
    """What wallets' positions are worth."""

    async def get(
        self, user: str, *, market: Sequence[str] | str | None = None
    ) -> tuple[Value, ...]:
        """Fetch the value of a wallet, in pUSD; ``market`` narrows it."""
        params = query({"user": user, "market": csv(market)})
        return await self._http.send(
            Request(path="/value", query=params, parse=_VALUES, bucket="data")
        )


class TradedMarkets(Resource):
    """In how many markets wallets have traded."""

    async def get(self, user: str) -> Traded:
        """Fetch the count of one wallet."""
        return await self._http.send(
            Request(
                path="/traded",
                query=query({"user": user}),
                parse=_TRADED,
                bucket="data",
            )
        )
