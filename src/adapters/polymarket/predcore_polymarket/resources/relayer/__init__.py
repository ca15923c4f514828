"""Wallet operations without gas: the relayer."""

from __future__ import annotations

from functools import cached_property

from predcore.kit import HTTP

from .._resource import Resource
from .transactions import Submit, TransactionById, Transactions
from .wallets import DeployedWallets, Nonces, RelayPayloads

__all__ = ["Relayer"]


class Relayer(Resource):
    """Sends what wallets sign, and tells what came of it.

    Args:
        http: sends what anybody may ask.
        private: the same with a key of the relayer or of a builder.
    """

    def __init__(self, http: HTTP, private: HTTP | None = None) -> None:
        super().__init__(http)
        self._private = private

    @cached_property
    def submit(self) -> Submit:
        """``POST /submit``."""
        return Submit(self._private)

    @cached_property
    def transaction(self) -> TransactionById:
        """``/transaction``."""
        return TransactionById(self._private or self._http)

    @cached_property
    def transactions(self) -> Transactions:
        """``/transactions``."""
        return Transactions(self._private)

    @cached_property
    def nonce(self) -> Nonces:
        """``/nonce``."""
        return Nonces(self._private or self._http)

    @cached_property
    def relay_payload(self) -> RelayPayloads:
        """``/relay-payload``."""
        return RelayPayloads(self._private or self._http)

    @cached_property
    def deployed(self) -> DeployedWallets:
        """``/deployed``."""
        return DeployedWallets(self._private or self._http)
