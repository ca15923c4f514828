"""Combos: markets that pay when all of their legs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from predcore import Band, Level, MarketStatus, PriceLadder
from predcore.sim import Board, SimEvent, SimMarket, SimSeries

__all__ = [
    "COLLECTION_TICKER",
    "COMBO_LADDER",
    "COMBO_SERIES",
    "Combo",
    "Leg",
    "combos",
]

COMBO_SERIES = SimSeries(
    code="MVEPAIRS", title="Combo", category="Exotics", frequency="custom"
)
COLLECTION_TICKER = "KXMVEPAIRS-R"
_FINE, _EDGE = Decimal("0.0001"), Decimal("0.01")
COMBO_LADDER = PriceLadder(
    (
        Band(Decimal(0), _EDGE, _FINE),
        Band(_EDGE, 1 - _EDGE, Decimal("0.001")),
        Band(1 - _EDGE, Decimal(1), _FINE),
    )
)
_COUNT = 3


@dataclass(frozen=True, slots=True)
class Leg:
    """One market of a combo, and the side it must resolve to."""

    event_ticker: str
    market_ticker: str
    side: str = "yes"


@dataclass(frozen=True, slots=True)
class Combo:
    """A combo, listed as an event of one market."""

    event: SimEvent
    market: SimMarket
    legs: tuple[Leg, ...]


def combos(
    board: Board, tickers: Mapping[tuple[str, str], tuple[str, str]], now: datetime
) -> Iterator[Combo]:
    """Pairs of open markets with two-sided books, of events that follow each other.

    Args:
        board: what is listed.
        tickers: event and market ticker by event and market code.
        now: when the books were last changed.
    """
    quoted = [
        (event, market)
        for event in board.events
        for market in event.markets[:1]
        if market.status is MarketStatus.OPEN and market.bids and market.asks
    ]
    for number, pair in enumerate(list(pairwise(quoted))[:_COUNT], 1):
        market = _market(number, [market for _, market in pair], now)
        event = SimEvent(
            code=f"S{number:05d}",
            series=COMBO_SERIES.code,
            title=COMBO_SERIES.title,
            subtitle="MVE",
            category=COMBO_SERIES.category,
            exclusive=False,
            markets=(market,),
        )
        legs = tuple(Leg(*tickers[event.code, market.code]) for event, market in pair)
        yield Combo(event, market, legs)


def _market(number: int, legs: list[SimMarket], now: datetime) -> SimMarket:
    bid = ask = Decimal(1)
    for leg in legs:
        bid, ask = bid * leg.bids[0].price, ask * leg.asks[0].price
    low, high = COMBO_LADDER.floor(bid), COMBO_LADDER.ceil(ask)
    size = Decimal(25 * number)
    closes_at = max(leg.closes_at for leg in legs)
    return SimMarket(
        code=f"{number:02d}",
        question=",".join(f"yes {leg.subtitle}" for leg in legs),
        subtitle=",".join(f"yes {leg.subtitle}" for leg in legs),
        rules="Pays when every leg resolves to its side.",
        status=MarketStatus.OPEN,
        ladder=COMBO_LADDER,
        min_size=Decimal("0.01"),
        opens_at=now - timedelta(hours=number),
        closes_at=closes_at,
        settles_at=max(leg.settles_at for leg in legs),
        bids=() if low is None else (Level(low, size),),
        asks=() if high is None else (Level(high, size),),
        book_at=now,
    )
