"""A venue's frames as a watch hears them, recorded, and what was told of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from kalshi.feeds import Publisher
from predcore import BookUpdate, Instrument, Orderbook, Update
from predcore.kit import BookProtocol, Drift, Ready, Reconnect, Send, Step
from predcore.kit.inputs import noted
from predcore.recording import Store
from predcore_kalshi._plugin import predcore_adapter
from predcore_kalshi._stream.market_feed import MarketFeed

__all__ = ["MAKE", "TICKERS", "Session", "Told", "told"]

TICKERS = ("KXRAIN-26DEC-T1", "KXRAIN-26DEC-T2", "KXSNOW-26DEC")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_replay = predcore_adapter().replay
assert _replay is not None
MAKE = {"kalshi": _replay}

Told = tuple[str, Orderbook | None]


def told(update: Update) -> Told:
    """An update's type, and its book as it is right now; when it was read apart."""
    name = type(update).__name__
    if not isinstance(update, BookUpdate):
        return name, None
    return name, replace(update.book.snapshot(), received_at=_EPOCH)


class Session:
    """A feed that hears a venue, and a store that hears both.

    Attributes:
        seen: what was told, in order.
    """

    def __init__(self, root: Path, *, seed: int = 0, **options: int) -> None:
        self.store = Store(root, **options)
        self.seen: list[Told] = []
        self._random = Random(seed)
        self._venue = Publisher(*TICKERS)
        self._feed: BookProtocol = noted(MarketFeed(drift=Drift()), self.store)
        self._now = 10.0

    def add(self, *tickers: str) -> None:
        """Follow these markets too."""
        instruments = [Instrument("kalshi", ticker, "yes") for ticker in tickers]
        self._hear(self._feed.add(instruments, self._now))

    def connect(self) -> None:
        """Subscribe on a new connection."""
        self._venue.connect()
        self._hear(self._feed.opened(self._now))

    def lose(self) -> None:
        """The connection breaks off."""
        self._feed.lost()

    def trade(self, changes: int, *, loses: int | None = None) -> None:
        """So many changes of books; that of this number is lost on its way."""
        for number in range(changes):
            self._now += 0.001
            ticker = self._random.choice(TICKERS)
            tick = self._random.randrange(1, 5000)
            frame = self._venue.change(ticker, "yes", tick, 100)
            if number != loses:
                self._hear(self._feed.received(frame, self._now))

    def wait(self, seconds: float) -> None:
        """Nothing comes for a while; what is due is done."""
        self._now += seconds
        self._hear(self._feed.expired(self._now))

    def _hear(self, steps: Iterable[Step]) -> None:
        waiting: list[str] = []
        for step in steps:
            if isinstance(step, Send):
                waiting.append(str(step.frame))
            elif not isinstance(step, (Reconnect, Ready)):
                self.store.update(step)
                self.seen.append(told(step))
        for frame in self._venue.answer([json.loads(each) for each in waiting]):
            self._hear(self._feed.received(frame, self._now))
