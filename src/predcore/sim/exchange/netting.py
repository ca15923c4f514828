"""One position a market: what completes a pair turns to cash.

Buying contracts that close a position of the other outcome completes pairs, and a
pair is worth one: it turns to cash at once. So a fill moves the cash of a wallet by
the value of the contracts and by the pairs its short side gains or loses.
"""

from __future__ import annotations

from ... import Liquidity, Side
from .ledger import Ledger
from .state import Listed
from .units import ONE
from .working import Holding, Purse, Working

__all__ = ["NetLedger"]


class NetLedger(Ledger):
    """Positions that net."""

    def check(
        self,
        listed: Listed,
        order: Working,
        tick: int,
        size: int,
        liquidity: Liquidity,
    ) -> None:
        if self._state.accounts[order.wallet.account].credit:
            return
        purse = self._state.purse(order.wallet)
        cost = listed.tariff.cost(order, tick, size, liquidity)
        holding = purse.holdings.get(order.market)
        if holding is None:
            holding = Holding(market=order.market, updated_at=order.created_at)
        if order.queue:
            size, cost = size - order.remaining, cost - order.cost
        free = purse.cash - purse.reserved + holding.reserved
        if free >= holding.buying_cost + holding.selling_cost + cost:
            return  # enough if nothing closed the position, and so enough
        needed = holding.reserve(order.side, size, cost)
        if free < needed > holding.reserved:
            raise self._refuse_funds(order)

    def reducible(self, order: Working) -> int:
        holding = self._state.purses[order.wallet].holdings.get(order.market)
        held = 0 if holding is None else holding.size
        return max(-held if order.side is Side.BUY else held, 0)

    def rest(self, listed: Listed, order: Working) -> None:
        size, purse = order.remaining, self._state.purses[order.wallet]
        order.cost = cost = listed.tariff.cost(order, order.tick, size, Liquidity.MAKER)
        holding = purse.holding(order.market, self._state.journal.now)
        holding.resting += 1
        _count(holding, order.side, size, cost)
        purse.reserve(holding)

    def reduce(self, listed: Listed, order: Working, by: int, filled: bool) -> None:
        purse = self._state.purses[order.wallet]
        holding = purse.holdings[order.market]
        left, cost = order.remaining - by, 0
        if left:
            cost = listed.tariff.cost(order, order.tick, left, Liquidity.MAKER)
        else:
            holding.resting -= 1
        _count(holding, order.side, -by, cost - order.cost)
        order.cost = cost
        if not filled:
            purse.reserve(holding)

    def unfunded(self, order: Working) -> bool:
        purse = self._state.purses[order.wallet]
        if self._state.accounts[order.wallet.account].credit:
            return False
        holds_back = purse.holdings[order.market].reserved > 0
        return holds_back and purse.reserved > purse.cash

    def _trade(
        self,
        listed: Listed,
        purse: Purse,
        order: Working,
        tick: int,
        size: int,
        trade_id: str,
        fee: int,
    ) -> tuple[Holding, int, int]:
        del trade_id, fee
        holding = purse.holding(order.market, self._state.journal.now)
        pairs = holding.trade(order.side, tick, size)
        purse.reserve(holding)
        listed.market.pairs += pairs
        value = tick * size if order.side is Side.SELL else -tick * size
        return holding, holding.size, value - pairs * ONE


def _count(holding: Holding, side: Side, size: int, cost: int) -> None:
    if side is Side.BUY:
        holding.buying += size
        holding.buying_cost += cost
    else:
        holding.selling += size
        holding.selling_cost += cost
