"""How an account is looked at, and by whom it is traded with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Protocol

import pytest

from .. import Instrument, Market, Order, Portfolio, Side
from .orders import TradingSuite, TradingVenue, smallest
from .suite import take

__all__ = ["CatchUp", "HoldingsSuite", "PortfolioVenue", "Settle", "holdings", "paid"]

CatchUp = Callable[[], Awaitable[None]]

Settle = Callable[[Market, str], Awaitable[None]]
"""Resolves a market to an outcome, by its key, and has it paid out."""


class PortfolioVenue(TradingVenue, Portfolio, Protocol):
    """What the suite of accounts needs: trading, to have something to look at."""


class HoldingsSuite(TradingSuite):
    """An account to look at, somebody to trade with, and a way to resolve markets."""

    @pytest.fixture
    def counterparty(self) -> TradingVenue:
        """The same venue, opened for another account with as much money."""
        raise NotImplementedError("override the `counterparty` fixture")

    @pytest.fixture
    def settle(self) -> Settle:
        """Resolves a market; see :data:`Settle`."""
        raise NotImplementedError("override the `settle` fixture")

    @pytest.fixture
    async def market(self, venue: TradingVenue, open_markets: list[Market]) -> Market:
        """The first open market with bids, offers, and a price between them."""
        for market in open_markets:
            if market.ladder is None:
                continue
            book = await venue.orderbook(market.instruments[0])
            if not book.bids or not book.asks:
                continue
            between = market.ladder.next(book.bids[0].price)
            sizes = (book.bids[0].size, book.asks[0].size)
            wide = between is not None and between < book.asks[0].price
            enough = min(sizes) >= 3 * smallest(market)
            if wide and enough and self.affordable(market, book):
                return market
        pytest.fail("the venue under test has no open market with a wide spread")

    @pytest.fixture
    async def inside(self, venue: TradingVenue, market: Market) -> Decimal:
        """A price between the best bid and the best offer."""
        assert market.ladder is not None
        book = await venue.orderbook(market.instruments[0])
        price = market.ladder.next(book.bids[0].price)
        assert price is not None
        return price


async def holdings(venue: Portfolio, market: Market) -> dict[Instrument, Decimal]:
    """Contracts by outcome.

    Of two outcomes, holding one is owing the other where a venue nets them.
    """
    held: dict[Instrument, Decimal] = defaultdict(Decimal)
    for position in await take(venue.positions(), 1000):
        if position.instrument.ref == market.ref:
            held[position.instrument] += position.size
    return held


async def paid(venue: Portfolio, order: Order, instrument: Instrument) -> Decimal:
    """What the fills of an order cost, fees and all; negative where they earned.

    A fill may be told as one of the other outcome: selling that at a price is paying
    the rest of 1 for this.
    """
    total = Decimal(0)
    for fill in await take(venue.fills(order_id=order.id), 1000):
        assert fill.fee is not None
        told = fill.side is Side.BUY
        same = fill.instrument == instrument
        price = fill.price if same else 1 - fill.price
        bought = told if same else not told
        total += fill.fee + (price if bought else -price) * fill.size
    return total
