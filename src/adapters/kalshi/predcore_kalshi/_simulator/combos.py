"""Combos: markets that pay when all of their legs do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    "asked_combo",
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
        legs = tuple(Leg(*tickers[event.code, market.code]) for event, market in pair)
        yield _combo(_market(number, [market for _, market in pair], now), number, legs)


def asked_combo(
    number: int, legs: tuple[Leg, ...], markets: Sequence[SimMarket], now: datetime
) -> Combo:
    """A new combo, which nobody has quoted yet.

    Args:
        number: of the combo.
        legs: what it is made of.
        markets: of the legs, in their order.
        now: when it is listed.
    """
    closes_at = max(market.closes_at for market in markets)
    words = ",".join(
        f"{leg.side} {market.subtitle}"
        for leg, market in zip(legs, markets, strict=True)
    )
    settles_at = max(market.settles_at for market in markets)
    made = _open(number, words, now, closes_at, settles_at)
    return _combo(made, number, legs)


def _combo(market: SimMarket, number: int, legs: tuple[Leg, ...]) -> Combo:
    event = SimEvent(
        code=f"S{number:05d}",
        series=COMBO_SERIES.code,
        title=COMBO_SERIES.title,
        subtitle="MVE",
        category=COMBO_SERIES.category,
        exclusive=False,
        markets=(market,),
    )
    return Combo(event, market, legs)


def _market(number: int, legs: list[SimMarket], now: datetime) -> SimMarket:
    bid = ask = Decimal(1)
    for leg in legs:
        bid, ask = bid * leg.bids[0].price, ask * leg.asks[0].price
    low, high = COMBO_LADDER.floor(bid), COMBO_LADDER.ceil(ask)
    size = Decimal(25 * number)
    made = _open(
        number,
        ",".join(f"yes {leg.subtitle}" for leg in legs),
        now - timedelta(hours=number),
        max(leg.closes_at for leg in legs),
        max(leg.settles_at for leg in legs),
    )
    return replace(
        made,
        bids=() if low is None else (Level(low, size),),
        asks=() if high is None else (Level(high, size),),
        book_at=now,
    )


def _open(
    number: int,
    words: str,
    opens_at: datetime,
    closes_at: datetime,
    settles_at: datetime,
) -> SimMarket:
    return SimMarket(
        code=f"{number:02d}",
        question=words,
        subtitle=words,
        rules="Pays when every leg resolves to its side.",
        status=MarketStatus.OPEN,
        ladder=COMBO_LADDER,
        min_size=Decimal("0.01"),
        opens_at=opens_at,
        closes_at=closes_at,
        settles_at=settles_at,
        book_at=opens_at,
    )
