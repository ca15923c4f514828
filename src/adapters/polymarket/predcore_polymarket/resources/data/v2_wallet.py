"""Version 2 of the Data API, wallet by wallet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Literal

from predcore.kit import Pages, Param, Request, decoder, query

from ...models.data.v2_approval import Approvals as ApprovalsModel
from ...models.data.v2_approval import ApprovalsAnswer
from ...models.data.v2_wallet import (
    Activity,
    ActivityPage,
    Position,
    PositionPage,
    Trade,
    TradePage,
    Value,
    ValueAnswer,
)
from .._paging import data_pages
from .._resource import Resource
from .._values import csv, seconds
from .v2_combo import ComboActivities, ComboPositions

__all__ = ["Activities", "Approvals", "Positions", "Trades", "Values"]

_TRADES = decoder(TradePage)
_ACTIVITIES = decoder(ActivityPage)
_POSITIONS = decoder(PositionPage)
_APPROVALS = decoder(ApprovalsAnswer).pick(lambda answer: answer.data)
_VALUE = decoder(ValueAnswer).pick(lambda answer: answer.data)

Some = Sequence[str] | str
Direction = Literal["ASC", "DESC"]


class Trades(Resource):
    """Fills."""

    def list(
        self,
        *,
        limit: int = 1000,
        user: str | None = None,
        condition_id: Some | None = None,
        event_id: Some | None = None,
        side: Literal["BUY", "SELL"] | None = None,
        taker_only: bool | None = None,
        filter_type: Literal["CASH", "TOKENS"] | None = None,
        filter_amount: int | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        cursor: str | None = None,
    ) -> Pages[Trade]:
        """List fills, newest first, at most 1000 a page.

        Args:
            user: a wallet.
            condition_id: at most 20; or ``event_id``, not both.
            taker_only: one row per match, the taker's.
            filter_type: with ``filter_amount``, the least size in pUSD or in shares.
            start: without it the venue looks back a limited time only.
            cursor: where an earlier listing with the same filters stopped.
        """
        params: dict[str, Param] = {
            "user": user,
            "condition_id": csv(condition_id),
            "event_id": csv(event_id),
            "side": side,
            "taker_only": taker_only,
            "filter_type": filter_type,
            "filter_amount": filter_amount,
            "start": seconds(start),
            "end": seconds(end),
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/trades",
            _TRADES,
            params,
            rows=lambda page: page.data,
            start=cursor,
            bucket="data.trades",
        )


class Activities(Resource):
    """Everything that moved wallets."""

    @cached_property
    def combos(self) -> ComboActivities:
        """``/v2/activity/combos``."""
        return ComboActivities(self._http)

    def list(
        self,
        user: str,
        *,
        limit: int = 1000,
        condition_id: Some | None = None,
        event_id: Some | None = None,
        type: Some | None = None,  # noqa: A002 - the venue's word
        side: Literal["BUY", "SELL"] | None = None,
        sort_direction: Direction | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        exclude_deposits_withdrawals: bool | None = None,
        cursor: str | None = None,
    ) -> Pages[Activity]:
        """List a wallet's activity, newest first, at most 1000 a page."""
        params: dict[str, Param] = {
            "user": user,
            "condition_id": csv(condition_id),
            "event_id": csv(event_id),
            "type": csv(type),
            "side": side,
            "sort_direction": sort_direction,
            "start": seconds(start),
            "end": seconds(end),
            "exclude_deposits_withdrawals": exclude_deposits_withdrawals,
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/activity",
            _ACTIVITIES,
            params,
            rows=lambda page: page.data,
            start=cursor,
            bucket="data",
        )


class Positions(Resource):
    """What wallets hold and held."""

    @cached_property
    def combos(self) -> ComboPositions:
        """``/v2/positions/combos``."""
        return ComboPositions(self._http)

    def list(
        self,
        *,
        limit: int = 1000,
        user: str | None = None,
        condition_id: Some | None = None,
        event_id: Some | None = None,
        status: Literal["OPEN", "REDEEMABLE", "REDEEMABLE_LOST", "MERGEABLE", "CLOSED"]
        | None = None,
        title: str | None = None,
        filter_type: Literal["CASH", "TOKENS"] | None = None,
        filter_amount: int | None = None,
        include_archived: bool | None = None,
        sort_by: str | None = None,
        sort_direction: Direction | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        cursor: str | None = None,
    ) -> Pages[Position]:
        """List positions of a ``user``, or of everyone in one ``condition_id``."""
        params: dict[str, Param] = {
            "user": user,
            "condition_id": csv(condition_id),
            "event_id": csv(event_id),
            "status": status,
            "title": title,
            "filter_type": filter_type,
            "filter_amount": filter_amount,
            "include_archived": include_archived,
            "sort_by": sort_by,
            "sort_direction": sort_direction,
            "start": seconds(start),
            "end": seconds(end),
            "limit": limit,
        }
        return data_pages(
            self._http,
            "/v2/positions",
            _POSITIONS,
            params,
            rows=lambda page: page.data,
            start=cursor,
            bucket="data.positions",
        )


class Values(Resource):
    """What wallets' positions are worth."""

    async def get(self, user: str, *, condition_id: Some | None = None) -> Value | None:
        """Fetch the value of a wallet, in pUSD; ``condition_id`` narrows it."""
        params = query({"user": user, "condition_id": csv(condition_id)})
        return await self._http.send(
            Request(path="/v2/value", query=params, parse=_VALUE, bucket="data")
        )


class Approvals(Resource):
    """What wallets allow contracts to take."""

    async def get(self, user: str) -> ApprovalsModel | None:
        """Fetch every token and contract watched for a wallet, approved or not."""
        return await self._http.send(
            Request(
                path="/v2/approvals",
                query=query({"user": user}),
                parse=_APPROVALS,
                bucket="data",
            )
        )
