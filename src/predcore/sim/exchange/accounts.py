"""Whose money is where."""

from __future__ import annotations

from decimal import Decimal

from .orders import AccountId, Wallet
from .records import BalanceView

__all__ = ["Accounts"]


class Accounts:
    """``exchange.accounts``: accounts and the money in their wallets."""

    def open(self, name: str, *, credit: bool = False) -> AccountId:
        """Open an account; raises ``ValueError`` for a name that is taken.

        Args:
            name: becomes the id.
            credit: orders are taken whatever they cost.
        """
        raise NotImplementedError

    def deposit(
        self,
        account: AccountId,
        amount: Decimal,
        *,
        subaccount: int = 0,
        shard: int = 0,
    ) -> BalanceView:
        """Bring money in; raises ``Rejected`` (``ACCOUNT``, ``INVALID``)."""
        raise NotImplementedError

    def withdraw(
        self,
        account: AccountId,
        amount: Decimal,
        *,
        subaccount: int = 0,
        shard: int = 0,
    ) -> BalanceView:
        """Take free money out; raises ``Rejected`` (also ``FUNDS``)."""
        raise NotImplementedError

    def transfer(self, source: Wallet, target: Wallet, amount: Decimal) -> None:
        """Move free money between wallets; raises ``Rejected`` as ``withdraw``."""
        raise NotImplementedError

    def balance(self, wallet: Wallet) -> BalanceView:
        """One wallet's money; an unused wallet has none."""
        raise NotImplementedError

    def balances(self, account: AccountId) -> list[BalanceView]:
        """Every wallet the account has used, in order."""
        raise NotImplementedError
