"""A venue's side of the stream, exact and without a socket."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from predcore import Instrument, Level
from predcore.kit import Drift, Send, Step
from predcore_kalshi._stream.market_feed import MarketFeed

__all__ = [
    "Books",
    "Publisher",
    "busy",
    "frame",
    "opened",
    "run",
    "sent",
    "tops",
    "watching",
    "yes",
]

Books = dict[str, dict[str, dict[int, int]]]
"""Ticker to side to price (hundredths of a cent) to contracts (hundredths)."""

SIDS = {"orderbook_delta": 1, "market_lifecycle_v2": 2, "trade": 3}


def frame(kind: str, msg: Any, *, sid: int | None = None, **more: Any) -> str:
    """One frame as the venue writes it."""
    head = {} if sid is None else {"sid": sid}
    return json.dumps({"type": kind, **head, **more, "msg": msg})


def yes(*tickers: str) -> list[Instrument]:
    """The first outcomes."""
    return [Instrument("kalshi", ticker, "yes") for ticker in tickers]


def watching(*tickers: str, outcome: str = "yes", **options: Any) -> MarketFeed:
    """A feed of books."""
    instruments = [Instrument("kalshi", ticker, outcome) for ticker in tickers]
    return MarketFeed(instruments, drift=options.pop("drift", Drift()), **options)


def run(feed: MarketFeed, frames: Iterable[str], now: float = 0.0) -> list[Step]:
    """What the feed makes of frames."""
    return [step for each in frames for step in feed.received(each, now)]


def sent(steps: Iterable[Step]) -> list[Any]:
    """The commands among the steps."""
    return [json.loads(step.frame) for step in steps if isinstance(step, Send)]


class Publisher:
    """Keeps books, numbers its messages, and remembers every book at every number.

    Attributes:
        followed: tickers that somebody subscribed to on this connection.
        remembers: whether it keeps a history, which takes long of many books.
    """

    def __init__(self, *tickers: str) -> None:
        self.books: Books = {t: {"yes": {}, "no": {}} for t in tickers}
        self.followed: set[str] = set()
        self.remembers = True
        self.seq = 0
        self.history: list[Books] = [deepcopy(self.books)]

    def _numbered(self, kind: str, msg: Any, **more: Any) -> str:
        self.seq += 1
        if self.remembers:
            self.history.append(deepcopy(self.books))
        return frame(kind, msg, sid=SIDS["orderbook_delta"], seq=self.seq, **more)

    def connect(self) -> None:
        """A new connection counts from 1."""
        self.seq = 0
        self.history = [deepcopy(self.books)]
        self.followed.clear()

    def tell(self, ticker: str, side: str, tick: int, delta: int) -> list[str]:
        """Change a level, and say so where that is followed."""
        if ticker in self.followed:
            return [self.change(ticker, side, tick, delta)]
        self._set(ticker, side, tick, delta)
        self.history[-1] = deepcopy(self.books)
        return []

    def _set(self, ticker: str, side: str, tick: int, delta: int) -> None:
        levels = self.books[ticker][side]
        levels[tick] = levels.get(tick, 0) + delta
        if not levels[tick]:
            del levels[tick]

    def change(self, ticker: str, side: str, tick: int, delta: int) -> str:
        """Change a level by hundredths of a contract."""
        self._set(ticker, side, tick, delta)
        msg = {
            "market_ticker": ticker,
            "market_id": "5b0b2f0e-1111-4222-8333-944444444444",
            "clock": self.seq,
            "price_dollars": f"{tick / 10_000:.4f}",
            "delta_fp": f"{delta / 100:.2f}",
            "side": side,
            "ts_ms": 1_790_000_000_000 + self.seq,
        }
        return self._numbered("orderbook_delta", msg)

    def snapshot(self, ticker: str, **more: Any) -> str:
        """The whole book; an empty side is left out."""
        sides = {
            f"{side}_dollars_fp": [
                [f"{tick / 10_000:.4f}", f"{size / 100:.2f}"]
                for tick, size in sorted(levels.items())
            ]
            for side, levels in self.books[ticker].items()
            if levels
        }
        msg = {"market_ticker": ticker, "clock": self.seq, **sides}
        return self._numbered("orderbook_snapshot", msg, **more)

    def answer(self, commands: Sequence[Any]) -> list[str]:
        """Replies to commands, and the snapshots they bring."""
        frames: list[str] = []
        for command in commands:
            params, number = command.get("params", {}), command["id"]
            if command["cmd"] == "subscribe":
                for channel in params["channels"]:
                    body = {"channel": channel, "sid": SIDS[channel]}
                    frames.append(frame("subscribed", body, id=number))
                    if channel == "orderbook_delta":
                        self.followed |= set(params["market_tickers"])
                        frames += map(self.snapshot, params["market_tickers"])
            elif command["cmd"] == "list_subscriptions":
                every = [{"channel": c, "sid": sid} for c, sid in SIDS.items()]
                frames.append(frame("ok", every, id=number))
            elif params["action"] in {"add_markets", "delete_markets"}:
                frames += self._update(params, number)
            elif params["action"] == "get_snapshot":
                frames += [
                    self.snapshot(ticker, id=number)
                    for ticker in params["market_tickers"]
                ]
        return frames

    def _update(self, params: Any, number: int) -> list[str]:
        if params["sid"] != SIDS["orderbook_delta"]:
            return [frame("ok", {}, id=number, sid=params["sid"])]
        named = params["market_tickers"]
        new = [ticker for ticker in named if ticker not in self.followed]
        ok = self._numbered("ok", {}, id=number)
        if params["action"] == "delete_markets":
            self.followed -= set(named)
            return [ok]
        self.followed |= set(new)
        return [ok, *map(self.snapshot, new)]


def opened(feed: MarketFeed, venue: Publisher, now: float = 0.0) -> list[Step]:
    """Connect, and take in the books."""
    venue.connect()
    return run(feed, venue.answer(sent(feed.opened(now))), now)


def tops(feed: MarketFeed) -> dict[str, tuple[Level | None, Level | None]]:
    """Best bid and ask by ticker."""
    shelf = feed._shelf.markets
    return {ticker: (m.book.bid, m.book.ask) for ticker, m in shelf.items()}


def busy(*tickers: str) -> Publisher:
    """A publisher with 3 at 0.47 bid and 2 at 0.52 offered in every book."""
    made = Publisher(*tickers)
    for ticker in tickers:
        made.change(ticker, "yes", 4700, 300)
        made.change(ticker, "yes", 4600, 1000)
        made.change(ticker, "no", 4800, 200)
    return made
