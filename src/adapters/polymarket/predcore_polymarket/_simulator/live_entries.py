"""The history of the exchange's own wallets, and what it leaves them with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from predcore import Side

from .entries import Entry, Holding

__all__ = ["Live"]


class Live:
    """Entries as they come, and the holdings they add up to."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self.holdings: dict[tuple[str, str], Holding] = {}

    def entries(self) -> list[Entry]:
        """Newest first."""
        return self._entries[::-1]

    def write(self, entries: Iterable[Entry]) -> None:
        """Add what is new, oldest first."""
        self._entries.extend(map(self._count, entries))

    def strike(self, trade: str) -> None:
        """Take a trade off, as if it had never been."""
        left = [entry for entry in self._entries if entry.trade != trade]
        self._entries, self.holdings = [], {}
        self.write(left)

    def _count(self, entry: Entry) -> Entry:
        """The entry with the profit it made."""
        if not entry.trader.holds:
            return entry
        key = entry.trader.wallet, entry.market.tokens[entry.outcome]
        holding = self.holdings.get(key)
        if holding is None:
            holding = self.holdings[key] = Holding(
                trader=entry.trader,
                market=entry.market,
                outcome=entry.outcome,
                first_at=entry.at,
                last_at=entry.at,
            )
        holding.last_at = entry.at
        if entry.side is Side.BUY or entry.kind == "SPLIT":
            holding.add(entry.size, entry.price, entry.fee)
            return entry
        # Tokens that came in by no trade have cost nothing.
        holding.size = max(holding.size, entry.size)
        holding.fees += entry.fee
        return replace(entry, realized=holding.take(entry.size, entry.price))
