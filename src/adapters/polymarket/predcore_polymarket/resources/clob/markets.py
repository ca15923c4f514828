"""The CLOB's own listings and trading parameters."""

from __future__ import annotations

from predcore.kit import Pages, Request, decoder, fill

from ...models.clob.market import (
    Market,
    MarketOfToken,
    MarketPage,
    SimplifiedMarket,
    SimplifiedMarketPage,
)
from ...models.clob.market_info import MarketInfo
from .._paging import keyset_pages
from .._resource import Resource

__all__ = [
    "ClobMarkets",
    "Markets",
    "MarketsByToken",
    "SamplingMarkets",
    "SamplingSimplifiedMarkets",
    "SimplifiedMarkets",
]

_BUCKET = "clob"
_MARKET = decoder(Market)
_PAGE = decoder(MarketPage)
_SIMPLIFIED = decoder(SimplifiedMarketPage)
_OF_TOKEN = decoder(MarketOfToken)
_INFO = decoder(MarketInfo)


class SamplingMarkets(Resource):
    """Markets that pay liquidity rewards."""

    _path = "/sampling-markets"

    def list(self) -> Pages[Market]:
        """List markets, some hundreds a page."""
        return keyset_pages(
            self._http,
            self._path,
            _PAGE,
            {},
            rows=lambda page: page.data,
            name="next_cursor",
            bucket=_BUCKET,
        )


class Markets(SamplingMarkets):
    """Every market there ever was."""

    _path = "/markets"

    async def get(self, condition_id: str) -> Market:
        """Fetch one market; raises ``NotFound``, also in its first minutes."""
        path = fill("/markets/{condition_id}", condition_id=condition_id)
        return await self._http.send(Request(path=path, parse=_MARKET, bucket=_BUCKET))


class SimplifiedMarkets(Resource):
    """Every market, in few words."""

    _path = "/simplified-markets"

    def list(self) -> Pages[SimplifiedMarket]:
        """List markets, some hundreds a page."""
        return keyset_pages(
            self._http,
            self._path,
            _SIMPLIFIED,
            {},
            rows=lambda page: page.data,
            name="next_cursor",
            bucket=_BUCKET,
        )


class SamplingSimplifiedMarkets(SimplifiedMarkets):
    """Markets that pay liquidity rewards, in few words."""

    _path = "/sampling-simplified-markets"


class ClobMarkets(Resource):
    """Trading parameters."""

    async def get(self, condition_id: str) -> MarketInfo:
        """Fetch tokens, tick, minimum size, fee and flags of a market at once."""
        path = fill("/clob-markets/{condition_id}", condition_id=condition_id)
        return await self._http.send(Request(path=path, parse=_INFO, bucket=_BUCKET))


class MarketsByToken(Resource):
    """From a token to its market."""

    async def get(self, token_id: str) -> MarketOfToken:
        """Fetch the condition id and both tokens of a token's market."""
        path = fill("/markets-by-token/{token_id}", token_id=token_id)
        return await self._http.send(
            Request(path=path, parse=_OF_TOKEN, bucket=_BUCKET)
        )
