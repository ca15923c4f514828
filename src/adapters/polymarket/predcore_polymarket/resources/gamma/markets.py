"""``/markets``."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from predcore.kit import Decoder, Pages, Request, decoder, fill, query

from ...models.gamma.market import Market, MarketPage
from ...models.gamma.tag import Tag
from .._paging import keyset_pages, offset_pages, one_page
from .._resource import Resource
from .._values import encoded
from .filters import MarketFilters

__all__ = ["Markets"]

_BUCKET = "gamma.markets"
_MARKET = decoder(Market)
_MARKETS: Decoder[tuple[Market, ...]] = Decoder(tuple[Market, ...])
_PAGE = decoder(MarketPage)
_TAGS: Decoder[tuple[Tag, ...]] = Decoder(tuple[Tag, ...])


class Markets(Resource):
    """Questions, as the catalogue knows them."""

    def list(
        self, *, limit: int = 100, offset: int = 0, **filters: Unpack[MarketFilters]
    ) -> Pages[Market]:
        """List markets by offset; ``closed`` is false unless said otherwise.

        Deep offsets are slow and shift while you read: ``keyset`` is steadier.
        """
        params = encoded(filters, MarketFilters)
        return offset_pages(
            self._http,
            "/markets",
            _MARKETS,
            params,
            limit=limit,
            offset=offset,
            bucket=_BUCKET,
        )

    async def get(
        self,
        market_id: str,
        *,
        include_tag: bool | None = None,
        locale: str | None = None,
    ) -> Market:
        """Fetch one market by its Gamma id; raises ``NotFound``."""
        params = {"include_tag": include_tag, "locale": locale}
        path = fill("/markets/{id}", id=market_id)
        return await self._http.send(
            Request(path=path, query=query(params), parse=_MARKET, bucket=_BUCKET)
        )

    @cached_property
    def keyset(self) -> MarketsKeyset:
        """``/markets/keyset``."""
        return MarketsKeyset(self._http)

    @cached_property
    def slug(self) -> MarketsBySlug:
        """``/markets/slug/{slug}``."""
        return MarketsBySlug(self._http)

    @cached_property
    def tags(self) -> MarketTags:
        """``/markets/{id}/tags``."""
        return MarketTags(self._http)


class MarketsKeyset(Resource):
    """The listing that can be read to its end."""

    def list(
        self,
        *,
        limit: int = 100,
        after_cursor: str | None = None,
        **filters: Unpack[MarketFilters],
    ) -> Pages[Market]:
        """List markets, at most 100 a page.

        ``closed`` is false unless said otherwise, also when you ask by id: what may
        be either is two requests, one with ``closed=True``.
        """
        params = {**encoded(filters, MarketFilters), "limit": limit}
        return keyset_pages(
            self._http,
            "/markets/keyset",
            _PAGE,
            params,
            rows=lambda page: page.markets,
            start=after_cursor,
            bucket=_BUCKET,
        )


class MarketsBySlug(Resource):
    """Markets by the name in their address."""

    async def get(self, slug: str) -> Market:
        """Fetch one market; raises ``NotFound``."""
        path = fill("/markets/slug/{slug}", slug=slug)
        return await self._http.send(Request(path=path, parse=_MARKET, bucket=_BUCKET))


class MarketTags(Resource):
    """The tags of one market."""

    def list(self, market_id: str) -> Pages[Tag]:
        """List a market's tags, all on one page."""
        path = fill("/markets/{id}/tags", id=market_id)
        return one_page(self._http, Request(path=path, parse=_TAGS, bucket=_BUCKET))
