"""Shares of markets that are over: they stay until they are redeemed.

The exchange pays when a market is over. Here a wallet keeps its shares, and what they
are worth is put aside until it asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore.sim.exchange import Rejected, SettlementRecord

from . import ids
from .accounts.members import Member
from .entries import Entry
from .listed import ListedMarket

if TYPE_CHECKING:
    from .floor import Floor

__all__ = ["Claim", "Claims"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Shares of both outcomes, what one of the first pays, and all of them do."""

    tokens: tuple[Decimal, Decimal]
    payout: Decimal
    revenue: Decimal


class Claims:
    """By account and market."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._new: list[SettlementRecord] = []
        self.all: dict[tuple[str, str], Claim] = {}

    def settled(self, record: SettlementRecord) -> None:
        """Take note of a payment; what is put aside, is put aside in :meth:`keep`."""
        self._new.append(record)

    def clear(self) -> None:
        """Forget everything."""
        self._new.clear()
        self.all.clear()

    def keep(self) -> None:
        """Put aside what was paid since the last time."""
        records, self._new = self._new, []
        for record in records:
            account = record.wallet.account
            position = record.position
            tokens = max(position.first, Decimal(0)), max(position.second, Decimal(0))
            if self._floor.members.funded_by(account) is None or not any(tokens):
                continue
            if not self._put_aside(record):
                continue
            self.all[account, record.market] = Claim(
                tokens, record.payout, max(record.revenue, Decimal(0))
            )

    def _put_aside(self, record: SettlementRecord) -> bool:
        """Whether a payment could be taken; not where it made good what was owed."""
        if record.revenue <= 0:
            return True
        try:
            self._floor.exchange.accounts.withdraw(
                record.wallet.account, record.revenue, committed=True
            )
        except Rejected:
            return False
        return True

    def awaited(self, market: ListedMarket) -> list[str]:
        """Accounts that were paid for a market since the last time."""
        return [
            record.wallet.account
            for record in self._new
            if record.market == market.condition
        ]

    def of(
        self, member: Member, market: ListedMarket
    ) -> tuple[Decimal, Decimal] | None:
        """Shares of a market that is over; ``None`` where there are none to redeem."""
        claim = self.all.get((member.account, market.condition))
        return None if claim is None else claim.tokens

    def redeem(self, member: Member, market: ListedMarket) -> Decimal:
        """Turn the shares of a market that is over into pUSD; gives how many.

        Raises ``KeyError`` where there are none.
        """
        claim = self.all.pop((member.account, market.condition))
        floor = self._floor
        if claim.revenue:
            floor.exchange.accounts.deposit(member.account, claim.revenue)
        for outcome, size in enumerate(claim.tokens):
            if size:
                price = 1 - claim.payout if outcome else claim.payout
                entry = Entry(
                    kind="REDEEM",
                    trader=member.trader,
                    market=market,
                    outcome=outcome,
                    side=None,
                    price=price,
                    size=size,
                    at=floor.now,
                    transaction=ids.transaction_hash(
                        f"redeem:{member.account}:{market.condition}"
                    ),
                    taker=False,
                )
                floor.ledger.write(entry)
        return claim.revenue
