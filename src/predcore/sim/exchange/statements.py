"""What a wallet has, and what the exchange holds in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .orders import Wallet

__all__ = ["BalanceView", "GroupView", "PositionView", "Totals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceView:
    """The money of one wallet.

    Attributes:
        cash: what fills, settlements and transfers have left.
        reserved: the most that open orders may still cost, fees included.
    """

    wallet: Wallet
    cash: Decimal
    reserved: Decimal

    @property
    def available(self) -> Decimal:
        """What a new order may cost."""
        return self.cash - self.reserved


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The exchange's own books: ``deposited == cash + pairs + fees``, always.

    Attributes:
        deposited: brought in, less what was taken out.
        cash: of all wallets.
        pairs: held; each is worth one.
        fees: charged on fills and lost to the rounding of pay-outs.
    """

    deposited: Decimal
    cash: Decimal
    pairs: Decimal
    fees: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """An order group as it was at one moment.

    Attributes:
        limit: contracts its orders may trade in the policy's rolling window.
        matched: contracts traded in the window.
        triggered: its orders were cancelled and no new ones are taken until reset.
        orders: ids of its resting orders, oldest first.
    """

    id: str
    wallet: Wallet
    limit: Decimal
    matched: Decimal
    triggered: bool
    orders: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """What one wallet holds of one market.

    Attributes:
        size: contracts; positive of the first outcome, negative of the second.
        exposure: what the contracts held now have cost.
        realized: profit of contracts closed before settlement, without fees.
        fees: paid on all fills.
        traded: what all fills cost or brought, as a sum of price times size of the
            outcome that was bought.
        volume: contracts of all fills.
        bought, sold: contracts of the first outcome, of all fills.
        bought_value, sold_value: their sums of price times size.
        resting: number of orders on the book.
    """

    wallet: Wallet
    market: str
    size: Decimal
    exposure: Decimal
    realized: Decimal
    fees: Decimal
    traded: Decimal
    volume: Decimal
    bought: Decimal
    sold: Decimal
    bought_value: Decimal
    sold_value: Decimal
    resting: int
    updated_at: datetime
