"""Venues' frames as a watch hears them, recorded, and what was told of them."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import kalshi.feeds as kalshi
import polymarket_streams as polymarket
from predcore import BookUpdate, Instrument, Orderbook, Update
from predcore.kit import BookProtocol, Drift, Full, Ready, Reconnect, Send, Step
from predcore.kit.inputs import noted
from predcore.plugins import Adapter
from predcore.recording import Store
from predcore.recording.retelling import Make
from predcore_kalshi._plugin import predcore_adapter as kalshi_adapter
from predcore_kalshi._stream.market_feed import MarketFeed as KalshiFeed
from predcore_polymarket._plugin import predcore_adapter as polymarket_adapter
from predcore_polymarket._stream.market_feed import MarketFeed as PolymarketFeed

__all__ = ["MAKE", "TICKERS", "VENUES", "Session", "Told", "told"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _replay_of(adapter: Adapter) -> Make:
    assert adapter.replay is not None
    return adapter.replay


MAKE = {
    adapter.name: _replay_of(adapter)
    for adapter in (kalshi_adapter(), polymarket_adapter())
}

Told = tuple[str, Orderbook | None]


def told(update: Update) -> Told:
    """An update's type, and its book as it is right now; when it was read apart."""
    name = type(update).__name__
    if not isinstance(update, BookUpdate):
        return name, None
    return name, replace(update.book.snapshot(), received_at=_EPOCH)


class Side(ABC):
    """A venue: the feed of its streams, and what it says to it.

    Attributes:
        instruments: three of them.
        feed: follows none of them yet.
    """

    instruments: Sequence[Instrument]
    feed: BookProtocol

    @abstractmethod
    def connect(self) -> None:
        """There is a new connection."""

    @abstractmethod
    def answer(self, requests: Sequence[Any]) -> list[str]:
        """What it says to requests."""

    @abstractmethod
    def change(self, random: Random) -> str:
        """One of the books changes; what is said of it."""


TICKERS = ("KXRAIN-26DEC-T1", "KXRAIN-26DEC-T2", "KXSNOW-26DEC")


class _Kalshi(Side):
    def __init__(self) -> None:
        self._venue = kalshi.Publisher(*TICKERS)
        self.instruments = [Instrument("kalshi", ticker, "yes") for ticker in TICKERS]
        self.feed = KalshiFeed(drift=Drift())

    def connect(self) -> None:
        self._venue.connect()

    def answer(self, requests: Sequence[Any]) -> list[str]:
        return self._venue.answer(requests)

    def change(self, random: Random) -> str:
        tick = random.randrange(1, 5000)
        return self._venue.change(random.choice(TICKERS), "yes", tick, 100)


class _Polymarket(Side):
    def __init__(self) -> None:
        made = (polymarket.RAIN, polymarket.COIN)
        self._venue = polymarket.busy(*made)
        self.instruments = [
            made[0].instrument("yes"),
            made[1].instrument("no"),
            made[1].instrument("yes"),
        ]
        self.feed = PolymarketFeed(
            {one.condition: one.listing for one in made}, drift=Drift()
        )

    def connect(self) -> None:
        """It counts nothing."""

    def answer(self, requests: Sequence[Any]) -> list[str]:
        return self._venue.answer(requests)

    def change(self, random: Random) -> str:
        made = random.choice(self._venue.made)
        side, low, high = random.choice([("BUY", 400, 500), ("SELL", 501, 600)])
        size = random.randrange(3) * 100
        return self._venue.change(made, side, random.randrange(low, high), size)


VENUES: dict[str, Callable[[], Side]] = {"kalshi": _Kalshi, "polymarket": _Polymarket}


class Session:
    """A feed that hears a venue, and a store that hears both.

    Attributes:
        seen: what was told, in order.
        instruments: what the venue has.
    """

    def __init__(
        self,
        root: Path,
        venue: str = "kalshi",
        *,
        seed: int = 0,
        store: Store | None = None,
        **options: int,
    ) -> None:
        self.store = store or Store(root, **options)
        self.seen: list[Told] = []
        self._random = Random(seed)
        self._venue = VENUES[venue]()
        self.instruments = self._venue.instruments
        self._feed = noted(self._venue.feed, self.store)
        self._now = 10.0

    def add(self, *instruments: Instrument) -> None:
        """Follow these too."""
        self._hear(self._feed.add(instruments, self._now))

    def remove(self, *instruments: Instrument) -> None:
        """Follow these no longer."""
        self._hear(self._feed.remove(instruments, self._now))

    def connect(self) -> None:
        """Subscribe on a new connection."""
        self._venue.connect()
        self._hear(self._feed.opened(self._now))

    def lose(self) -> None:
        """The connection breaks off."""
        self._feed.lost()

    def doubt(self, *instruments: Instrument) -> None:
        """Something else contradicts these."""
        self._hear(self._feed.doubt(instruments, self._now))

    def trade(self, changes: int, *, loses: int | None = None) -> None:
        """So many changes of books; that of this number is lost on its way."""
        for number in range(changes):
            self._now += 0.001
            frame = self._venue.change(self._random)
            if number != loses:
                self._hear(self._feed.received(frame, self._now))

    def hear(self, frame: str) -> None:
        """Something comes."""
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
            elif not isinstance(step, (Reconnect, Ready, Full)):
                self.store.update(step)
                self.seen.append(told(step))
        said = [json.loads(each) for each in waiting if each[:1] in "{["]
        for frame in self._venue.answer(said):
            self._hear(self._feed.received(frame, self._now))
