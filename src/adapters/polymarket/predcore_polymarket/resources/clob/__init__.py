"""The order books: the CLOB."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from predcore.kit import HTTP

from ._public import PublicClob

if TYPE_CHECKING:
    from .account import (
        BalanceAllowances,
        Notifications,
        OrderScoring,
        OrdersScoring,
    )
    from .auth import Auth
    from .cancels import CancelAll, CancelMarketOrders, ClobV1, OldHeartbeats
    from .ledger import Ledger
    from .orders import Order, Orders
    from .rewards import Rewards

__all__ = ["Clob"]


class Clob(PublicClob):
    """Books, prices, orders and balances, by token id or condition id.

    Args:
        http: sends what anybody may ask.
        private: signs and sends what belongs to an account; without one such calls
            raise ``AuthenticationFailed``.
    """

    def __init__(self, http: HTTP, private: HTTP | None = None) -> None:
        super().__init__(http)
        self._private = private

    @cached_property
    def auth(self) -> Auth:
        """``/auth``."""
        from .auth import Auth

        return Auth(self._private)

    @cached_property
    def order(self) -> Order:
        """``/order``."""
        from .orders import Order

        return Order(self._private)

    @cached_property
    def orders(self) -> Orders:
        """``/orders``."""
        from .orders import Orders

        return Orders(self._private)

    @cached_property
    def cancel_all(self) -> CancelAll:
        """``/cancel-all``."""
        from .cancels import CancelAll

        return CancelAll(self._private)

    @cached_property
    def cancel_market_orders(self) -> CancelMarketOrders:
        """``/cancel-market-orders``."""
        from .cancels import CancelMarketOrders

        return CancelMarketOrders(self._private)

    @cached_property
    def v1(self) -> ClobV1:
        """``/v1``."""
        from .cancels import ClobV1

        return ClobV1(self._private)

    @cached_property
    def heartbeats(self) -> OldHeartbeats:
        """``/heartbeats``, as it was."""
        from .cancels import OldHeartbeats

        return OldHeartbeats(self._private)

    @cached_property
    def data(self) -> Ledger:
        """``/data``."""
        from .ledger import Ledger

        return Ledger(self._private)

    @cached_property
    def balance_allowance(self) -> BalanceAllowances:
        """``/balance-allowance``."""
        from .account import BalanceAllowances

        return BalanceAllowances(self._private)

    @cached_property
    def notifications(self) -> Notifications:
        """``/notifications``."""
        from .account import Notifications

        return Notifications(self._private)

    @cached_property
    def order_scoring(self) -> OrderScoring:
        """``/order-scoring``."""
        from .account import OrderScoring

        return OrderScoring(self._private)

    @cached_property
    def orders_scoring(self) -> OrdersScoring:
        """``/orders-scoring``."""
        from .account import OrdersScoring

        return OrdersScoring(self._private)

    @cached_property
    def rewards(self) -> Rewards:
        """``/rewards``."""
        from .rewards import Rewards

        return Rewards(self._http, self._private)
