"""What a determined market pays, and to whom."""

from __future__ import annotations

from decimal import Decimal

from .ledger import Ledger
from .records import BalanceCause, SettlementRecord
from .state import Listed, State
from .tokens import Tokens
from .units import ONE, money, to_money, to_price
from .views import position_view
from .working import Holding, Purse

__all__ = ["PayOffice"]


class PayOffice:
    """Turns positions into cash."""

    def __init__(self, state: State, ledger: Ledger) -> None:
        self._state = state
        self._ledger = ledger

    def pay(self, listed: Listed, payout: int) -> None:
        """Pay every wallet that traded a market; ``payout`` in ticks.

        Contracts of the second outcome pay the rest of one.
        """
        key = listed.market.key
        for purse in sorted(self._state.purses.values(), key=lambda p: p.wallet):
            holding = purse.holdings.pop(key, None) or purse.tokens.pop(key, None)
            if holding is not None and holding.touched:
                self._settle(listed, purse, holding, payout)
        listed.market.pairs = 0

    def _settle(
        self, listed: Listed, purse: Purse, holding: Holding | Tokens, payout: int
    ) -> None:
        state, held = self._state, position_view(purse.wallet, holding)
        whole = holding.settle(payout)
        revenue = whole - self._rounding(whole, payout)
        fee = whole - revenue
        state.collected += fee
        holding.fees += fee
        record = SettlementRecord(
            sequence=state.journal.next(),
            at=state.journal.now,
            wallet=purse.wallet,
            market=listed.market.key,
            payout=to_price(payout),
            position=held,
            revenue=to_money(revenue),
            fee=to_money(fee),
        )
        state.accounts[purse.wallet.account].settlements.append(record)
        state.journal.tell(record)
        if held.first or held.second:
            state.journal.position(purse.wallet, holding)
            self._ledger.move(purse, revenue, BalanceCause.SETTLEMENT)

    def _rounding(self, whole: int, payout: int) -> int:
        step: Decimal | None = self._state.policy.payout_step
        if step is None or payout in {0, ONE}:
            return 0
        return whole % money(step)
