"""Tickers: sent once things have come to rest, and only if something changed."""

from __future__ import annotations

from decimal import Decimal

from ..wire import unix, unix_ms
from . import market_messages
from .connection import Connection
from .subscription import Subscription

__all__ = ["Tickers"]


class Tickers:
    """Remembers which markets moved, and tells of those whose ticker is another."""

    def __init__(self, connection: Connection) -> None:
        self._to = connection
        self._moved: dict[str, None] = {}

    def moved(self, ticker: str) -> None:
        """Something happened in a market."""
        self._moved[ticker] = None

    def flush(self) -> None:
        """Tell of the markets that moved."""
        moved, self._moved = self._moved, {}
        for ticker in moved:
            on = self._to.chosen("ticker", ticker)
            if on is not None:
                self.send(on, ticker)

    def send(self, on: Subscription, ticker: str, *, anyway: bool = False) -> None:
        """Send the ticker of a market if it changed, or ``anyway``."""
        exchange = self._to.floor.exchange
        prints = exchange.prints(ticker)
        size = prints[-1].size if prints else Decimal(0)
        market, book = exchange.market(ticker), exchange.book(ticker)
        msg = market_messages.ticker(market, book, size)
        if anyway or on.sent.get(ticker) != msg:
            on.sent[ticker] = msg
            now = self._to.floor.now
            at = {
                "ts": unix(now),
                "ts_ms": unix_ms(now),
                "time": market_messages.to_the_ms(now),
            }
            self._to.tell(on, "ticker", {**msg, **at})
