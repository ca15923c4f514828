"""What can be asked of the exchange."""

from __future__ import annotations

from decimal import Decimal

from ... import OrderStatus
from .markets import BookView, MarketView
from .orders import AccountId, OrderView
from .records import FillRecord, Print, SettlementRecord
from .refusals import Rejected, Rejection
from .state import State
from .statements import PositionView, Totals
from .units import to_money, to_size
from .views import book_view, market_view, order_view, position_view
from .working import Working

__all__ = ["Reading"]


class Reading:
    """The questions half of an exchange.

    Raises ``Rejected`` with ``ACCOUNT``, ``MARKET`` or ``NOT_FOUND`` for what is
    not there.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def sequence(self) -> int:
        """Number of the last record."""
        return self._state.journal.sequence

    def order(self, order_id: str) -> OrderView:
        """Any order ever placed."""
        with self._state:
            return order_view(self._order(order_id))

    def order_of(self, account: AccountId, client_id: str) -> OrderView | None:
        """The order of a client id, or ``None`` where none came of it."""
        with self._state:
            number = self._state.account(account).client_ids.get(client_id)
            return order_view(self._state.numbered[number - 1]) if number else None

    def orders(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
        status: OrderStatus | None = None,
        outcome: int | None = None,
    ) -> list[OrderView]:
        """Orders of an account, oldest first."""
        with self._state:
            return [
                order_view(order)
                for order in self._state.account(account).orders
                if subaccount in {None, order.wallet.subaccount}
                and market in {None, order.market}
                and status in {None, order.status}
                and outcome in {None, order.outcome}
            ]

    def resting(
        self,
        market: str,
        *,
        account: AccountId | None = None,
        outcome: int | None = None,
    ) -> list[OrderView]:
        """Orders in a market's book, in the order of their places in time."""
        with self._state:
            return [
                order_view(order)
                for order in self._state.at(market).book.orders()
                if account in {None, order.wallet.account}
                and outcome in {None, order.outcome}
            ]

    def queue_ahead(self, order_id: str) -> Decimal:
        """Contracts that rest at the order's price before it."""
        with self._state:
            order = self._order(order_id)
            if not order.queue:
                raise Rejected(Rejection.NOT_FOUND, f"order {order_id!r} does not rest")
            book = self._state.listed[order.market].book
            ahead = 0
            for other in book.of(order.side).levels[order.tick].orders.values():
                if other is order:
                    break
                ahead += other.remaining
            return to_size(ahead)

    def book(self, market: str, outcome: int = 0) -> BookView:
        """The resting contracts of a market, in prices of one of its outcomes."""
        with self._state:
            book = self._state.at(market).book
            return book_view(market, book, self.sequence, outcome)

    def market(self, market: str) -> MarketView:
        """One market."""
        with self._state:
            listed = self._state.at(market)
            return market_view(listed.market, listed.tariff.fees)

    def markets(self) -> list[MarketView]:
        """Every market, in listing order."""
        with self._state:
            listed = self._state.listed.values()
            return [market_view(one.market, one.tariff.fees) for one in listed]

    def prints(self, market: str) -> list[Print]:
        """Public trades, oldest first."""
        with self._state:
            return list(self._state.at(market).prints)

    def positions(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
    ) -> list[PositionView]:
        """What an account holds or has held, and has not been paid for."""
        with self._state:
            self._state.account(account)
            return [
                position_view(purse.wallet, holding)
                for purse in self._state.purses.values()
                if purse.wallet.account == account
                and subaccount in {None, purse.wallet.subaccount}
                for holding in purse.positions()
                if market in {None, holding.market}
            ]

    def fills(
        self,
        account: AccountId,
        *,
        subaccount: int | None = None,
        market: str | None = None,
        order_id: str | None = None,
    ) -> list[FillRecord]:
        """Fills of an account, oldest first."""
        with self._state:
            return [
                fill
                for fill in self._state.account(account).fills
                if subaccount in {None, fill.wallet.subaccount}
                and market in {None, fill.market}
                and order_id in {None, fill.order_id}
            ]

    def settlements(
        self, account: AccountId, *, subaccount: int | None = None
    ) -> list[SettlementRecord]:
        """Pay-outs to an account, oldest first."""
        with self._state:
            return [
                record
                for record in self._state.account(account).settlements
                if subaccount in {None, record.wallet.subaccount}
            ]

    def totals(self) -> Totals:
        """The exchange's own books."""
        with self._state:
            return Totals(
                deposited=to_money(self._state.deposited),
                cash=to_money(sum(p.cash for p in self._state.purses.values())),
                pairs=to_size(sum(x.market.pairs for x in self._state.listed.values())),
                fees=to_money(self._state.collected),
            )

    def _order(self, order_id: str) -> Working:
        found = self._state.orders.get(order_id)
        if found is None:
            raise Rejected(Rejection.NOT_FOUND, f"there is no order {order_id!r}")
        return found
