"""Whose money is where."""

from __future__ import annotations

from decimal import Decimal

from .ledger import Ledger
from .orders import AccountId, Wallet
from .records import BalanceCause
from .refusals import Rejected, Rejection
from .state import Account, State
from .statements import BalanceView
from .units import units
from .views import balance_view
from .working import Purse

__all__ = ["Accounts"]

_MONEY_PLACES = 12


class Accounts:
    """``exchange.accounts``: accounts and the money in their wallets.

    Raises ``Rejected`` with ``ACCOUNT`` for an unknown account, ``INVALID`` for an
    amount that is not positive or has more than twelve decimals, and ``FUNDS``.
    """

    def __init__(self, state: State, ledger: Ledger) -> None:
        self._state = state
        self._ledger = ledger

    def open(self, name: str, *, credit: bool = False) -> AccountId:
        """Open an account; raises ``ValueError`` for a name that is taken.

        Args:
            name: becomes the id.
            credit: orders are taken whatever they cost.
        """
        account = AccountId(name)
        if account in self._state.accounts:
            raise ValueError(f"there is an account {name!r} already")
        self._state.accounts[account] = Account(credit=credit)
        return account

    def names(self) -> list[AccountId]:
        """Every account, oldest first."""
        return list(self._state.accounts)

    def deposit(
        self,
        account: AccountId,
        amount: Decimal,
        *,
        subaccount: int = 0,
        shard: int = 0,
    ) -> BalanceView:
        """Bring money in."""
        with self._state:
            purse = self._state.purse(Wallet(account, subaccount, shard))
            delta = _positive(amount)
            self._state.deposited += delta
            self._ledger.move(purse, delta, BalanceCause.DEPOSIT)
            return balance_view(purse)

    def withdraw(
        self,
        account: AccountId,
        amount: Decimal,
        *,
        subaccount: int = 0,
        shard: int = 0,
    ) -> BalanceView:
        """Take free money out."""
        with self._state:
            purse = self._state.purse(Wallet(account, subaccount, shard))
            delta = self._free(purse, amount)
            self._state.deposited -= delta
            self._ledger.move(purse, -delta, BalanceCause.WITHDRAWAL)
            return balance_view(purse)

    def transfer(self, source: Wallet, target: Wallet, amount: Decimal) -> None:
        """Move free money between wallets."""
        with self._state:
            payer, payee = self._state.purse(source), self._state.purse(target)
            delta = self._free(payer, amount)
            self._ledger.move(payer, -delta, BalanceCause.TRANSFER)
            self._ledger.move(payee, delta, BalanceCause.TRANSFER)

    def balance(self, wallet: Wallet) -> BalanceView:
        """One wallet's money; an unused wallet has none."""
        with self._state:
            self._state.account(wallet.account)
            found = self._state.purses.get(wallet)
            return balance_view(found or Purse(wallet=wallet))

    def balances(self, account: AccountId) -> list[BalanceView]:
        """Every wallet the account has used, in order."""
        with self._state:
            self._state.account(account)
            purses = sorted(
                (p for p in self._state.purses.values() if p.wallet.account == account),
                key=lambda purse: purse.wallet,
            )
            return [balance_view(purse) for purse in purses]

    def _free(self, purse: Purse, amount: Decimal) -> int:
        delta = _positive(amount)
        if delta > purse.cash - purse.reserved:
            raise Rejected(
                Rejection.FUNDS,
                f"wallet {tuple(purse.wallet)} has less than {amount} free",
            )
        return delta


def _positive(amount: Decimal) -> int:
    whole = units(amount, _MONEY_PLACES)
    if whole is None or whole <= 0:
        raise Rejected(Rejection.INVALID, f"{amount} is not an amount of money to move")
    return whole
