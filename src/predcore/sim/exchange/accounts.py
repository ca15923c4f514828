"""Whose money is where."""

from __future__ import annotations

from decimal import Decimal

from .ledger import Ledger
from .orders import AccountId, Wallet
from .pairs import Pairs
from .records import BalanceCause
from .refusals import Rejected, Rejection
from .state import Account, State
from .statements import BalanceView, PositionView, TokenView
from .sweeping import Sweeper
from .tokens import Leg
from .units import units
from .views import balance_view, position_view, token_view
from .working import Purse

__all__ = ["Accounts"]

_MONEY_PLACES = 12


class Accounts:
    """``exchange.accounts``: accounts, the money in their wallets, and pairs for it.

    What takes money or tokens takes free ones. With ``committed``, it takes those that
    open orders hold back, too, and the newest orders that are left without backing are
    cancelled for ``Reason.FUNDS``.

    Raises ``Rejected`` with ``ACCOUNT`` for an unknown account, ``INVALID`` for an
    amount that is not positive or has more than twelve decimals, and ``FUNDS``.
    """

    def __init__(self, state: State, ledger: Ledger, sweeper: Sweeper) -> None:
        self._state = state
        self._ledger = ledger
        self._sweeper = sweeper
        self._pairs = Pairs(state, ledger)

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
        committed: bool = False,
    ) -> BalanceView:
        """Take money out."""
        with self._state:
            wallet = Wallet(account, subaccount, shard)
            purse = self._state.purse(wallet)
            delta = self._free(purse, amount, committed)
            self._state.deposited -= delta
            self._ledger.move(purse, -delta, BalanceCause.WITHDRAWAL)
            if committed:
                self._sweeper.sweep(wallet)
            return balance_view(purse)

    def transfer(
        self,
        source: Wallet,
        target: Wallet,
        amount: Decimal,
        *,
        committed: bool = False,
    ) -> None:
        """Move money between wallets."""
        with self._state:
            payer, payee = self._state.purse(source), self._state.purse(target)
            delta = self._free(payer, amount, committed)
            self._ledger.move(payer, -delta, BalanceCause.TRANSFER)
            self._ledger.move(payee, delta, BalanceCause.TRANSFER)
            if committed:
                self._sweeper.sweep(source)

    def split(
        self,
        account: AccountId,
        market: str,
        size: Decimal,
        *,
        subaccount: int = 0,
        committed: bool = False,
    ) -> PositionView:
        """Turn ``size`` of money to as many tokens of each outcome.

        Raises ``Rejected``, beside those of the class: ``MARKET``; ``SIZE`` for none
        or more than six decimals; ``PHASE`` once the market is paid out; ``INVALID``
        where positions net.
        """
        with self._state:
            wallet = self._wallet(account, market, subaccount)
            self._pairs.split(wallet, market, size, not committed)
            return self._swept(wallet, market, committed)

    def merge(
        self,
        account: AccountId,
        market: str,
        size: Decimal,
        *,
        subaccount: int = 0,
        committed: bool = False,
    ) -> PositionView:
        """Turn ``size`` tokens of each outcome to as much money.

        Raises ``Rejected`` as ``split`` does, with ``POSITION`` where it has ``FUNDS``.
        """
        with self._state:
            wallet = self._wallet(account, market, subaccount)
            self._pairs.merge(wallet, market, size, not committed)
            return self._swept(wallet, market, committed)

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

    def tokens(
        self, account: AccountId, market: str, *, subaccount: int = 0
    ) -> tuple[TokenView, TokenView]:
        """A wallet's tokens of the first and of the second outcome of a market.

        Raises ``Rejected`` with ``MARKET``, and with ``INVALID`` where positions net.
        """
        with self._state:
            wallet = self._wallet(account, market, subaccount)
            purse = self._state.purses.get(wallet)
            tokens = None if purse is None else purse.tokens.get(market)
            first, second = (Leg(), Leg()) if tokens is None else tokens.legs
            return token_view(first), token_view(second)

    def _wallet(self, account: AccountId, market: str, subaccount: int) -> Wallet:
        """Where tokens of a market are kept."""
        self._state.account(account)
        shard = self._state.at(market).market.shard
        if not self._state.policy.gross:
            raise Rejected(Rejection.INVALID, "positions net here: there are no tokens")
        return Wallet(account, subaccount, shard)

    def _swept(self, wallet: Wallet, market: str, committed: bool) -> PositionView:
        if committed:
            self._sweeper.sweep(wallet)
        return position_view(wallet, self._state.purses[wallet].tokens[market])

    def _free(self, purse: Purse, amount: Decimal, committed: bool) -> int:
        delta = _positive(amount)
        if delta > purse.cash - (0 if committed else purse.reserved):
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
