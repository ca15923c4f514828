"""Kalshi's half: numbered messages, snapshots on demand."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kalshi.feeds import Publisher, yes
from predcore import Instrument
from predcore.kit import BookProtocol, Drift
from predcore_kalshi._stream.market_feed import MarketFeed
from streams.schedules import Levels

__all__ = ["KalshiSide"]


class KalshiSide:
    """Four markets; a skipped or repeated number is noticed at the next message."""

    faults = ("drop", "repeat", "swap", "damage")
    bound = 35.0

    def __init__(self) -> None:
        self.instruments = yes(*(f"KXRAIN-{letter}" for letter in "ABCD"))
        self.publisher = Publisher(*(one.market for one in self.instruments))
        self.publisher.remembers = False

    def feed(self) -> BookProtocol:
        return MarketFeed(drift=Drift())

    def connect(self) -> None:
        self.publisher.connect()

    def answer(self, frames: Sequence[str]) -> list[str]:
        return self.publisher.answer([json.loads(frame) for frame in frames])

    def change(
        self, instrument: Instrument, bids: bool, place: int, size: int
    ) -> list[str]:
        side, tick = "yes" if bids else "no", 1000 + 500 * place
        held = self.publisher.books[instrument.market][side].get(tick, 0)
        if size * 100 == held:
            return []
        return self.publisher.tell(instrument.market, side, tick, size * 100 - held)

    def truth(self, instrument: Instrument) -> tuple[Levels, Levels]:
        book = self.publisher.books[instrument.market]
        return dict(book["yes"]), dict(book["no"])
