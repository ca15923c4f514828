"""``/data``: the orders and trades of an account."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from predcore import NotFound
from predcore.kit import Decoder, Pages, decoder, fill

from ...models.clob.order import OpenOrder, OrderPage
from ...models.clob.trade import Trade, TradePage
from .._paging import keyset_pages
from .._private import PrivateResource
from .._values import seconds

__all__ = ["Ledger"]

_BUCKET = "clob.ledger"
_NOTHING = frozenset({b"", b"null", b"{}", b'""', b"[]"})


class _Perhaps(Decoder[OpenOrder | None]):
    """Reads an order, or one of the ways to say that there is none."""

    def __call__(self, body: bytes) -> OpenOrder | None:
        return None if body.strip() in _NOTHING else super().__call__(body)


_ORDER = _Perhaps(OpenOrder)
_ORDERS = decoder(OrderPage)
_TRADES = decoder(TradePage)


class Ledger(PrivateResource):
    """What belongs to these credentials."""

    @cached_property
    def order(self) -> OrderById:
        """``/data/order/{id}``."""
        return OrderById(self._pipeline)

    @cached_property
    def orders(self) -> OpenOrders:
        """``/data/orders``."""
        return OpenOrders(self._pipeline)

    @cached_property
    def trades(self) -> Trades:
        """``/data/trades``."""
        return Trades(self._pipeline)


class OrderById(PrivateResource):
    """One order."""

    async def get(self, order_id: str) -> OpenOrder:
        """Fetch an order.

        Raises ``NotFound`` where there is none; those that are filled or cancelled
        may be answered with either.
        """
        path = fill("/data/order/{id}", id=order_id)
        found = await self._read(path, _ORDER, bucket=_BUCKET)
        if found is None:
            raise NotFound(f"GET {path}: the venue answered with no order", status=200)
        return found


class OpenOrders(PrivateResource):
    """What rests, or waits in a taker's delay."""

    def list(
        self,
        *,
        id: str | None = None,  # noqa: A002 - the venue's word
        market: str | None = None,
        asset_id: str | None = None,
        next_cursor: str | None = None,
    ) -> Pages[OpenOrder]:
        """List open orders: all, or those of an id, condition id or token id."""
        return keyset_pages(
            self._private,
            "/data/orders",
            _ORDERS,
            {"id": id, "market": market, "asset_id": asset_id},
            rows=lambda page: page.data,
            name="next_cursor",
            start=next_cursor,
            bucket=_BUCKET,
            signed=True,
        )


class Trades(PrivateResource):
    """What was filled."""

    def list(
        self,
        *,
        id: str | None = None,  # noqa: A002 - the venue's word
        maker_address: str | None = None,
        market: str | None = None,
        asset_id: str | None = None,
        before: datetime | None = None,
        after: datetime | None = None,
        next_cursor: str | None = None,
    ) -> Pages[Trade]:
        """List trades, taken and made.

        Args:
            id: of a trade.
            maker_address: a wallet.
            market: condition id.
            asset_id: token id.
            before, after: to the second; whether the ends belong is not said.
            next_cursor: where an earlier listing with the same filters stopped.
        """
        return keyset_pages(
            self._private,
            "/data/trades",
            _TRADES,
            {
                "id": id,
                "maker_address": maker_address,
                "market": market,
                "asset_id": asset_id,
                "before": seconds(before),
                "after": seconds(after),
            },
            rows=lambda page: page.data,
            name="next_cursor",
            start=next_cursor,
            bucket=_BUCKET,
            signed=True,
        )
