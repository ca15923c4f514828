"""What orders are tried with, and what is true of every order that is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, ClassVar, Literal, Protocol

import pytest

from .. import (
    Accepted,
    Books,
    Instrument,
    Market,
    Order,
    Orderbook,
    OrderRequest,
    OrderStatus,
    Side,
    Trading,
    Venue,
)
from .checks import check_instant, check_kept
from .suite import Suite, take

__all__ = [
    "Lose",
    "TradingSuite",
    "TradingVenue",
    "accepted",
    "check_order",
    "far_order",
    "smallest",
    "terms",
]

Lose = Callable[[Literal["request", "answer"]], AbstractContextManager[None]]
"""``with lose("answer"):`` the venue acts on a write and we do not hear of it;
``with lose("request"):`` it never hears of the write, and we cannot tell."""


class TradingVenue(Venue, Books, Trading, Protocol):
    """What the suites of orders need beside orders."""


class TradingSuite(Suite):
    """Where and how orders are tried.

    The venue under test is opened with money enough for the best offer of any open
    market, and nobody else trades meanwhile.
    """

    protocol: ClassVar[type] = Trading
    least_value: ClassVar[Decimal] = Decimal(0)
    """Money that a purchase must come to where it trades at once, if the venue asks
    for so much; markets on which the smallest order does are looked for."""

    @pytest.fixture
    def lose(self) -> Lose:
        """Cuts the connection at a chosen moment; see :data:`Lose`."""
        raise NotImplementedError("override the `lose` fixture")

    @pytest.fixture
    def catch_up(self) -> Callable[[], Awaitable[None]]:
        """Awaited between a write and a read; override it where reads lag."""

        async def already() -> None: ...

        return already

    @pytest.fixture
    def unknown_order(self) -> str:
        """Well-formed enough to be asked for; override it where ids have a shape."""
        return "00000000-0000-4000-8000-000000000000"

    @pytest.fixture
    async def market(self, venue: TradingVenue, open_markets: list[Market]) -> Market:
        """The first open market with room below its bids, and offers."""
        for market in open_markets:
            if market.ladder is None:
                continue
            book = await venue.orderbook(market.instruments[0])
            low, high = lowest(market), market.ladder.complement()
            if (
                book.bids
                and book.asks
                and book.bids[0].price > low
                and book.asks[0].price < 1 - lowest_of(high)
                and book.asks[0].size >= 2 * smallest(market)
                and self.affordable(market, book)
            ):
                return market
        pytest.fail("the venue under test has no open market with bids and offers")

    def affordable(self, market: Market, book: Orderbook) -> bool:
        """Whether the smallest order may trade at once, on either outcome."""
        cheaper = min(book.asks[0].price, 1 - book.bids[0].price)
        return cheaper * smallest(market) >= self.least_value


def lowest(market: Market) -> Decimal:
    """The first price of the ladder."""
    assert market.ladder is not None
    return lowest_of(market.ladder)


def lowest_of(ladder: Any) -> Decimal:
    """The first price there is."""
    found: Decimal | None = ladder.next(Decimal(0))
    assert found is not None
    return found


def smallest(market: Market) -> Decimal:
    """The least that is surely taken: a whole contract, or the minimum."""
    return max(Decimal(1), market.min_size or Decimal(1))


def far_order(market: Market, **changes: Any) -> OrderRequest:
    """A bid far below the market, which rests and never trades."""
    asked: dict[str, Any] = {
        "instrument": market.instruments[0],
        "side": Side.BUY,
        "price": lowest(market),
        "size": smallest(market),
    }
    return OrderRequest(**{**asked, **changes})


def accepted(fate: object) -> Order:
    """The order of a write that must have been accepted."""
    assert isinstance(fate, Accepted), f"expected Accepted, got {fate}"
    return fate.order


def terms(
    instrument: Instrument, side: Side, price: Decimal, market: Market
) -> set[tuple[Instrument, Side, Decimal]]:
    """Every way to tell the same order: of two outcomes, buying one is selling the
    other."""
    told = {(instrument, side, price)}
    if len(market.outcomes) == 2:
        [other] = [one for one in market.instruments if one != instrument]
        opposite = Side.SELL if side is Side.BUY else Side.BUY
        told.add((other, opposite, 1 - price))
    return told


def check_order(order: Order, request: OrderRequest, market: Market) -> None:
    """An order is told as it was asked for, and its numbers agree."""
    same = terms(request.instrument, request.side, request.price, market)
    assert (order.instrument, order.side, order.price) in same
    assert order.id
    assert order.client_id in {None, request.client_id}
    assert order.size == request.size
    assert order.filled + order.remaining <= order.size
    if order.status is OrderStatus.RESTING:
        assert order.filled + order.remaining == order.size
    if order.status is OrderStatus.FILLED:
        assert order.filled == order.size
    for at in (order.created_at, order.updated_at):
        if at is not None:
            check_instant(at)
    check_kept(order)


async def resting(venue: Trading, market: Market) -> set[str]:
    """Ids of the orders that rest on a market."""
    found = venue.orders(market=market.id, status=OrderStatus.RESTING)
    return {order.id for order in await take(found, 1000)}
