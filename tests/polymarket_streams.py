"""The venue's side of the market channel, exact and without a socket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from predcore import Instrument, Level
from predcore.kit import Drift, Send, Step
from predcore_polymarket._stream.market_feed import MarketFeed
from predcore_polymarket._tokens import Listing

__all__ = [
    "COIN",
    "RAIN",
    "Made",
    "Publisher",
    "busy",
    "live",
    "opened",
    "run",
    "sent",
    "top",
    "watching",
]

Sides = dict[str, dict[int, int]]
"""``BUY`` or ``SELL`` to price (thousandths) to shares (hundredths)."""


@dataclass(frozen=True)
class Made:
    """A market of two tokens."""

    condition: str
    tokens: tuple[str, str]

    @property
    def listing(self) -> Listing:
        """What the adapter remembers of it."""
        return Listing(self.condition, ("yes", "no"), self.tokens)

    def instrument(self, outcome: str = "yes") -> Instrument:
        """One of its outcomes."""
        return Instrument("polymarket", self.condition, outcome)


RAIN = Made("0x" + "a1" * 32, ("7" * 77, "5" * 77))
COIN = Made("0x" + "c0" * 32, ("3" * 77, "2" * 77))


def watching(
    *made: Made, outcomes: Sequence[str] = ("yes",), **more: Any
) -> MarketFeed:
    """A feed that follows outcomes of markets."""
    listings = {one.condition: one.listing for one in (RAIN, COIN)}
    feed = MarketFeed(listings, drift=more.pop("drift", Drift()), **more)
    feed.add([one.instrument(outcome) for one in made for outcome in outcomes], 0.0)
    return feed


def run(
    feed: MarketFeed, frames: Iterable[str | bytes], now: float = 0.0
) -> list[Step]:
    """What the feed makes of frames."""
    return [step for each in frames for step in feed.received(each, now)]


def sent(steps: Iterable[Step]) -> list[Any]:
    """The requests among the steps, without pings."""
    said = [step.frame for step in steps if isinstance(step, Send)]
    return [json.loads(frame) for frame in said if frame != "PING"]


def top(
    feed: MarketFeed, made: Made, outcome: str = "yes"
) -> tuple[Level | None, Level | None]:
    """Best bid and ask."""
    book = feed.books[made.instrument(outcome)]
    return book.bid, book.ask


def live(feed: MarketFeed, made: Made, outcome: str = "yes") -> bool:
    """Whether the book is called live."""
    return feed.books[made.instrument(outcome)].state.value == "live"


def _price(tick: int) -> str:
    return format(Decimal(tick).scaleb(-3).normalize(), "f")


def _size(hundredths: int) -> str:
    return format(Decimal(hundredths).scaleb(-2).normalize(), "f")


class Publisher:
    """Keeps the books of markets, mirrored between their tokens, and tells of them.

    Attributes:
        books: by token.
        stamp: the venue's clock, in milliseconds.
    """

    def __init__(self, *made: Made) -> None:
        self.made = made
        self.books: dict[str, Sides] = {
            token: {"BUY": {}, "SELL": {}} for one in made for token in one.tokens
        }
        self.stamp = 1_790_000_000_000
        self.stamps = dict.fromkeys(self.books, self.stamp)

    def best(self, token: str) -> tuple[int, int]:
        """Best bid and ask; 0 and 1000 where there is none."""
        sides = self.books[token]
        return max(sides["BUY"], default=0), min(sides["SELL"], default=1000)

    def set(self, made: Made, side: str, tick: int, size: int) -> list[dict[str, Any]]:
        """Set a level of the first token, and so of the second; the changes to tell."""
        other = "SELL" if side == "BUY" else "BUY"
        mirrored = ((made.tokens[0], side, tick), (made.tokens[1], other, 1000 - tick))
        for token, its, price in mirrored:
            levels = self.books[token][its]
            if size:
                levels[price] = size
            else:
                levels.pop(price, None)
        changes: list[dict[str, Any]] = []
        for token, its, price in mirrored:
            bid, ask = self.best(token)
            changes.append(
                {
                    "asset_id": token,
                    "price": _price(price),
                    "size": _size(size),
                    "side": its,
                    "hash": f"{self.stamp:040x}",
                    "best_bid": _price(bid),
                    "best_ask": _price(ask),
                }
            )
        return changes

    def tick(self, milliseconds: int = 1) -> None:
        """Time passes."""
        self.stamp += milliseconds

    def change(
        self, made: Made, side: str, tick: int, size: int, *, after: int = 1
    ) -> str:
        """A level is now of this size, so many milliseconds after the last change."""
        self.tick(after)
        changes = self.set(made, side, tick, size)
        return self.told(made, changes)

    def told(self, made: Made, changes: Sequence[dict[str, Any]]) -> str:
        """The frame about changes."""
        for token in made.tokens:
            self.stamps[token] = self.stamp
        return json.dumps(
            {
                "market": made.condition,
                "price_changes": changes,
                "timestamp": str(self.stamp),
                "event_type": "price_change",
            }
        )

    def book(self, token: str, **more: Any) -> dict[str, Any]:
        """The whole book of a token, worst price first."""
        (made,) = (one for one in self.made if token in one.tokens)
        bids, asks = self.books[token]["BUY"], self.books[token]["SELL"]
        return {
            "market": made.condition,
            "asset_id": token,
            "timestamp": str(self.stamps[token]),
            "hash": f"{self.stamp:040x}",
            "bids": [_level(tick, bids) for tick in sorted(bids)],
            "asks": [_level(tick, asks) for tick in sorted(asks, reverse=True)],
            "tick_size": "0.001",
            "event_type": "book",
            "last_trade_price": "0.5",
            **more,
        }

    def stated(self, token: str, **more: Any) -> str:
        """The best prices by themselves."""
        bid, ask = self.best(token)
        return json.dumps(
            {
                "event_type": "best_bid_ask",
                "asset_id": token,
                "best_bid": _price(bid),
                "best_ask": _price(ask),
                "spread": _price(ask - bid),
                "timestamp": str(self.stamp),
                **more,
            }
        )

    def answer(self, requests: Iterable[Any]) -> list[str]:
        """What the venue says to requests: the books of what is followed anew."""
        return [
            json.dumps([self.book(token) for token in request["assets_ids"]])
            for request in requests
            if request.get("operation") != "unsubscribe"
        ]


def _level(tick: int, levels: dict[int, int]) -> dict[str, str]:
    return {"price": _price(tick), "size": _size(levels[tick])}


def busy(*made: Made) -> Publisher:
    """3 at 0.47 bid, 10 below it, and 2 at 0.52 offered of every first token."""
    venue = Publisher(*made)
    for one in made:
        venue.change(one, "BUY", 470, 300)
        venue.change(one, "BUY", 460, 1000)
        venue.change(one, "SELL", 520, 200)
    return venue


def opened(feed: MarketFeed, venue: Publisher, now: float = 0.0) -> list[Step]:
    """Connect, and take in the books."""
    return run(feed, venue.answer(sent(feed.opened(now))), now)
