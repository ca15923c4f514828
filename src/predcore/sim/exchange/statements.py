"""What a wallet has, and what the exchange holds in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from .orders import Wallet

__all__ = ["BalanceView", "GroupView", "PositionView", "TokenView", "Totals"]


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
class TokenView:
    """One wallet's tokens of one outcome, in prices of that outcome.

    Splitting and merging count each token of a pair at one half.

    Attributes:
        held: below zero only where a trade was undone whose tokens had gone on;
            the next ones to come in make it good.
        reserved: of these, what open sales may still take.
        cost: what those held now have cost, without fees.
        realized: profit of those that have gone, without fees.
        bought, sold: of all fills.
        bought_value, sold_value: their sums of price times size.
    """

    held: Decimal
    reserved: Decimal
    cost: Decimal
    realized: Decimal
    bought: Decimal
    sold: Decimal
    bought_value: Decimal
    sold_value: Decimal

    @property
    def available(self) -> Decimal:
        """What a new sale may take."""
        return self.held - self.reserved

    @property
    def average_cost(self) -> Decimal | None:
        """Of a token held now, ``None`` without any."""
        return self.cost / self.held if self.held > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """What one wallet holds of one market.

    Where holdings are gross, ``outcomes`` tells of each; the rest are sums over both,
    with a purchase of the second outcome told as a sale of the first and a sale as a
    purchase.

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
        outcomes: of the first and of the second; ``None`` where positions net.
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
    outcomes: tuple[TokenView, TokenView] | None = None

    @property
    def first(self) -> Decimal:
        """Contracts held of the first outcome."""
        if self.outcomes is None:
            return max(self.size, Decimal(0))
        return self.outcomes[0].held

    @property
    def second(self) -> Decimal:
        """Contracts held of the second outcome."""
        if self.outcomes is None:
            return max(-self.size, Decimal(0))
        return self.outcomes[1].held
