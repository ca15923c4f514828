"""From a catalogue's board to an exchange that trades it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ... import FeeSchedule, Level, MarketStatus, Side, TimeInForce
from ..catalogue import Board, SimEvent, SimMarket
from .intake import Intake
from .lifecycle import Lifecycle
from .markets import Listing, Phase
from .matching import Floor
from .orders import AccountId, SelfTrade, Wallet
from .phases import Phases
from .records import Print
from .state import Listed, State
from .units import size, units
from .working import Working

__all__ = ["HOUSE", "Lister", "Terms"]

HOUSE = AccountId("house")
"""Owns the orders that rest from the start."""

_OVER = frozenset({MarketStatus.DETERMINED, MarketStatus.SETTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a venue adds to a board: its keys, fees, shards and size grid."""

    key: Callable[[SimEvent, SimMarket], str]
    fees: Callable[[SimEvent, SimMarket], FeeSchedule]
    shard: Callable[[SimEvent, SimMarket], int]
    size_step: Decimal


class Lister:
    """Lists markets with their past."""

    def __init__(
        self,
        state: State,
        intake: Intake,
        floor: Floor,
        phases: Phases,
        lifecycle: Lifecycle,
    ) -> None:
        self._state = state
        self._intake = intake
        self._floor = floor
        self._phases = phases
        self._lifecycle = lifecycle

    def list(self, board: Board, terms: Terms) -> None:
        """List every market of a board."""
        for event, market in board.markets():
            key = terms.key(event, market)
            self._lifecycle.list(
                Listing(
                    key=key,
                    ladder=market.ladder,
                    open_at=market.opens_at,
                    close_at=market.closes_at,
                    size_step=terms.size_step,
                    min_size=market.min_size,
                    shard=terms.shard(event, market),
                    settlement_timer=market.settles_at - market.closes_at,
                    fees=terms.fees(event, market),
                    volume=market.volume,
                    open_interest=market.open_interest,
                )
            )
            with self._state:
                self._furnish(self._state.at(key), market)

    def _furnish(self, listed: Listed, market: SimMarket) -> None:
        self._print(listed, market)
        if listed.market.phase is Phase.OPEN:
            for side, levels in (Side.BUY, market.bids), (Side.SELL, market.asks):
                for level in levels:
                    self._rest(listed, side, level)
            if market.status is MarketStatus.HALTED:
                self._phases.go(listed, Phase.PAUSED)
        elif listed.market.phase is Phase.CLOSED and market.status in _OVER:
            assert market.payout is not None
            self._phases.determine(
                listed, Phase.DETERMINED, market.payout, market.closes_at
            )
            if market.status is MarketStatus.SETTLED:
                self._phases.finalize(listed, market.settles_at)

    def _print(self, listed: Listed, market: SimMarket) -> None:
        state = self._state
        for trade in market.trades:
            printed = Print(
                sequence=state.journal.next(),
                at=trade.at,
                id=state.ids.new(),
                market=listed.market.key,
                price=trade.price,
                size=trade.size,
                taker=trade.taker,
            )
            listed.prints.append(printed)
            listed.market.last_tick = units(trade.price)

    def _rest(self, listed: Listed, side: Side, level: Level) -> None:
        state, market = self._state, listed.market
        wallet = Wallet(HOUSE, 0, market.shard)
        state.purse(wallet)
        now, whole = state.journal.now, size(level.size)
        order = Working(
            number=len(state.numbered) + 1,
            id=state.ids.new(),
            client_id=None,
            wallet=wallet,
            market=market.key,
            side=side,
            tick=size(level.price),
            size=whole,
            remaining=whole,
            time_in_force=TimeInForce.GTC,
            expires_at=None,
            post_only=False,
            reduce_only=False,
            cancel_on_pause=False,
            self_trade=SelfTrade.TAKER_AT_CROSS,
            group=None,
            created_at=now,
            updated_at=now,
            # Where holdings are gross, nobody sells what nobody has.
            outcome=int(state.policy.gross and side is Side.SELL),
        )
        self._intake.enter(order)
        self._floor.rest(listed, order)
