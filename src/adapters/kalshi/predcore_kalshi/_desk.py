"""What is remembered between one order and the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from predcore import Market, NotFound, Order
from predcore.kit import Recent, parts_of

from ._catalogue import listed
from ._mapping.catalogue import to_market
from ._mapping.orders import to_order
from ._mapping.values import unknown

if TYPE_CHECKING:
    from ._client import Kalshi
    from .models.orders import Order as NativeOrder

__all__ = ["Desk", "Route"]

_MOST = 200_000
"""Orders remembered: as many as an account may have open."""
_MOST_MARKETS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where an order is, which does not change, and how it is told.

    Attributes:
        outcome: that it was placed on; the venue does not keep it.
        latest: what the venue said to our own last write; reads lag behind that.
    """

    ticker: str
    shard: int | None
    subaccount: int
    outcome: str = "yes"
    latest: Order | None = None


class Desk:
    """One trader's view of the venue.

    Args:
        native: the client.
        subaccount: that orders go to unless they say otherwise.
        clock: the present.
    """

    def __init__(
        self,
        native: Kalshi,
        *,
        subaccount: int = 0,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.native = native
        self.subaccount = subaccount
        self.clock = clock
        self._markets: Recent[str, Market] = Recent(_MOST_MARKETS)
        self._routes: Recent[str, Route] = Recent(_MOST)
        self._sent: Recent[str, datetime] = Recent(_MOST)

    async def market(self, ticker: str, *, fresh: bool = False) -> Market:
        """A market to trade on, once read; raises ``NotFound``."""
        if fresh or ticker not in self._markets:
            try:
                found = await self.native.markets.get(ticker)
            except NotFound as error:
                raise unknown(ticker) from error
            self._markets[ticker] = to_market(found)
        return self._markets[ticker]

    async def look_up(self, tickers: Sequence[str]) -> None:
        """Read the markets not read yet, 100 a request."""
        missing = [t for t in dict.fromkeys(tickers) if t not in self._markets]
        for part in parts_of(missing, 100):
            found = await listed(self.native, part)
            self._markets.update((t, to_market(m)) for t, m in found.items())

    def departed(self, key: str) -> None:
        """A write about this order or client id is leaving now."""
        self._sent[key] = self.clock()

    def sent_at(self, key: str) -> datetime | None:
        """When the last write about it left, if it left from here."""
        return self._sent.get(key)

    def placed(self, order: Order, shard: int | None, subaccount: int) -> None:
        """The venue took an order or changed it, and said so."""
        route = Route(
            ticker=order.instrument.market,
            shard=shard,
            subaccount=subaccount,
            outcome=order.instrument.outcome,
            latest=order,
        )
        self._routes[order.id] = route

    def route(self, order_id: str) -> Route | None:
        """Where the order is, if that is known here."""
        return self._routes.get(order_id)

    def told(self, native: NativeOrder, outcome: str | None = None) -> Order:
        """An order that was read, in the terms it was placed in where known."""
        known = self._routes.get(native.order_id)
        if outcome is None:
            outcome = "yes" if known is None else known.outcome
        order = to_order(native, outcome)
        if known is None:
            route = Route(
                ticker=order.instrument.market,
                shard=native.exchange_index,
                subaccount=native.subaccount_number or 0,
                outcome=outcome,
            )
            self._routes[order.id] = route
        return order

    async def find(self, order_id: str) -> Route:
        """Where the order is, asking if need be; raises ``NotFound``."""
        route = self._routes.get(order_id)
        if route is None:
            self.told(await self.native.orders.get(order_id))
            route = self._routes.get(order_id)
            assert route is not None
        return route
