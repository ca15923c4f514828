"""Orders that their wallets can no longer carry."""

from __future__ import annotations

from .ledger import Ledger
from .matching import Floor
from .orders import Reason, Wallet
from .state import State
from .working import Working

__all__ = ["Sweeper"]


class Sweeper:
    """Cancels what has lost its backing."""

    def __init__(self, state: State, ledger: Ledger, floor: Floor) -> None:
        self._state = state
        self._ledger = ledger
        self._floor = floor

    def sweep(self, wallet: Wallet) -> list[tuple[Working, int]]:
        """Cancel a wallet's orders, newest first, until it can carry the rest; gives
        them with the contracts that were left of each."""
        swept: list[tuple[Working, int]] = []
        resting = [
            order
            for order in self._state.account(wallet.account).orders
            if order.queue and order.wallet == wallet
        ]
        for order in sorted(resting, key=lambda order: -order.queue):
            if self._ledger.unfunded(order):
                listed = self._state.listed[order.market]
                left = self._floor.withdraw(listed, order, Reason.FUNDS)
                swept.append((order, left))
        return swept
