"""Polymarket's half: nothing is numbered, and every change tells the best prices."""

from __future__ import annotations

import json
from collections.abc import Sequence

from polymarket_streams import COIN, RAIN, Publisher
from predcore import Instrument
from predcore.kit import BookProtocol, Drift
from predcore_polymarket._stream.market_feed import MarketFeed
from streams.schedules import Levels

__all__ = ["PolymarketSide"]


class PolymarketSide:
    """Two markets of two tokens. A change behind the best prices that is lost, or
    comes too late, is noticed by a witness only: frames are not dropped or swapped."""

    faults = ("repeat", "damage")
    bound = 60.0

    def __init__(self) -> None:
        self.made = {one.condition: one for one in (RAIN, COIN)}
        self.publisher = Publisher(RAIN, COIN)
        self.instruments = [
            one.instrument(outcome) for one in (RAIN, COIN) for outcome in ("yes", "no")
        ]

    def feed(self) -> BookProtocol:
        listings = {one.condition: one.listing for one in (RAIN, COIN)}
        return MarketFeed(listings, drift=Drift())

    def connect(self) -> None:
        pass

    def answer(self, frames: Sequence[str]) -> list[str]:
        said = [frame for frame in frames if frame != "PING"]
        pongs = ["PONG"] * (len(frames) - len(said))
        return [*pongs, *self.publisher.answer(json.loads(frame) for frame in said)]

    def change(
        self, instrument: Instrument, bids: bool, place: int, size: int
    ) -> list[str]:
        made = self.made[instrument.market]
        side, tick = ("BUY", 490 - 20 * place) if bids else ("SELL", 510 + 20 * place)
        if self.publisher.books[made.tokens[0]][side].get(tick, 0) == size * 100:
            return []
        return [self.publisher.change(made, side, tick, size * 100)]

    def truth(self, instrument: Instrument) -> tuple[Levels, Levels]:
        made = self.made[instrument.market]
        token = made.tokens[("yes", "no").index(instrument.outcome)]
        sides = self.publisher.books[token]
        bids = {tick * 10: size * 10_000 for tick, size in sides["BUY"].items()}
        asks = sides["SELL"].items()
        return bids, {10_000 - tick * 10: size * 10_000 for tick, size in asks}
