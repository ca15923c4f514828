"""Keeps what is listed as the exchange has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from predcore.sim import SimTrade, live_market
from predcore.sim.exchange import (
    BookChange,
    Exchange,
    LadderChange,
    Print,
    Record,
    ScheduleChange,
    StatusChange,
)

from .listing import Listing
from .rows import ListedMarket

__all__ = ["Following"]


class Following:
    """Hears what changes, and rebuilds the rows that did when they are next read.

    Args:
        listing: whose rows are replaced.
    """

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._listed = dict(listing.rows)
        self._changed: set[str] = set()
        self._book_at: dict[str, datetime] = {}
        self._first_number = 1 + max(
            (t.number for row in listing.rows.values() for t in row.market.trades),
            default=0,
        )

    def add(self, row: ListedMarket) -> None:
        """A market that was not of the catalogue."""
        self._listed[row.ticker] = row
        self._listing.add(row)

    def hear(self, record: Record) -> None:
        """Take note of a change."""
        match record:
            case BookChange():
                self._book_at[record.market] = record.at
                self._changed.add(record.market)
            case Print():
                self._changed.add(record.market)
            case StatusChange() | LadderChange() | ScheduleChange():
                if record.market in self._listed:
                    self._changed.add(record.market)
                    row = self._listed[record.market]
                    self._listed[row.ticker] = replace(row, updated_at=record.at)
            case _:
                pass

    def doubt_all(self) -> None:
        """Rebuild every row when it is next read."""
        self._changed.update(self._listed)

    def refresh(self, exchange: Exchange) -> None:
        """Rebuild the rows of what has changed."""
        while self._changed:
            ticker = self._changed.pop()
            self._listing.add(self._live(self._listed[ticker], exchange))

    def _live(self, row: ListedMarket, exchange: Exchange) -> ListedMarket:
        view = exchange.market(row.ticker)
        prints = exchange.prints(row.ticker)[len(row.market.trades) :]
        numbers = [self._first_number + trade.sequence for trade in prints]
        ids = (trade.id for trade in prints)
        self._listing.trade_ids.update(zip(numbers, ids, strict=True))
        trades = tuple(
            SimTrade(
                number=number,
                price=trade.price,
                size=trade.size,
                taker=trade.taker,
                at=trade.at,
            )
            for number, trade in zip(numbers, prints, strict=True)
        )
        market = live_market(
            row.market,
            view,
            exchange.book(row.ticker),
            book_at=self._book_at.get(row.ticker, row.market.book_at),
            trades=row.market.trades + trades,
            traded=sum((trade.size for trade in trades), Decimal(0)),
        )
        return replace(row, market=market, phase=view.phase)
