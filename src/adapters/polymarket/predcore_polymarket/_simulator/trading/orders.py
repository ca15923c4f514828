"""Orders as the venue knows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from predcore import Side

from ..accounts.members import Member
from ..listed import ListedMarket

__all__ = ["FOK_KILLED", "NO_MATCH", "OrderType", "Register", "Status", "VenueOrder"]

FOK_KILLED = "order couldn't be fully filled. FOK orders are fully filled or killed."
NO_MATCH = (
    "no orders found to match with FAK order. FAK orders are partially filled or "
    "killed if no match is found."
)


class OrderType(StrEnum):
    """How long an order may rest."""

    GTC = "GTC"
    GTD = "GTD"
    FOK = "FOK"
    FAK = "FAK"


class Status(StrEnum):
    """Statuses of an order; what a killed order was told comes after ``CANCELED_``."""

    LIVE = "LIVE"
    MATCHED = "MATCHED"
    DELAYED = "DELAYED"
    UNMATCHED = "UNMATCHED"
    CANCELED = "CANCELED"
    EXPIRED = "CANCELED_EXPIRED_ORDER"
    RESOLVED = "CANCELED_MARKET_RESOLVED"
    NO_BALANCE = "CANCELED_NOT_ENOUGH_BALANCE"
    NO_FILL = f"CANCELED_{FOK_KILLED}"
    NO_COUNTERPART = f"CANCELED_{NO_MATCH}"


_OPEN = frozenset({Status.LIVE, Status.DELAYED})


@dataclass(slots=True, kw_only=True, eq=False)
class VenueOrder:
    """An order from its acceptance on.

    Attributes:
        id: the digest that was signed.
        owner: the API key it came with.
        price, size: of ``outcome``, in shares.
        budget: pUSD that a purchase at once may spend; it is filled by this.
        expiration: Unix seconds as they travelled; 0 for none.
        builder: 32 bytes in hexadecimal.
        matched: shares traded.
        trades: ids of its trades, oldest first.
    """

    id: str
    owner: str
    member: Member
    market: ListedMarket
    outcome: int
    side: Side
    price: Decimal
    size: Decimal
    budget: Decimal | None
    type: OrderType
    post_only: bool
    expiration: int
    builder: str
    created_at: datetime
    status: Status = Status.LIVE
    matched: Decimal = Decimal(0)
    trades: list[str] = field(default_factory=list[str])

    @property
    def is_open(self) -> bool:
        """Whether it may still trade."""
        return self.status in _OPEN

    @property
    def token(self) -> str:
        """What it buys or sells."""
        return self.market.tokens[self.outcome]

    @property
    def remaining(self) -> Decimal:
        """Shares that are left to trade."""
        return self.size - self.matched


class Register:
    """Every order that came over the wire."""

    def __init__(self) -> None:
        self.all: dict[str, VenueOrder] = {}
        self._open: dict[str, dict[str, VenueOrder]] = {}

    def get(self, order_id: str) -> VenueOrder | None:
        """An order by its id."""
        return self.all.get(order_id)

    def add(self, order: VenueOrder) -> None:
        """An order that was accepted, or killed."""
        self.all[order.id] = order
        self.file(order)

    def file(self, order: VenueOrder) -> None:
        """Note whether an order is still open."""
        mine = self._open.setdefault(order.owner, {})
        if order.is_open:
            mine[order.id] = order
        else:
            mine.pop(order.id, None)

    def clear(self) -> None:
        """Forget everything."""
        self.all.clear()
        self._open.clear()

    def open(self, owner: str) -> list[VenueOrder]:
        """The open orders of an API key, oldest first."""
        return list(self._open.get(owner, {}).values())
