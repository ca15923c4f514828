"""From a match to the chain: trades go on by the clock, or by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from predcore.sim.exchange import Rejected

from .. import ids
from .agenda import Agenda
from .modes import Modes
from .trades import Finality, Trade

__all__ = ["Settling"]

_RETRY = timedelta(seconds=2)
_FAILURE = "transaction reverted"


class Settling:
    """Moves trades on.

    Args:
        agenda: what is due by the clock.
        modes: how long it takes, and what fails.
        tell: hears of every step.
        undo: takes back what a trade that failed had moved.
    """

    def __init__(
        self,
        agenda: Agenda,
        modes: Modes,
        tell: Callable[[Trade, datetime], None],
        undo: Callable[[Trade], None],
    ) -> None:
        self._agenda = agenda
        self._modes = modes
        self._tell = tell
        self._undo = undo

    def plan(self, trade: Trade) -> None:
        """Have a trade go on from where it is, in its time."""
        match trade.status:
            case Finality.MATCHED:
                at = trade.at + self._modes.mined_after
                self._agenda.plan(at, lambda now: self._mine(trade, now))
            case Finality.RETRYING:
                at = trade.updated_at + _RETRY
                self._agenda.plan(at, lambda now: self._fail(trade, now))
            case Finality.MINED:
                at = max(trade.updated_at, trade.at + self._modes.confirmed_after)
                self._agenda.plan(at, lambda now: self._confirm(trade, now))
            case _:
                pass

    def go(self, trade: Trade, status: Finality, now: datetime) -> None:
        """Take a trade to a status; one that is final stays.

        Raises ``Rejected`` where a trade cannot fail: its market is paid out.
        """
        if trade.final or trade.status is status:
            return
        if status is Finality.FAILED:
            self._undo(trade)
            trade.error = _FAILURE
        trade.status, trade.updated_at = status, now
        if status in {Finality.MINED, Finality.CONFIRMED}:
            trade.transaction = ids.transaction_hash(trade.id)
        self._tell(trade, now)

    def _mine(self, trade: Trade, now: datetime) -> None:
        if trade.status is not Finality.MATCHED:
            return
        if self._modes.failing:
            self._modes.failing -= 1
            self.go(trade, Finality.RETRYING, now)
        else:
            self.go(trade, Finality.MINED, now)
        self.plan(trade)

    def _fail(self, trade: Trade, now: datetime) -> None:
        if trade.status is not Finality.RETRYING:
            return
        try:
            self.go(trade, Finality.FAILED, now)
        except Rejected:
            self.go(trade, Finality.CONFIRMED, now)

    def _confirm(self, trade: Trade, now: datetime) -> None:
        if trade.status is Finality.MINED:
            self.go(trade, Finality.CONFIRMED, now)
