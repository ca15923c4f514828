"""The exchange as it is when the doors open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from predcore import MarketStatus, Side
from predcore.sim import Board, Catalogue, SimMarket
from predcore.sim.exchange import (
    AccountId,
    Exchange,
    NewOrder,
    Policy,
    SimClock,
)
from predcore.sim.exchange import (
    Listing as ExchangeListing,
)

from .fees import schedule_of
from .listing import Listing
from .rows import TIMER, ListedMarket, exchange_index

__all__ = ["HOUSE", "POLICY", "list_combo", "opened"]

HOUSE = AccountId("house")
"""Whose orders the catalogue's books are."""
POLICY = Policy(payout_step=Decimal("0.01"), group_window=timedelta(seconds=15))


def opened(catalogue: Catalogue, listing: Listing, clock: SimClock) -> Exchange:
    """An exchange that trades the north board and its combos."""
    exchange = Exchange.from_board(
        _soon_paid(catalogue.boards["north"]),
        lambda event, market: f"KX{event.series}-{event.code}-{market.code}",
        clock,
        lambda event, _market: schedule_of(event.category),
        lambda event, _market: exchange_index(event.category),
        seed=catalogue.seed,
        policy=POLICY,
    )
    for row in listing.rows.values():
        if row.legs:
            list_combo(exchange, row)
    return exchange


def _soon_paid(board: Board) -> Board:
    """The board with the timer this venue has, where it has not started yet."""

    def timed(market: SimMarket) -> SimMarket:
        if market.status in {MarketStatus.DETERMINED, MarketStatus.SETTLED}:
            return market
        return replace(market, settles_at=market.closes_at + TIMER)

    events = (
        replace(event, markets=tuple(map(timed, event.markets)))
        for event in board.events
    )
    return replace(board, events=tuple(events))


def list_combo(exchange: Exchange, row: ListedMarket) -> None:
    """List one combo, and rest its levels."""
    market = row.market
    exchange.lifecycle.list(
        ExchangeListing(
            key=row.ticker,
            ladder=market.ladder,
            open_at=market.opens_at,
            close_at=market.closes_at,
            size_step=market.min_size,
            min_size=market.min_size,
            shard=row.exchange_index,
            settlement_timer=TIMER,
            fees=schedule_of(row.event.category),
        )
    )
    for side, levels in ((Side.BUY, market.bids), (Side.SELL, market.asks)):
        for level in levels:
            exchange.place(
                NewOrder(
                    account=HOUSE,
                    market=row.ticker,
                    side=side,
                    price=level.price,
                    size=level.size,
                )
            )
