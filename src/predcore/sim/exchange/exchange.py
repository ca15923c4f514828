"""The exchange: orders in, records out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self

from ... import FeeSchedule, OrderStatus
from ..catalogue import Board, SimEvent, SimMarket
from .accounts import Accounts
from .clock import SimClock
from .groups import Groups
from .lifecycle import Lifecycle
from .markets import BookView, MarketView, Policy
from .orders import AccountId, Cancellation, NewOrder, OrderView, Placed
from .records import FillRecord, Listener, PositionView, Print, SettlementRecord

__all__ = ["Exchange"]


class Exchange:
    """A venue-neutral exchange in memory.

    Prices, sides and positions are of the first outcome. Every call first does what
    the clock has made due. Calls that change something tell the listeners before
    they return; a listener must not change the exchange.

    Args:
        clock: the only source of time.
        seed: the same seed and the same calls give the same ids.
        policy: where venues differ.
    """

    clock: SimClock
    policy: Policy
    accounts: Accounts
    groups: Groups
    lifecycle: Lifecycle

    def __init__(
        self, clock: SimClock, *, seed: int = 0, policy: Policy | None = None
    ) -> None:
        raise NotImplementedError

    @classmethod
    def from_board(
        cls,
        board: Board,
        key: Callable[[SimEvent, SimMarket], str],
        clock: SimClock,
        fees: Callable[[SimEvent, SimMarket], FeeSchedule],
        shard: Callable[[SimEvent, SimMarket], int] = lambda _event, _market: 0,
        *,
        seed: int = 0,
        policy: Policy | None = None,
    ) -> Self:
        """List a board: its levels rest as orders of the account ``house``, its past
        trades are prints, its markets are in the phase the catalogue says."""
        raise NotImplementedError

    def place(self, order: NewOrder) -> Placed:
        """Match an order and rest what is left; raises ``Rejected``."""
        raise NotImplementedError

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
        raise NotImplementedError

    def decrease(
        self,
        account: AccountId,
        order_id: str,
        *,
        by: Decimal | None = None,
        to: Decimal | None = None,
    ) -> Cancellation:
        """Rest fewer contracts, in the same place: exactly one of ``by`` and ``to``;
        nothing left is a cancellation."""
        raise NotImplementedError

    def cancel(self, account: AccountId, order_id: str) -> Cancellation:
        """Withdraw a resting order; raises ``Rejected(NOT_FOUND)``."""
        raise NotImplementedError

    def cancel_all(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        shard: int | None = None,
        market: str | None = None,
    ) -> list[Cancellation]:
        """Withdraw every resting order that fits, oldest first."""
        raise NotImplementedError

    def order(self, order_id: str) -> OrderView:
        """Any order ever placed; raises ``Rejected(NOT_FOUND)``."""
        raise NotImplementedError

    def order_of(self, account: AccountId, client_id: str) -> OrderView | None:
        """The order of a client id."""
        raise NotImplementedError

    def orders(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
        status: OrderStatus | None = None,
    ) -> list[OrderView]:
        """Orders of an account, oldest first."""
        raise NotImplementedError

    def queue_ahead(self, order_id: str) -> Decimal:
        """Contracts that rest at the order's price before it."""
        raise NotImplementedError

    def book(self, market: str) -> BookView:
        """The resting contracts of a market; raises ``Rejected(MARKET)``."""
        raise NotImplementedError

    def market(self, market: str) -> MarketView:
        """One market; raises ``Rejected(MARKET)``."""
        raise NotImplementedError

    def markets(self) -> list[MarketView]:
        """Every market, in listing order."""
        raise NotImplementedError

    def prints(self, market: str) -> list[Print]:
        """Public trades, oldest first."""
        raise NotImplementedError

    def positions(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
    ) -> list[PositionView]:
        """What an account holds or has held, and has not been paid for."""
        raise NotImplementedError

    def fills(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
        order_id: str | None = None,
    ) -> list[FillRecord]:
        """Fills of an account, oldest first."""
        raise NotImplementedError

    def settlements(
        self, account: AccountId, *, subaccount: int | None = None
    ) -> list[SettlementRecord]:
        """Pay-outs to an account, oldest first."""
        raise NotImplementedError

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change from now on; call the result to stop."""
        raise NotImplementedError

    @property
    def sequence(self) -> int:
        """Number of the last record."""
        raise NotImplementedError

    def run_until(self, at: datetime | None = None) -> None:
        """Do what is due by ``at`` (the clock's now): open, close, expire, pay out."""
        raise NotImplementedError

    def save(self) -> dict[str, Any]:
        """Everything, ready for JSON, but the fee schedules."""
        raise NotImplementedError

    @classmethod
    def load(
        cls,
        saved: dict[str, Any],
        *,
        fees: Callable[[str], FeeSchedule] | None = None,
        clock: SimClock | None = None,
    ) -> Self:
        """What ``save`` gave, with ``fees`` by market key, free by default.

        Args:
            saved: from ``save``.
            fees: the schedule of each market.
            clock: by default a still one at the moment of saving.
        """
        raise NotImplementedError
