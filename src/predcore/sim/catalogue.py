"""What a simulated venue lists, in no venue's words.

A catalogue has two boards, as if two venues listed overlapping questions: ``north``
and ``south``. A simulator puts its venue's wire in front of one of them. Markets of
both boards that stand for the same claim share ``claim``; an ``inverted`` one asks
the opposite question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from .. import Level, MarketStatus, PriceLadder, Side

__all__ = [
    "Board",
    "BoardName",
    "Catalogue",
    "SimEvent",
    "SimMarket",
    "SimSeries",
    "SimTrade",
]

BoardName = Literal["north", "south"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimTrade:
    """A print of the first outcome: ``taker`` bought or sold it at ``price``."""

    number: int
    price: Decimal
    size: Decimal
    taker: Side
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SimMarket:
    """One question with two outcomes.

    Attributes:
        code: unique in its event, upper case letters and digits.
        question: the full question; ``subtitle`` what tells it apart in its event.
        labels: the two outcomes' names, as the venue words them.
        bids, asks: resting levels of the first outcome, best first.
        book_at: when the book last changed.
        payout: what one contract of the first outcome pays, once determined.
        claim: shared by markets of both boards that stand for the same claim.
        inverted: the first outcome here is the claim's second one.
    """

    code: str
    question: str
    subtitle: str
    rules: str
    labels: tuple[str, str] = ("Yes", "No")
    status: MarketStatus
    ladder: PriceLadder
    min_size: Decimal
    opens_at: datetime
    closes_at: datetime
    settles_at: datetime
    bids: tuple[Level, ...] = ()
    asks: tuple[Level, ...] = ()
    book_at: datetime
    trades: tuple[SimTrade, ...] = ()
    volume: Decimal = Decimal(0)
    volume_24h: Decimal = Decimal(0)
    open_interest: Decimal = Decimal(0)
    payout: Decimal | None = None
    claim: str | None = None
    inverted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SimEvent:
    """A happening; ``exclusive`` when at most one market's first outcome wins."""

    code: str
    series: str
    title: str
    subtitle: str
    category: str
    exclusive: bool
    markets: tuple[SimMarket, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SimSeries:
    """A recurring template; ``code`` is unique on its board, upper case letters."""

    code: str
    title: str
    category: str
    frequency: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What one venue lists."""

    name: BoardName
    series: tuple[SimSeries, ...]
    events: tuple[SimEvent, ...]

    def markets(self) -> Iterator[tuple[SimEvent, SimMarket]]:
        """Every market with its event, in listing order."""
        for event in self.events:
            for market in event.markets:
                yield event, market


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Both boards, as of ``now``; the same seed gives the same catalogue."""

    seed: int
    now: datetime
    boards: Mapping[BoardName, Board] = field(repr=False)

    def claims(self) -> dict[str, dict[BoardName, tuple[SimEvent, SimMarket]]]:
        """Claims that are listed on both boards, with the market of each."""
        found: dict[str, dict[BoardName, tuple[SimEvent, SimMarket]]] = {}
        for name, board in self.boards.items():
            for event, market in board.markets():
                if market.claim is not None:
                    found.setdefault(market.claim, {})[name] = event, market
        return {claim: sides for claim, sides in found.items() if len(sides) == 2}
