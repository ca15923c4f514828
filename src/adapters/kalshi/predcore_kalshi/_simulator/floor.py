"""The venue behind the wire: the exchange, who may use it, and what is listed."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from predcore.sim import Catalogue
from predcore.sim.exchange import AccountId, Exchange, Listener, SimClock

from .authentication import Gate
from .budgets import Budgets
from .combos import Leg, asked_combo
from .following import Following
from .keys import ApiKey, KeyRing
from .ledger import Ledger
from .listing import Listing
from .opening import list_combo, opened
from .play_keys import RIVAL, TRADER, PlayKeys
from .rows import ListedMarket
from .wire import identifier, unix

__all__ = ["FUNDS", "Floor"]

FUNDS = {0: Decimal(10_000), 1: Decimal(2_500), 2: Decimal(2_500)}
"""Dollars that each account starts with, by shard."""


class Floor:
    """Everything an endpoint may ask.

    Attributes:
        exchange: the matching engine; replaced when a state is loaded.
        listing: what the public endpoints answer from.
        play_keys: the keys that are there from the start.
        ledgers: by account.
        asked: the combos that callers asked for, and when.
    """

    def __init__(
        self, catalogue: Catalogue, *, clock: SimClock, window: timedelta, metered: bool
    ) -> None:
        self.clock = clock
        self.listing = Listing(catalogue, clock)
        self._following = Following(self.listing)
        self._listeners: list[Listener] = [self._following.hear]
        self.exchange: Exchange = opened(catalogue, self.listing, clock)
        self.play_keys = PlayKeys(catalogue.seed)
        self.keys = KeyRing()
        self.gate = Gate(self.keys, window)
        self.budgets = Budgets(clock, enforced=metered)
        self.ledgers: dict[str, Ledger] = {}
        self.asked: list[tuple[tuple[Leg, ...], datetime]] = []
        for key in self.play_keys:
            self.keys.add(
                ApiKey(id=key.id, name=key.name, account=key.account), key.public_pem
            )
        for account in (TRADER, RIVAL):
            self._welcome(account)
        self._listen()

    def _welcome(self, account: str) -> None:
        self.exchange.accounts.open(account)
        self.ledgers[account] = Ledger()
        for shard, amount in FUNDS.items():
            self.deposit(account, amount, shard=shard)

    def deposit(self, account: str, amount: Decimal, *, shard: int = 0) -> None:
        """Money from a bank, in dollars."""
        self.exchange.accounts.deposit(AccountId(account), amount, shard=shard)
        rows = self.ledgers[account].deposits
        rows.append(self._bank_row("deposit", account, len(rows), amount))

    def withdraw(self, account: str, amount: Decimal, *, shard: int = 0) -> None:
        """Money to a bank, in dollars; raises ``Rejected``."""
        self.exchange.accounts.withdraw(AccountId(account), amount, shard=shard)
        rows = self.ledgers[account].withdrawals
        rows.append(self._bank_row("withdrawal", account, len(rows), amount))

    def _bank_row(
        self, what: str, account: str, number: int, amount: Decimal
    ) -> dict[str, object]:
        at = unix(self.listing.now)
        return {
            "id": identifier(what, account, number),
            "status": "applied",
            "type": "ach",
            "amount_cents": int(amount * 100),
            "fee_cents": 0,
            "created_ts": at,
            "finalized_ts": at,
        }

    def subscribe(self, listener: Listener) -> None:
        """Hear every record of the exchange, also of one that is loaded later."""
        self._listeners.append(listener)
        self.exchange.subscribe(listener)

    def _listen(self) -> None:
        for listener in self._listeners:
            self.exchange.subscribe(listener)

    def replace(self, exchange: Exchange) -> None:
        """Go on with another exchange, which lists the same markets."""
        self.exchange = exchange
        self._following.doubt_all()
        self._listen()

    def catch_up(self) -> None:
        """Do what the clock has made due, and show what has changed."""
        self.exchange.run_until()
        self._following.refresh(self.exchange)

    def row(self, ticker: str) -> ListedMarket | None:
        """A market, archived or not."""
        return self.listing.rows.get(ticker)

    def list_combo(self, legs: tuple[Leg, ...]) -> ListedMarket:
        """List and open a market that somebody asked for."""
        row = self.show_combo(legs, self.now)
        list_combo(self.exchange, row)
        self._following.refresh(self.exchange)
        return row

    def show_combo(self, legs: tuple[Leg, ...], at: datetime) -> ListedMarket:
        """Show a combo that is, or is about to be, on the exchange."""
        rows = self.listing.rows
        number = 1 + sum(bool(row.legs) for row in rows.values())
        markets = [rows[leg.market_ticker].market for leg in legs]
        row = self.listing.combo_row(asked_combo(number, legs, markets, at))
        self.asked.append((legs, at))
        self._following.add(row)
        return row

    def user_id(self, account: str) -> str:
        """What the venue calls an account."""
        return identifier("user", account, self.listing.seed)

    @property
    def now(self) -> datetime:
        """The exchange's time."""
        return self.clock.now()
