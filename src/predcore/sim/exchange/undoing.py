"""Trades that did not settle after all.

Both sides get back what they gave, fees included, and give back what they got. Tokens
or cash that have gone on since cannot be fetched from whoever has them now, so the
wallet owes them: it ends below zero, its orders that lost their backing are cancelled,
and whatever comes in next makes it good. In all wallets together nothing is lost.
"""

from __future__ import annotations

from dataclasses import replace

from ... import Side
from .ledger import Ledger
from .markets import Phase
from .orders import Reason
from .records import BalanceCause, FillRecord, TradeUndone
from .refusals import Rejected, Rejection
from .state import Listed, State
from .sweeping import Sweeper
from .working import Part, Trade

__all__ = ["Undoing"]


class Undoing:
    """Takes trades back, where holdings are gross."""

    def __init__(self, state: State, ledger: Ledger, sweeper: Sweeper) -> None:
        self._state = state
        self._ledger = ledger
        self._sweeper = sweeper

    def undo(self, trade_id: str) -> tuple[FillRecord, FillRecord]:
        """Have a trade not have settled; gives its fills as they are told now."""
        state = self._state
        if not state.policy.gross:
            raise Rejected(Rejection.INVALID, "where positions net, trades stand")
        trade = state.trades.get(trade_id)
        if trade is None or trade.undone:
            raise Rejected(Rejection.NOT_FOUND, f"no trade {trade_id!r} stands")
        listed = state.at(trade.market)
        if listed.market.phase is Phase.FINALIZED:
            raise Rejected(Rejection.PHASE, f"{trade.market} is paid out")
        trade.undone = True
        taker, maker = trade.parts
        fills = self._mark(taker), self._mark(maker)
        state.journal.tell(
            TradeUndone(
                sequence=state.journal.next(),
                at=state.journal.now,
                trade_id=trade_id,
                market=trade.market,
                fills=fills,
            )
        )
        for part in trade.parts:
            self._return(listed, trade, part)
        for part in trade.parts:
            self._sweeper.sweep(state.numbered[part.order - 1].wallet)
        return fills

    def _mark(self, part: Part) -> FillRecord:
        wallet = self._state.numbered[part.order - 1].wallet
        fills = self._state.accounts[wallet.account].fills
        marked = fills[part.fill] = replace(fills[part.fill], undone=True)
        return marked

    def _return(self, listed: Listed, trade: Trade, part: Part) -> None:
        state = self._state
        order = state.numbered[part.order - 1]
        purse = state.purses[order.wallet]
        tokens = purse.held(trade.market, state.journal.now)
        side, each = order.own(trade.tick)
        bought = side is Side.BUY
        tokens.legs[order.outcome].untrade(side, each, trade.size, part.released)
        tokens.fees -= part.fee
        state.collected -= part.fee
        if not order.outcome:
            listed.market.pairs -= trade.size if bought else -trade.size
        order.undone += trade.size
        state.journal.position(order.wallet, tokens)
        value = each * trade.size
        back = (value if bought else -value) + part.fee
        self._ledger.move(purse, back, BalanceCause.UNDONE)
        state.journal.order(order, Reason.UNDONE)
