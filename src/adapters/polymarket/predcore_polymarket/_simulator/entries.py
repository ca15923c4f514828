"""Lines of a trader's history, and what the trader holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from predcore import Side

from .listed import ListedMarket
from .traders import Trader

__all__ = ["Entry", "Holding", "Kind"]

Kind = Literal["TRADE", "REDEEM", "SPLIT", "MERGE"]
"""What happened, in the data API's words."""

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a trader's history; ``realized`` is its profit in pUSD.

    Attributes:
        trade: the venue's id of the trade, of what the exchange traded.
        fee: paid on top of the money of a purchase, or out of that of a sale.
    """

    kind: Kind
    trader: Trader
    market: ListedMarket
    outcome: int
    side: Side | None
    price: Decimal
    size: Decimal
    at: datetime
    transaction: str
    taker: bool
    realized: Decimal = _ZERO
    fee: Decimal = _ZERO
    trade: str | None = None

    @property
    def money(self) -> Decimal:
        """Price times size, in pUSD."""
        return self.price * self.size


@dataclass(slots=True, kw_only=True)
class Holding:
    """Shares of one outcome and what they cost, at the average price."""

    trader: Trader
    market: ListedMarket
    outcome: int
    first_at: datetime
    last_at: datetime
    size: Decimal = _ZERO
    cost: Decimal = _ZERO
    bought: Decimal = _ZERO
    paid: Decimal = _ZERO
    fees: Decimal = _ZERO
    realized: Decimal = _ZERO

    @property
    def average(self) -> Decimal:
        """What a share cost, over everything ever bought."""
        return self.paid / self.bought if self.bought else _ZERO

    def add(self, size: Decimal, price: Decimal, fee: Decimal) -> None:
        """Buy."""
        self.size += size
        self.cost += size * price
        self.bought += size
        self.paid += size * price
        self.fees += fee

    def take(self, size: Decimal, price: Decimal) -> Decimal:
        """Sell or redeem at ``price``; the profit."""
        cost = self.cost * size / self.size
        self.size -= size
        self.cost -= cost
        profit = size * price - cost
        self.realized += profit
        return profit
