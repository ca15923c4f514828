"""A catalogue of as many open markets as are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from predcore import Level, MarketStatus, PriceLadder
from predcore.sim import Board, Catalogue, SimEvent, SimMarket, synthetic

__all__ = ["enlarged"]

_OF_ONE_EVENT = 20
_DEPTH = range(1, 16)
_HALF, _CENT = Decimal("0.5"), Decimal("0.01")


def enlarged(seed: int, markets: int) -> Catalogue:
    """A synthetic catalogue whose boards list so many markets more, all open and with
    books of fifteen levels a side, in events of twenty."""
    catalogue = synthetic(seed)
    boards = {name: _more(board, markets) for name, board in catalogue.boards.items()}
    return replace(catalogue, boards=boards)


def _more(board: Board, markets: int) -> Board:
    event, market = next(
        pair for pair in board.markets() if pair[1].status is MarketStatus.OPEN
    )
    return replace(board, events=(*board.events, *_events(event, market, markets)))


def _events(event: SimEvent, market: SimMarket, count: int) -> Iterator[SimEvent]:
    plain = replace(
        market,
        claim=None,
        trades=(),
        inverted=False,
        ladder=PriceLadder.uniform(_CENT),
        bids=tuple(Level(_HALF - n * _CENT, Decimal(10 * n)) for n in _DEPTH),
        asks=tuple(Level(_HALF + n * _CENT, Decimal(7 * n)) for n in _DEPTH),
    )
    for first in range(0, count, _OF_ONE_EVENT):
        numbers = range(first, min(first + _OF_ONE_EVENT, count))
        yield replace(
            event,
            code=f"SCALE{first}",
            title=f"Scale {first}",
            exclusive=False,
            markets=tuple(
                replace(plain, code=f"N{n}", subtitle=f"Number {n}") for n in numbers
            ),
        )
