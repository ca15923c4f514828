"""The steps of a market's life, taken by hand or by the clock."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .markets import Phase
from .matching import Floor
from .orders import Reason
from .refusals import Rejected, Rejection
from .settlement import PayOffice
from .state import Listed, State, Task
from .units import ONE, units

__all__ = ["PAYABLE", "TRADING", "Phases"]

TRADING = frozenset({Phase.OPEN, Phase.PAUSED})
PAYABLE = frozenset({Phase.DETERMINED, Phase.AMENDED})


class Phases:
    """Moves markets on."""

    def __init__(self, state: State, floor: Floor, office: PayOffice) -> None:
        self._state = state
        self._floor = floor
        self._office = office

    def at(self, market: str, *allowed: Phase) -> Listed:
        """A market in one of some phases; raises ``Rejected``."""
        listed = self._state.at(market)
        if listed.market.phase not in allowed:
            raise Rejected(
                Rejection.PHASE,
                f"{market} is {listed.market.phase}, not {' or '.join(allowed)}",
            )
        return listed

    def go(self, listed: Listed, phase: Phase) -> None:
        """Tell of another phase."""
        previous, listed.market.phase = listed.market.phase, phase
        self._state.journal.status(listed.market, previous)

    def clear(
        self, listed: Listed, reason: Reason, *, only_asked: bool = False
    ) -> None:
        """Cancel resting orders, all or those that asked for it in a pause."""
        for order in listed.book.orders():
            if order.cancel_on_pause or not only_asked:
                self._floor.withdraw(listed, order, reason)

    def close(self, listed: Listed) -> None:
        """End trading."""
        self.go(listed, Phase.CLOSED)
        self.clear(listed, Reason.CLOSED)

    def determine(
        self, listed: Listed, phase: Phase, payout: Decimal, now: datetime
    ) -> None:
        """Fix the pay-out and start the timer; raises ``Rejected(INVALID)``."""
        whole, market = units(payout), listed.market
        if whole is None or not 0 <= whole <= ONE:
            raise Rejected(
                Rejection.INVALID, f"{payout} is not a pay-out from 0 to 1, to 6 places"
            )
        market.payout = whole
        market.determined_at = now
        market.settles_at = now + market.settlement_timer
        self.go(listed, phase)
        self._state.plan(market.settles_at, Task.SETTLE, market.key)

    def finalize(self, listed: Listed, now: datetime) -> None:
        """Pay out."""
        market = listed.market
        assert market.payout is not None
        market.settles_at = None
        market.settled_at = now
        self._office.pay(listed, market.payout)
        self.go(listed, Phase.FINALIZED)

    def due(self, task: Task, key: str, at: datetime) -> None:
        """Do what was planned, if it still stands."""
        if task is Task.EXPIRE:
            self._expire(key, at)
            return
        listed = self._state.listed[key]
        market = listed.market
        if task is Task.OPEN and market.phase is Phase.LISTED:
            self.go(listed, Phase.OPEN)
        elif task is Task.CLOSE and market.phase in TRADING and market.close_at <= at:
            self.close(listed)
        elif (
            task is Task.SETTLE
            and market.phase in PAYABLE
            and market.settles_at is not None
            and market.settles_at <= at
        ):
            self.finalize(listed, at)

    def _expire(self, order_id: str, at: datetime) -> None:
        order = self._state.orders[order_id]
        if order.queue and order.expires_at is not None and order.expires_at <= at:
            listed = self._state.listed[order.market]
            self._floor.withdraw(listed, order, Reason.EXPIRED)
