"""``/rewards``, ``/rebates`` and ``/fees``: what comes back to those who quote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from predcore.kit import HTTP, Decoder, Pages, Request, decoder, fill, query

from ...models.clob.reward import (
    BuilderFees,
    MarketReward,
    Rebate,
    RewardMarket,
    RewardMarketPage,
    RewardPage,
)
from .._paging import keyset_pages
from .._resource import Resource
from .._values import encoded

if TYPE_CHECKING:
    from .earnings import RewardsOfUser

__all__ = ["Fees", "Rebates", "Rewards"]

_BUCKET = "clob"
_PAGE = decoder(RewardPage)
_MARKETS = decoder(RewardMarketPage)
_REBATES: Decoder[tuple[Rebate, ...]] = Decoder(tuple[Rebate, ...])
_BUILDER = decoder(BuilderFees)


class RewardFilters(TypedDict, total=False):
    """Of ``/rewards/markets/multi``; ``position`` is the direction of the order."""

    q: str
    tag_slug: Sequence[str]
    market_id: int
    event_id: Sequence[int]
    event_title: str
    order_by: str
    position: Literal["ASC", "DESC"]
    min_volume_24hr: Decimal | int
    max_volume_24hr: Decimal | int
    min_spread: Decimal | int
    max_spread: Decimal | int
    min_price: Decimal | int
    max_price: Decimal | int


class Rewards(Resource):
    """Liquidity rewards."""

    def __init__(self, http: HTTP, private: HTTP | None = None) -> None:
        super().__init__(http)
        self._private = private

    @cached_property
    def user(self) -> RewardsOfUser:
        """``/rewards/user``."""
        from .earnings import RewardsOfUser

        return RewardsOfUser(self._private)

    @cached_property
    def markets(self) -> RewardsOfMarkets:
        """``/rewards/markets``."""
        return RewardsOfMarkets(self._http)


class RewardsOfMarkets(Resource):
    """Rewards by market."""

    def list(
        self, condition_id: str, *, sponsored: bool | None = None
    ) -> Pages[MarketReward]:
        """List the rewards of one market."""
        return keyset_pages(
            self._http,
            fill("/rewards/markets/{condition_id}", condition_id=condition_id),
            _PAGE,
            {"sponsored": sponsored},
            rows=lambda page: page.data,
            name="next_cursor",
            bucket=_BUCKET,
        )

    def current(self, *, sponsored: bool | None = None) -> Pages[MarketReward]:
        """List every reward that runs now."""
        return keyset_pages(
            self._http,
            "/rewards/markets/current",
            _PAGE,
            {"sponsored": sponsored},
            rows=lambda page: page.data,
            name="next_cursor",
            bucket=_BUCKET,
        )

    def multi(
        self, *, page_size: int = 100, **filters: Unpack[RewardFilters]
    ) -> Pages[RewardMarket]:
        """Find markets through their rewards, at most 500 a page."""
        return keyset_pages(
            self._http,
            "/rewards/markets/multi",
            _MARKETS,
            {**encoded(filters, RewardFilters), "page_size": page_size},
            rows=lambda page: page.data,
            name="next_cursor",
            bucket=_BUCKET,
        )


class Rebates(Resource):
    """Fees given back to makers."""

    async def current(self, *, day: date, maker_address: str) -> tuple[Rebate, ...]:
        """Fetch what a maker got back for one day, by market."""
        params = query({"date": day.isoformat(), "maker_address": maker_address})
        return await self._http.send(
            Request(
                path="/rebates/current", query=params, parse=_REBATES, bucket=_BUCKET
            )
        )


class Fees(Resource):
    """What applications charge on top."""

    async def builder_fees(self, code: str) -> BuilderFees:
        """Fetch the fees of a builder code, in basis points."""
        path = fill("/fees/builder-fees/{code}", code=code)
        return await self._http.send(Request(path=path, parse=_BUILDER, bucket=_BUCKET))
