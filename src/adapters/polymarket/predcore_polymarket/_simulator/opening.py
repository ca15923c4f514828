"""The exchange as it is when the doors open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from predcore import MarketStatus
from predcore.sim import Board, SimMarket
from predcore.sim.exchange import Exchange, Policy, SimClock

from . import ids
from .fees import schedule_of

__all__ = ["POLICY", "SIZE_STEP", "opened"]

SIZE_STEP = Decimal("0.000001")
"""Shares are divided like pUSD; the grid of orders is coarser and checked before."""
POLICY = Policy(gross=True, payout_step=None, resume_cancels=False)
_CHALLENGE = timedelta(hours=2)
"""How long a proposed result can be disputed."""
_DECIDED = frozenset({MarketStatus.DETERMINED, MarketStatus.SETTLED})


def opened(board: Board, clock: SimClock, seed: int) -> Exchange:
    """An exchange that trades a board; markets go by their condition ids."""
    return Exchange.from_board(
        _termed(board),
        lambda event, market: ids.condition_id(event.code, market.code),
        clock,
        lambda event, _market: schedule_of(event.category),
        size_step=SIZE_STEP,
        seed=seed,
        policy=POLICY,
    )


def _termed(board: Board) -> Board:
    """The board with this venue's terms: any size, and the oracle's timer."""

    def termed(market: SimMarket) -> SimMarket:
        settles_at = market.settles_at
        if market.status not in _DECIDED:
            settles_at = market.closes_at + _CHALLENGE
        return replace(market, min_size=SIZE_STEP, settles_at=settles_at)

    events = (
        replace(event, markets=tuple(map(termed, event.markets)))
        for event in board.events
    )
    return replace(board, events=tuple(events))
