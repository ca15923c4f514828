"""Trades: one order that took, and those it took from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from predcore import Side

from ..accounts.members import Member
from ..listed import ListedMarket

__all__ = ["Finality", "Party", "Trade", "TradeBook"]


class Finality(StrEnum):
    """How far a trade has come on the chain."""

    MATCHED = "MATCHED"
    MINED = "MINED"
    CONFIRMED = "CONFIRMED"
    RETRYING = "RETRYING"
    FAILED = "FAILED"


@dataclass(slots=True, kw_only=True)
class Party:
    """One order's share of a trade, in the terms of its own outcome.

    Attributes:
        owner: the API key, or a name of its own where there was none.
        address: of the wallet.
        member: the wallet, where it is a known one.
        fee: in pUSD.
        builder: 32 bytes in hexadecimal.
    """

    order_id: str
    owner: str
    address: str
    member: Member | None
    outcome: int
    side: Side
    price: Decimal
    size: Decimal
    fee: Decimal
    builder: str


@dataclass(slots=True, kw_only=True, eq=False)
class Trade:
    """A taker at one price, and the makers it met there.

    Attributes:
        legs: the exchange's ids of it, one a maker.
        bucket: which of the trades of its order it is.
        transaction: hash of the transaction, once mined.
    """

    id: str
    market: ListedMarket
    taker: Party
    makers: list[Party]
    legs: list[str]
    bucket: int
    at: datetime
    updated_at: datetime
    status: Finality = Finality.MATCHED
    transaction: str = ""
    error: str | None = None

    @property
    def parties(self) -> list[Party]:
        """The taker first."""
        return [self.taker, *self.makers]

    @property
    def final(self) -> bool:
        """Whether nothing can change any more."""
        return self.status in {Finality.CONFIRMED, Finality.FAILED}


@dataclass(slots=True)
class TradeBook:
    """Trades of known wallets, oldest first."""

    all: dict[str, Trade] = field(default_factory=dict[str, Trade])
    _of: dict[str, list[Trade]] = field(default_factory=dict[str, list[Trade]])

    def add(self, trade: Trade) -> None:
        """Keep a trade, for every known wallet in it."""
        self.all[trade.id] = trade
        accounts = {p.member.account for p in trade.parties if p.member}
        for account in accounts:
            self._of.setdefault(account, []).append(trade)

    def clear(self) -> None:
        """Forget everything."""
        self.all.clear()
        self._of.clear()

    def of(self, member: Member) -> Iterator[Trade]:
        """A wallet's trades, newest first."""
        return reversed(self._of.get(member.account, []))
