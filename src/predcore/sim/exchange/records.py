"""What happened, in order: one numbered record for every change.

Where a record has an ``outcome``, its side and its price are of that outcome, and what
is named ``book_`` is of the first. Without one, they are of the first outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from ... import Liquidity, PriceLadder, Side
from .markets import Phase
from .orders import OrderView, Reason, Wallet, opposite
from .statements import GroupView, PositionView

__all__ = [
    "BalanceCause",
    "BalanceChange",
    "BookChange",
    "FillRecord",
    "GroupChange",
    "GroupEvent",
    "LadderChange",
    "Listener",
    "OrderChange",
    "PositionChange",
    "Print",
    "Record",
    "ScheduleChange",
    "SettlementRecord",
    "StatusChange",
    "TradeUndone",
]


class BalanceCause(StrEnum):
    """Why money moved."""

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    TRANSFER = "transfer"
    FILL = "fill"
    SETTLEMENT = "settlement"
    SPLIT = "split"
    """Turned to a token of each outcome."""
    MERGE = "merge"
    """Came from a token of each outcome."""
    UNDONE = "undone"
    """A trade was undone: what it moved, and its fee, went back."""


class GroupEvent(StrEnum):
    """What happened to an order group."""

    CREATED = "created"
    LIMIT_UPDATED = "limit_updated"
    TRIGGERED = "triggered"
    RESET = "reset"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    sequence: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChange(_Numbered):
    """The contracts resting at a price changed by ``delta`` to ``size``."""

    market: str
    side: Side
    price: Decimal
    delta: Decimal
    size: Decimal
    order_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Print(_Numbered):
    """A public trade.

    Attributes:
        outcome: of the taker's order, 0 or 1.
        price: that ``outcome`` was traded at.
        taker: whether the taker bought or sold ``outcome``.
    """

    id: str
    market: str
    price: Decimal
    size: Decimal
    taker: Side
    outcome: int = 0

    @property
    def book_price(self) -> Decimal:
        """The price of the first outcome."""
        return 1 - self.price if self.outcome else self.price

    @property
    def book_taker(self) -> Side:
        """Whether the taker bid or offered in the book of the first outcome."""
        return opposite(self.taker) if self.outcome else self.taker


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange(_Numbered):
    """An order changed and now is ``order``."""

    order: OrderView
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class FillRecord(_Numbered):
    """One side of a trade; the other side may have traded the other outcome.

    Two buyers of different outcomes share a new pair, two sellers give one back.

    Attributes:
        trade_id: the ``id`` of the print; two fills share it.
        outcome: of the order, 0 or 1.
        side: what the order did with ``outcome``, at ``price`` of it.
        position: the wallet's signed position in the first outcome after it; where
            holdings are gross, its tokens of ``outcome``.
        undone: the trade did not settle; only ever so when asked for later.
    """

    trade_id: str
    order_id: str
    client_id: str | None
    wallet: Wallet
    market: str
    side: Side
    price: Decimal
    size: Decimal
    liquidity: Liquidity
    fee: Decimal
    position: Decimal
    outcome: int = 0
    undone: bool = False

    @property
    def book_side(self) -> Side:
        """What the order did in the book of the first outcome."""
        return opposite(self.side) if self.outcome else self.side

    @property
    def book_price(self) -> Decimal:
        """The price of the first outcome."""
        return 1 - self.price if self.outcome else self.price


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeUndone(_Numbered):
    """A trade did not settle; the changes it takes follow.

    Attributes:
        fills: the taker's and the maker's, as they are told from now on.
    """

    trade_id: str
    market: str
    fills: tuple[FillRecord, FillRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChange(_Numbered):
    """A position changed and now is ``position``."""

    position: PositionView


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceChange(_Numbered):
    """A wallet's cash changed by ``delta`` to ``cash``."""

    wallet: Wallet
    delta: Decimal
    cash: Decimal
    cause: BalanceCause


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(_Numbered):
    """A market went from ``previous`` (``None`` when new) to ``phase``."""

    market: str
    phase: Phase
    previous: Phase | None
    payout: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChange(_Numbered):
    """Trading ends at another time."""

    market: str
    close_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderChange(_Numbered):
    """A market has other prices."""

    market: str
    ladder: PriceLadder


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementRecord(_Numbered):
    """One wallet was paid for one market.

    Attributes:
        payout: of one contract of the first outcome.
        position: as it was paid out, with the fees of its fills.
        revenue: credited; ``fee`` was lost to rounding it down.
    """

    wallet: Wallet
    market: str
    payout: Decimal
    position: PositionView
    revenue: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChange(_Numbered):
    """An order group changed and now is ``group``."""

    group: GroupView
    event: GroupEvent


Record = (
    BookChange
    | Print
    | OrderChange
    | FillRecord
    | PositionChange
    | BalanceChange
    | StatusChange
    | ScheduleChange
    | LadderChange
    | SettlementRecord
    | GroupChange
    | TradeUndone
)
"""Everything a listener may be told."""

Listener = Callable[[Record], None]
