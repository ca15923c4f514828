"""Money into a token of each outcome, and back."""

from __future__ import annotations

from decimal import Decimal

from .ledger import Ledger
from .markets import Phase
from .orders import Wallet
from .records import BalanceCause
from .refusals import Rejected, Rejection
from .state import Listed, State
from .tokens import HALF
from .units import ONE, units

__all__ = ["Pairs"]


class Pairs:
    """Makes pairs and takes them back, where holdings are gross."""

    def __init__(self, state: State, ledger: Ledger) -> None:
        self._state = state
        self._ledger = ledger

    def split(self, wallet: Wallet, market: str, size: Decimal, free: bool) -> None:
        """Turn money to pairs; ``free`` leaves what open orders hold back."""
        listed, whole = self._terms(market, size)
        purse = self._state.purse(wallet)
        has = purse.cash - (purse.reserved if free else 0)
        if has < whole * ONE and not self._state.account(wallet.account).credit:
            raise Rejected(
                Rejection.FUNDS, f"wallet {tuple(wallet)} has less than {size} free"
            )
        tokens = purse.held(market, self._state.journal.now)
        for leg in tokens.legs:
            leg.take(HALF, whole)
        listed.market.pairs += whole
        self._state.journal.position(wallet, tokens)
        self._ledger.move(purse, -whole * ONE, BalanceCause.SPLIT)

    def merge(self, wallet: Wallet, market: str, size: Decimal, free: bool) -> None:
        """Turn pairs to money; ``free`` leaves what open orders hold back."""
        listed, whole = self._terms(market, size)
        purse = self._state.purse(wallet)
        tokens = purse.tokens.get(market)
        if tokens is None or whole > min(
            leg.free if free else leg.held for leg in tokens.legs
        ):
            raise Rejected(
                Rejection.POSITION, f"wallet {tuple(wallet)} has no {size} free pairs"
            )
        for leg in tokens.legs:
            leg.give(HALF, whole)
        listed.market.pairs -= whole
        self._state.journal.position(wallet, tokens)
        self._ledger.move(purse, whole * ONE, BalanceCause.MERGE)

    def _terms(self, market: str, size: Decimal) -> tuple[Listed, int]:
        listed, whole = self._state.at(market), units(size)
        if whole is None or whole <= 0:
            raise Rejected(Rejection.SIZE, f"{size} pairs are not some, to six places")
        if listed.market.phase is Phase.FINALIZED:
            raise Rejected(Rejection.PHASE, f"{market} is paid out")
        return listed, whole
