"""What is asked of the exchange, and what it says of an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NewType

from ... import OrderStatus, Side, TimeInForce

if TYPE_CHECKING:
    from .records import FillRecord

__all__ = [
    "AccountId",
    "Cancellation",
    "NewOrder",
    "OrderView",
    "Placed",
    "Reason",
    "SelfTrade",
    "Wallet",
    "opposite",
]

AccountId = NewType("AccountId", str)


def opposite(side: Side) -> Side:
    """The other side."""
    return Side.SELL if side is Side.BUY else Side.BUY


class Wallet(NamedTuple):
    """Where collateral and positions are kept apart."""

    account: AccountId
    subaccount: int = 0
    shard: int = 0


class SelfTrade(StrEnum):
    """What happens where an order meets one of the same account."""

    TAKER_AT_CROSS = "taker_at_cross"
    """The incoming order stops there; its rest is cancelled."""
    MAKER = "maker"
    """The resting order is cancelled; the incoming one goes on."""


class Reason(StrEnum):
    """Why an order changed."""

    PLACED = "placed"
    TRADE = "trade"
    AMENDED = "amended"
    DECREASED = "decreased"
    CANCELLED = "cancelled"
    """By its owner."""
    IMMEDIATE = "immediate"
    """The rest of an immediate-or-cancel (or fill-or-kill) order."""
    SELF_TRADE = "self_trade"
    REDUCE_ONLY = "reduce_only"
    """It would have done more than reduce the position."""
    EXPIRED = "expired"
    PAUSED = "paused"
    """It asked to be cancelled in a pause."""
    RESUMED = "resumed"
    """Trading resumed with an empty book."""
    CLOSED = "closed"
    GROUP = "group"
    """Its group was triggered or deleted."""
    FUNDS = "funds"
    """Its wallet no longer had what it held back."""
    UNDONE = "undone"
    """A trade of it was undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """An order for one of a market's two outcomes.

    It meets the orders of both: to buy the second at q is an offer of the first at
    1 - q. Where positions net, the two are the same order; where holdings are gross
    (``Policy.gross``), a sale needs the tokens of its outcome.

    Attributes:
        side: what it does with ``outcome``.
        price: the worst acceptable for ``outcome``, 0 to 1; it, or for the second
            outcome the rest of one, is on the market's ladder.
        size: contracts, on the market's size grid.
        expires_at: given for ``GTD`` and for nothing else.
        post_only: refused rather than trade at once.
        reduce_only: trades no more than brings the position to zero; only for
            orders that do not rest (``IOC``, ``FOK``). Where holdings are gross, a
            sale is cut down to the free tokens, and a purchase reduces nothing.
        cancel_on_pause: cancelled when trading in the market is paused.
        client_id: unique in the account for ever.
        group: the id of an order group of the same wallet.
        outcome: 0 for the first, 1 for the second.
        order_id: for venues whose clients work it out; never used before on this
            exchange. ``None`` to be given one.
    """

    account: AccountId
    market: str
    side: Side
    price: Decimal
    size: Decimal
    time_in_force: TimeInForce = TimeInForce.GTC
    expires_at: datetime | None = None
    post_only: bool = False
    reduce_only: bool = False
    cancel_on_pause: bool = False
    self_trade: SelfTrade = SelfTrade.TAKER_AT_CROSS
    client_id: str | None = None
    subaccount: int = 0
    group: str | None = None
    outcome: int = 0
    order_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order as it was at one moment, in the terms of its own outcome.

    Attributes:
        outcome: 0 for the first, 1 for the second; ``side``, ``price``, the values
            and ``average_price`` are of it.
        number: counts the exchange's orders from 1.
        size: contracts asked for when placed or last amended; a decrease or a
            cancel leaves it.
        filled: contracts traded, of which ``taker_filled`` on arrival.
        remaining: contracts resting.
        taker_value, maker_value: sum of price times size of the fills.
        reason: of the last change; an undone trade leaves it.
        undone: of the contracts ``filled``, those whose trades did not settle. They
            stay in every other number, and do not rest again.
    """

    id: str
    number: int
    client_id: str | None
    wallet: Wallet
    market: str
    side: Side
    price: Decimal
    size: Decimal
    filled: Decimal
    remaining: Decimal
    taker_filled: Decimal
    taker_value: Decimal
    maker_value: Decimal
    taker_fees: Decimal
    maker_fees: Decimal
    status: OrderStatus
    reason: Reason
    time_in_force: TimeInForce
    expires_at: datetime | None
    post_only: bool
    reduce_only: bool
    cancel_on_pause: bool
    self_trade: SelfTrade
    group: str | None
    created_at: datetime
    updated_at: datetime
    outcome: int = 0
    undone: Decimal = Decimal(0)

    @property
    def book_side(self) -> Side:
        """Where it stands in the book, which is of the first outcome."""
        return opposite(self.side) if self.outcome else self.side

    @property
    def book_price(self) -> Decimal:
        """Its price in the book, which is of the first outcome."""
        return 1 - self.price if self.outcome else self.price

    @property
    def fees(self) -> Decimal:
        """Paid so far."""
        return self.taker_fees + self.maker_fees

    @property
    def average_price(self) -> Decimal | None:
        """Of the fills."""
        if not self.filled:
            return None
        return (self.taker_value + self.maker_value) / self.filled


class Placed(NamedTuple):
    """An order right after matching, and the fills it had as the taker."""

    order: OrderView
    fills: tuple[FillRecord, ...]


class Cancellation(NamedTuple):
    """An order after its cancellation, and the contracts that no longer rest."""

    order: OrderView
    reduced_by: Decimal
