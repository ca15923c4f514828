"""Keeps what is listed as the exchange has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from predcore.sim import live_market
from predcore.sim.exchange import (
    BookChange,
    Exchange,
    LadderChange,
    Print,
    Record,
    ScheduleChange,
    StatusChange,
)

from .listed import ListedMarket
from .listing import Listing
from .live_trades import LiveTrades

__all__ = ["Following"]


class Following:
    """Hears what changes, and renews the markets that did when they are next read.

    Args:
        listing: whose markets are renewed.

    Attributes:
        book_at: when books have changed, by condition; before, it is the catalogue's.
    """

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._first = {market.condition: market.sim for market in listing.markets}
        self._trades = {key: LiveTrades(first) for key, first in self._first.items()}
        self._changed: set[str] = set()
        self.book_at: dict[str, datetime] = {}

    def hear(self, record: Record) -> None:
        """Take note of a change."""
        match record:
            case BookChange():
                self.book_at[record.market] = record.at
                self._changed.add(record.market)
            case Print() | StatusChange() | LadderChange() | ScheduleChange():
                self._changed.add(record.market)
            case _:
                pass

    def doubt_all(self, book_at: Mapping[str, datetime]) -> None:
        """Renew every market, from its first trade on, when it is next read."""
        self.book_at = dict(book_at)
        self._changed.update(self._first)
        self._trades = {key: LiveTrades(first) for key, first in self._first.items()}

    def refresh(self, exchange: Exchange) -> None:
        """Renew every market that has changed."""
        while self._changed:
            self._renew(self._listing.by_condition[self._changed.pop()], exchange)

    def refresh_one(self, market: ListedMarket, exchange: Exchange) -> None:
        """Renew one market, if it has changed."""
        if market.condition in self._changed:
            self._changed.remove(market.condition)
            self._renew(market, exchange)

    def _renew(self, market: ListedMarket, exchange: Exchange) -> None:
        key, first = market.condition, self._first[market.condition]
        trades = self._trades[key]
        trades.take(exchange.prints(key))
        sim = live_market(
            first,
            exchange.market(key),
            exchange.book(key),
            book_at=self.book_at.get(key, first.book_at),
            trades=tuple(trades.all),
            traded=trades.traded,
        )
        market.renew(sim)
