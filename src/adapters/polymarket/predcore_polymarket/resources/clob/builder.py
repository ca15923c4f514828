"""``/builder``: what came of a builder's code. Anybody may read it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from predcore.kit import Pages, decoder

from ...models.clob.trade import BuilderTrade, BuilderTradePage
from .._paging import keyset_pages
from .._resource import Resource
from .._values import seconds

__all__ = ["Builder"]

_TRADES = decoder(BuilderTradePage)


class Builder(Resource):
    """Applications that mark the orders they bring."""

    @cached_property
    def trades(self) -> BuilderTrades:
        """``/builder/trades``."""
        return BuilderTrades(self._http)


class BuilderTrades(Resource):
    """Trades of orders with a code."""

    def list(
        self,
        builder_code: str,
        *,
        id: str | None = None,  # noqa: A002 - the venue's word
        market: str | None = None,
        asset_id: str | None = None,
        before: datetime | None = None,
        after: datetime | None = None,
        next_cursor: str | None = None,
    ) -> Pages[BuilderTrade]:
        """List the trades of a builder's code, 0x and 64 hex digits."""
        return keyset_pages(
            self._http,
            "/builder/trades",
            _TRADES,
            {
                "builder_code": builder_code,
                "id": id,
                "market": market,
                "asset_id": asset_id,
                "before": seconds(before),
                "after": seconds(after),
            },
            rows=lambda page: page.data,
            name="next_cursor",
            start=next_cursor,
            bucket="clob",
        )
