"""Tokens of both outcomes side by side: what is sold has to be there.

Two buyers of different outcomes have a pair made for them, two sellers have one taken
back, and a buyer and a seller of one outcome pass tokens on. Open purchases hold back
cash, open sales hold back tokens. An account of credit may lack cash, never tokens.
"""

from __future__ import annotations

from ... import Liquidity, Side
from .ledger import Ledger
from .refusals import Rejected, Rejection
from .state import Listed
from .tokens import Tokens
from .units import to_size
from .working import Part, Purse, Trade, Working

__all__ = ["GrossLedger"]


class GrossLedger(Ledger):
    """Holdings that do not net."""

    def check(
        self,
        listed: Listed,
        order: Working,
        tick: int,
        size: int,
        liquidity: Liquidity,
    ) -> None:
        state = self._state
        purse = state.purse(order.wallet)
        side, _ = order.own(tick)
        if side is Side.SELL:
            tokens = purse.tokens.get(order.market)
            free = 0 if tokens is None else tokens.legs[order.outcome].free
            if order.queue:
                free += order.remaining
            if size > free:
                raise Rejected(
                    Rejection.POSITION,
                    f"wallet {tuple(order.wallet)} has {to_size(free)} free tokens "
                    f"of outcome {order.outcome}",
                )
        if state.accounts[order.wallet.account].credit:
            return
        more = listed.tariff.cost(order, tick, size, liquidity)
        if order.queue:
            more -= order.cost
        if more > 0 and purse.cash - purse.reserved < more:
            raise self._refuse_funds(order)

    def reducible(self, order: Working) -> int:
        side, _ = order.own(order.tick)
        tokens = self._state.purses[order.wallet].tokens.get(order.market)
        if tokens is None or side is Side.BUY:
            return 0
        return max(tokens.legs[order.outcome].free, 0)

    def rest(self, listed: Listed, order: Working) -> None:
        size = order.remaining
        cost = listed.tariff.cost(order, order.tick, size, Liquidity.MAKER)
        tokens = self._count(order, size, cost)
        tokens.resting += 1
        order.cost = cost

    def reduce(self, listed: Listed, order: Working, by: int, filled: bool) -> None:
        del filled
        left, cost = order.remaining - by, 0
        if left:
            cost = listed.tariff.cost(order, order.tick, left, Liquidity.MAKER)
        tokens = self._count(order, -by, cost - order.cost)
        tokens.resting -= not left
        order.cost = cost

    def unfunded(self, order: Working) -> bool:
        state, purse = self._state, self._state.purses[order.wallet]
        side, _ = order.own(order.tick)
        leg = purse.tokens[order.market].legs[order.outcome]
        if side is Side.SELL and leg.free < 0:
            return True
        credit = state.accounts[order.wallet.account].credit
        return order.cost > 0 and purse.reserved > purse.cash and not credit

    def _count(self, order: Working, size: int, cost: int) -> Tokens:
        purse = self._state.purses[order.wallet]
        tokens = purse.held(order.market, self._state.journal.now)
        tokens.reserved += cost
        purse.reserved += cost
        side, _ = order.own(order.tick)
        if side is Side.SELL:
            tokens.legs[order.outcome].committed += size
        return tokens

    def _trade(
        self,
        listed: Listed,
        purse: Purse,
        order: Working,
        tick: int,
        size: int,
        trade_id: str,
        fee: int,
    ) -> tuple[Tokens, int, int]:
        state = self._state
        tokens = purse.held(order.market, state.journal.now)
        leg = tokens.legs[order.outcome]
        side, each = order.own(tick)
        released = leg.trade(side, each, size)
        trade = state.trades.get(trade_id)
        if trade is None:
            trade = state.trades[trade_id] = Trade(
                id=trade_id, market=order.market, tick=tick, size=size
            )
        trade.parts.append(
            Part(
                order=order.number,
                fill=len(state.accounts[order.wallet.account].fills),
                fee=fee,
                released=released,
            )
        )
        bought = side is Side.BUY
        # Of the second outcome there are always as many.
        if not order.outcome:
            listed.market.pairs += size if bought else -size
        return tokens, leg.held, -each * size if bought else each * size
