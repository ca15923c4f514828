"""The exchange: orders in, records out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self

from ... import FeeSchedule, NoFees
from ..catalogue import Board, SimEvent, SimMarket
from .accounts import Accounts
from .amendment import Amendment, Desk
from .boards import HOUSE, Lister, Terms
from .clock import SimClock
from .gross import GrossLedger
from .groups import Groups
from .intake import Intake
from .lifecycle import Lifecycle
from .markets import Policy
from .matching import Floor
from .netting import NetLedger
from .orders import AccountId, Cancellation, NewOrder, Placed
from .persistence import dump, parse, restore, snapshot
from .phases import Phases
from .reading import Reading
from .records import FillRecord, Listener
from .settlement import PayOffice
from .state import State
from .sweeping import Sweeper
from .undoing import Undoing
from .units import Ids, to_size
from .views import order_view

__all__ = ["Exchange"]


class Exchange(Reading):
    """A venue-neutral exchange in memory.

    A market has one book, in prices of its first outcome. What an order, a fill or a
    print tells is of the outcome that the order named. Every call first does what the
    clock has made due. Calls that change something tell the listeners before
    they return; a listener must not change the exchange.

    Args:
        clock: the only source of time.
        seed: the same seed and the same calls give the same ids.
        policy: where venues differ.

    Attributes:
        accounts: accounts and their money.
        groups: order groups.
        lifecycle: the markets' phases.
    """

    def __init__(
        self, clock: SimClock, *, seed: int = 0, policy: Policy | None = None
    ) -> None:
        super().__init__(State(clock, policy or Policy(), Ids(seed)))
        gross = self._state.policy.gross
        ledger = GrossLedger(self._state) if gross else NetLedger(self._state)
        self._floor = Floor(self._state, ledger)
        self._intake = Intake(self._state, ledger, self._floor)
        self._desk = Desk(self._state, ledger, self._floor)
        self._phases = Phases(self._state, self._floor, PayOffice(self._state, ledger))
        self._state.due = self._phases.due
        self._sweeper = Sweeper(self._state, ledger, self._floor)
        self._undoing = Undoing(self._state, ledger, self._sweeper)
        self.accounts = Accounts(self._state, ledger, self._sweeper)
        self.groups = Groups(self._state, self._floor)
        self.lifecycle = Lifecycle(self._state, self._phases)

    @property
    def clock(self) -> SimClock:
        """The source of time."""
        return self._state.clock

    @property
    def policy(self) -> Policy:
        """Where venues differ."""
        return self._state.policy

    @classmethod
    def from_board(
        cls,
        board: Board,
        key: Callable[[SimEvent, SimMarket], str],
        clock: SimClock,
        fees: Callable[[SimEvent, SimMarket], FeeSchedule],
        shard: Callable[[SimEvent, SimMarket], int] = lambda _event, _market: 0,
        *,
        size_step: Decimal = Decimal("0.01"),
        seed: int = 0,
        policy: Policy | None = None,
    ) -> Self:
        """List a board: its levels rest as orders of the account ``house``, its past
        trades are prints, its markets are in the phase the catalogue says.

        Where holdings are gross, an ask rests as a bid for the second outcome.
        """
        exchange = cls(clock, seed=seed, policy=policy)
        exchange.accounts.open(HOUSE, credit=True)
        lister = Lister(
            exchange._state,
            exchange._intake,
            exchange._floor,
            exchange._phases,
            exchange.lifecycle,
        )
        terms = Terms(key=key, fees=fees, shard=shard, size_step=size_step)
        lister.list(board, terms)
        return exchange

    def place(self, order: NewOrder) -> Placed:
        """Match an order and rest what is left; raises ``Rejected``."""
        with self._state as now:
            return self._intake.place(order, now)

    def amend(
        self,
        account: AccountId,
        order_id: str,
        *,
        price: Decimal | None = None,
        size: Decimal | None = None,
        expires_at: datetime | Literal["keep"] | None = "keep",
        client_id: str | None = None,
    ) -> Placed:
        """Change a resting order; raises ``Rejected``.

        Less size or another expiry keeps its place; another price or more size puts
        it at the back, and it may trade.

        Args:
            account: the owner.
            order_id: of a resting order.
            price: the new one.
            size: filled and wanted together; as much as is filled cancels the rest.
            expires_at: ``None`` to rest until cancelled.
            client_id: the new one, never used before.
        """
        amendment = Amendment(
            price=price, size=size, expires_at=expires_at, client_id=client_id
        )
        with self._state as now:
            order = self._desk.resting(account, order_id)
            return self._desk.amend(order, amendment, now)

    def decrease(
        self,
        account: AccountId,
        order_id: str,
        *,
        by: Decimal | None = None,
        to: Decimal | None = None,
    ) -> Cancellation:
        """Rest fewer contracts, in the same place: exactly one of ``by`` and ``to``;
        nothing left is a cancellation. Raises ``Rejected``."""
        with self._state:
            return self._desk.decrease(self._desk.resting(account, order_id), by, to)

    def cancel(self, account: AccountId, order_id: str) -> Cancellation:
        """Withdraw a resting order; raises ``Rejected(NOT_FOUND)``."""
        with self._state:
            return self._desk.cancel(self._desk.resting(account, order_id))

    def cancel_all(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        shard: int | None = None,
        market: str | None = None,
        outcome: int | None = None,
    ) -> list[Cancellation]:
        """Withdraw every resting order that fits, oldest first."""
        with self._state:
            return [
                self._desk.cancel(order)
                for order in self._state.account(account).orders
                if order.queue
                and subaccount in {None, order.wallet.subaccount}
                and shard in {None, order.wallet.shard}
                and market in {None, order.market}
                and outcome in {None, order.outcome}
            ]

    def sweep_unfunded(self, account: AccountId | None = None) -> list[Cancellation]:
        """Cancel orders that hold back what their wallets do not have, newest first.

        After ``undo``, and where committed money or tokens are taken, it has happened
        already. Gives what was cancelled, for ``Reason.FUNDS``.
        """
        with self._state:
            return [
                Cancellation(order_view(order), to_size(left))
                for wallet in sorted(self._state.purses)
                if account in {None, wallet.account}
                for order, left in self._sweeper.sweep(wallet)
            ]

    def undo(self, trade_id: str) -> tuple[FillRecord, FillRecord]:
        """Have a trade not have settled; gives the taker's and the maker's fill.

        Only where holdings are gross. Cash, tokens, fees and open interest go back;
        the print, the volume and the orders stay, and no order rests again
        (``OrderView.undone``). A wallet whose tokens or cash have gone on since owes
        them: it ends below zero until as much comes in, or the market is paid out.
        What it can no longer carry is cancelled.

        Raises ``Rejected``: ``NOT_FOUND`` for an unknown trade or one undone before,
        ``PHASE`` once its market is paid out, ``INVALID`` where positions net.
        """
        with self._state:
            return self._undoing.undo(trade_id)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change from now on; call the result to stop."""
        listeners = self._state.journal.listeners
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def run_until(self, at: datetime | None = None) -> None:
        """Do what is due by ``at`` (the clock's now): open, close, expire, pay out."""
        with self._state as now:
            self._state.run(at or now)

    def save(self) -> dict[str, Any]:
        """Everything, ready for JSON, but the fee schedules and the listeners."""
        with self._state as now:
            return dump(snapshot(self._state, now))

    @classmethod
    def load(
        cls,
        saved: dict[str, Any],
        *,
        fees: Callable[[str], FeeSchedule] = lambda _market: NoFees(),
        clock: SimClock | None = None,
    ) -> Self:
        """What ``save`` gave; raises ``ValueError`` for anything else.

        Args:
            saved: from ``save``.
            fees: the schedule of each market, by its key; free by default.
            clock: by default a still one at the moment of saving.
        """
        document = parse(saved)
        exchange = cls(clock or SimClock(document.at), policy=document.policy)
        restore(exchange._state, document, fees)
        return exchange
