"""Cash, collateral and holdings: what fills do whatever the policy.

An order holds back its cost with the fee of a single fill. Where a schedule rounds the
fees of several fills above that, a wallet can end below zero by the rounding; nothing
is refused after the fact.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from ... import Liquidity
from .records import BalanceCause, FillRecord
from .refusals import Rejected, Rejection
from .state import Listed, State
from .tokens import Tokens
from .units import money, to_money, to_size
from .working import Holding, Purse, Working

__all__ = ["Ledger"]


class Ledger(ABC):
    """Keeps every wallet's money and holdings."""

    def __init__(self, state: State) -> None:
        self._state = state

    def move(self, purse: Purse, delta: int, cause: BalanceCause) -> None:
        """Add to a wallet's cash."""
        purse.cash += delta
        self._state.journal.balance(purse, delta, cause)

    @abstractmethod
    def check(
        self,
        listed: Listed,
        order: Working,
        tick: int,
        size: int,
        liquidity: Liquidity,
    ) -> None:
        """Raise ``Rejected`` where the wallet cannot carry ``size`` contracts of an
        order at ``tick``, in place of what the order itself counts for now."""

    @abstractmethod
    def reducible(self, order: Working) -> int:
        """Contracts of an order that only reduce what its wallet holds."""

    @abstractmethod
    def rest(self, listed: Listed, order: Working) -> None:
        """Count an order that rests in what its wallet may have to give."""

    @abstractmethod
    def reduce(self, listed: Listed, order: Working, by: int, filled: bool) -> None:
        """Count fewer contracts of an order that rests, before they go.

        Where they are about to be ``filled``, ``fill`` completes it.
        """

    @abstractmethod
    def unfunded(self, order: Working) -> bool:
        """Whether an order that rests holds back what its wallet does not have."""

    def fill(
        self,
        listed: Listed,
        order: Working,
        tick: int,
        size: int,
        liquidity: Liquidity,
        trade_id: str,
    ) -> FillRecord:
        """Trade ``size`` contracts of an order at ``tick``; its fields follow."""
        state = self._state
        side, each = order.own(tick) if order.outcome else (order.side, tick)
        price, contracts = listed.tariff.price(each), to_size(size)
        charge = listed.tariff.fees.charge(
            price, contracts, side=side, liquidity=liquidity, carry=order.carry
        )
        fee = money(charge.fee)
        order.carry = charge.carry
        order.filled += size
        if liquidity is Liquidity.TAKER:
            order.taker_filled += size
            order.taker_value += each * size
            order.taker_fees += fee
        else:
            order.maker_value += each * size
            order.maker_fees += fee
        purse = state.purses[order.wallet]
        state.collected += fee
        holding, position, cash = self._trade(
            listed, purse, order, tick, size, trade_id, fee
        )
        holding.fees += fee
        record = FillRecord(
            sequence=state.journal.next(),
            at=state.journal.now,
            trade_id=trade_id,
            order_id=order.id,
            client_id=order.client_id,
            wallet=order.wallet,
            market=order.market,
            side=side,
            price=price,
            size=contracts,
            liquidity=liquidity,
            fee=to_money(fee),
            position=to_size(position),
            outcome=order.outcome,
        )
        state.accounts[order.wallet.account].fills.append(record)
        state.journal.tell(record)
        state.journal.position(order.wallet, holding)
        self.move(purse, cash - fee, BalanceCause.FILL)
        return record

    @abstractmethod
    def _trade(
        self,
        listed: Listed,
        purse: Purse,
        order: Working,
        tick: int,
        size: int,
        trade_id: str,
        fee: int,
    ) -> tuple[Holding | Tokens, int, int]:
        """Change what a wallet holds; gives that, the position in it to tell, and the
        cash that comes in before the fee."""

    def _refuse_funds(self, order: Working) -> Rejected:
        return Rejected(
            Rejection.FUNDS, f"wallet {tuple(order.wallet)} cannot carry the order"
        )
