"""Everything the exchange knows, and how a call begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from heapq import heappop, heappush
from types import TracebackType

from .book import Book
from .clock import SimClock
from .journal import Journal
from .markets import Policy
from .orders import AccountId, Wallet
from .records import FillRecord, Print, SettlementRecord
from .refusals import Rejected, Rejection
from .tariff import Tariff
from .units import Ids
from .working import Group, Market, Purse, Trade, Working

__all__ = ["Due", "State", "Task"]


class Task(IntEnum):
    """What the clock does, in this order where instants are equal."""

    OPEN = 1
    EXPIRE = 2
    CLOSE = 3
    SETTLE = 4


Due = Callable[[Task, str, datetime], None]
"""Does a task for a market key, or an order id, if it still stands then."""


@dataclass(slots=True, kw_only=True)
class Listed:
    """A market with what hangs on it."""

    market: Market
    tariff: Tariff
    book: Book = field(default_factory=Book)
    prints: list[Print] = field(default_factory=list[Print])


@dataclass(slots=True, kw_only=True)
class Account:
    """An account with what hangs on it; ``client_ids`` are all ever used.

    Attributes:
        credit: orders are taken whatever they cost.
        client_ids: to the number of their order; 0 where none came of it.
    """

    credit: bool = False
    client_ids: dict[str, int] = field(default_factory=dict[str, int])
    orders: list[Working] = field(default_factory=list[Working])
    fills: list[FillRecord] = field(default_factory=list[FillRecord])
    settlements: list[SettlementRecord] = field(default_factory=list[SettlementRecord])


class State:
    """Shared by the parts of one exchange.

    ``with state as now`` brackets every call: what is due is done first, and the
    listeners are told at the end.
    """

    def __init__(self, clock: SimClock, policy: Policy, ids: Ids) -> None:
        self.clock = clock
        self.policy = policy
        self.ids = ids
        self.journal = Journal(clock.now())
        self.accounts: dict[AccountId, Account] = {}
        self.purses: dict[Wallet, Purse] = {}
        self.listed: dict[str, Listed] = {}
        self.orders: dict[str, Working] = {}
        # Ids that were given to orders which came to nothing.
        self.spent: set[str] = set()
        self.numbered: list[Working] = []
        # Those that may be undone: where holdings are gross.
        self.trades: dict[str, Trade] = {}
        self.groups: dict[str, Group] = {}
        self.grouped: dict[str, dict[int, Working]] = {}
        self.agenda: list[tuple[datetime, Task, str]] = []
        self.paused = False
        self.queue = 0
        self.deposited = 0
        self.collected = 0
        self.due: Due

    def __enter__(self) -> datetime:
        now = self.clock.now()
        if self.agenda and self.agenda[0][0] <= now:
            self.run(now)
        self.journal.now = now
        return now

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.journal.publish()

    def run(self, until: datetime) -> None:
        """Do what is due, each at its own instant."""
        while self.agenda and self.agenda[0][0] <= until:
            at, task, key = heappop(self.agenda)
            self.journal.now = at = max(at, self.journal.now)
            self.due(task, key, at)
        self.journal.now = until

    def plan(self, at: datetime, task: Task, key: str) -> None:
        """Have a task done once its time comes."""
        heappush(self.agenda, (at, task, key))

    def account(self, account: AccountId) -> Account:
        """An account; raises ``Rejected(ACCOUNT)``."""
        found = self.accounts.get(account)
        if found is None:
            raise Rejected(Rejection.ACCOUNT, f"there is no account {account!r}")
        return found

    def purse(self, wallet: Wallet) -> Purse:
        """A wallet's money, none when first asked for."""
        found = self.purses.get(wallet)
        if found is None:
            self.account(wallet.account)
            found = self.purses[wallet] = Purse(wallet=wallet)
        return found

    def at(self, market: str) -> Listed:
        """A market; raises ``Rejected(MARKET)``."""
        found = self.listed.get(market)
        if found is None:
            raise Rejected(Rejection.MARKET, f"there is no market {market!r}")
        return found
