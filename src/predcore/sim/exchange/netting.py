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
        cost = _cost(listed, order, tick, size, liquidity)
        holding = purse.holdings.get(order.market)
        if holding is None:
            holding = Holding(market=order.market, updated_at=order.created_at)
        if order.queue:
            size, cost = size - order.remaining, cost - order.cost
        more = holding.reserve(order.side, size, cost) - holding.reserved
        if more > 0 and purse.cash - purse.reserved < more:
            raise self._refuse_funds(order)

    def reducible(self, order: Working) -> int:
        holding = self._state.purses[order.wallet].holdings.get(order.market)
        held = 0 if holding is None else holding.size
        return max(-held if order.side is Side.BUY else held, 0)

    def rest(self, listed: Listed, order: Working) -> None:
        order.cost = _cost(listed, order, order.tick, order.remaining, Liquidity.MAKER)
        self._count(order, 1)

    def unrest(self, order: Working) -> None:
        self._count(order, -1)

    def unfunded(self, order: Working) -> bool:
        purse = self._state.purses[order.wallet]
        if self._state.accounts[order.wallet.account].credit:
            return False
        holds_back = purse.holdings[order.market].reserved > 0
        return holds_back and purse.reserved > purse.cash

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

    def _trade(
        self,
        listed: Listed,
        purse: Purse,
        order: Working,
        tick: int,
        size: int,
        fee: int,
        trade_id: str,
    ) -> tuple[int, int]:
        del trade_id
        holding = purse.holding(order.market, self._state.journal.now)
        pairs = holding.trade(order.side, tick, size)
        purse.reserve(holding)
        holding.fees += fee
        listed.market.pairs += pairs
        value = tick * size if order.side is Side.SELL else -tick * size
        return holding.size, value - pairs * ONE

    def _tell(self, purse: Purse, market: str) -> None:
        self._state.journal.position(purse.wallet, purse.holdings[market])


def _cost(
    listed: Listed, order: Working, tick: int, size: int, liquidity: Liquidity
) -> int:
    """What contracts cost at ``tick``, with the fee of a single fill.

    They are paid for in full here, as if none closed a position.
    """
    side, own = order.own(tick)
    each = own if side is Side.BUY else ONE - own
    return each * size + listed.tariff.fee(side, own, size, liquidity)
