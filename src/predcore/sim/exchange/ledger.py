"""Cash, collateral and positions.

Buying contracts that close a position of the other outcome completes pairs, and a
pair is worth one: it turns to cash at once. So a fill moves the cash of a wallet by
the value of the contracts and by the pairs its short side gains or loses.

An order holds back its cost with the fee of a single fill. Where a schedule rounds the
fees of several fills above that, a wallet can end below zero by the rounding; nothing
is refused after the fact.
"""

from __future__ import annotations

from ... import Liquidity, Side
from .records import BalanceCause, FillRecord
from .state import Listed, State
from .units import ONE, money, to_money, to_size
from .working import Holding, Purse, Working

__all__ = ["Ledger"]


class Ledger:
    """Keeps every wallet's money and positions."""

    def __init__(self, state: State) -> None:
        self._state = state

    def move(self, purse: Purse, delta: int, cause: BalanceCause) -> None:
        """Add to a wallet's cash."""
        purse.cash += delta
        self._state.journal.balance(purse, delta, cause)

    def affords(self, order: Working, size: int, cost: int) -> bool:
        """Whether the wallet can carry ``size`` contracts of an order that cost
        ``cost``, in place of what the order itself counts for now."""
        purse = self._state.purse(order.wallet)
        if self._state.accounts[order.wallet.account].credit:
            return True
        holding = purse.holdings.get(order.market)
        if holding is None:
            holding = Holding(market=order.market, updated_at=order.created_at)
        if order.queue:
            size, cost = size - order.remaining, cost - order.cost
        more = holding.reserve(order.side, size, cost) - holding.reserved
        return more <= 0 or purse.cash - purse.reserved >= more

    def rest(self, listed: Listed, order: Working) -> None:
        """Count an order that rests in what its wallet may have to pay."""
        order.cost = listed.tariff.cost(
            order.side, order.tick, order.remaining, Liquidity.MAKER
        )
        self._count(order, 1)

    def unrest(self, order: Working) -> None:
        """Count an order no more, before its remaining contracts change."""
        self._count(order, -1)

    def _count(self, order: Working, sign: int) -> None:
        purse = self._state.purses[order.wallet]
        holding = purse.holding(order.market, self._state.journal.now)
        holding.resting += sign
        if order.side is Side.BUY:
            holding.buying += sign * order.remaining
            holding.buying_cost += sign * order.cost
        else:
            holding.selling += sign * order.remaining
            holding.selling_cost += sign * order.cost
        purse.reserve(holding)

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
        state, market = self._state, listed.market
        price, contracts = listed.tariff.price(tick), to_size(size)
        charge = listed.tariff.fees.charge(
            price, contracts, side=order.side, liquidity=liquidity, carry=order.carry
        )
        fee, value = money(charge.fee), tick * size
        order.carry = charge.carry
        order.filled += size
        if liquidity is Liquidity.TAKER:
            order.taker_filled += size
            order.taker_value += value
            order.taker_fees += fee
        else:
            order.maker_value += value
            order.maker_fees += fee
        purse = state.purses[order.wallet]
        holding = purse.holding(order.market, state.journal.now)
        pairs = holding.trade(order.side, tick, size)
        purse.reserve(holding)
        holding.fees += fee
        state.collected += fee
        market.pairs += pairs
        delta = (-value if order.side is Side.BUY else value) - pairs * ONE - fee
        record = FillRecord(
            sequence=state.journal.next(),
            at=state.journal.now,
            trade_id=trade_id,
            order_id=order.id,
            client_id=order.client_id,
            wallet=order.wallet,
            market=order.market,
            side=order.side,
            price=price,
            size=contracts,
            liquidity=liquidity,
            fee=to_money(fee),
            position=to_size(holding.size),
        )
        state.accounts[order.wallet.account].fills.append(record)
        state.journal.tell(record)
        state.journal.position(order.wallet, holding)
        self.move(purse, delta, BalanceCause.FILL)
        return record
