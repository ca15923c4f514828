"""Orders, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from uuid import uuid4

from pydantic import AwareDatetime, Field, InstanceOf

from ._errors import PredcoreError
from ._fees import Liquidity, Side
from ._ids import Instrument
from ._model import Probability, Size, model

__all__ = [
    "Accepted",
    "Cancelled",
    "Fill",
    "Finality",
    "NeverArrived",
    "Order",
    "OrderRequest",
    "OrderStatus",
    "Placement",
    "Refused",
    "RejectReason",
    "TimeInForce",
    "Unknown",
]

Positive = Annotated[Decimal, Field(gt=0)]


class TimeInForce(StrEnum):
    """How long an order may wait."""

    GTC = "gtc"
    """Until it is filled or cancelled."""
    GTD = "gtd"
    """Until ``expires_at``."""
    IOC = "ioc"
    """Fills what is there and is gone."""
    FOK = "fok"
    """Fills whole at once or not at all."""


class OrderStatus(StrEnum):
    """Where an order is in its life."""

    PENDING = "pending"
    """Accepted, and not matched or rested yet (some venues delay takers)."""
    UNMATCHED = "unmatched"
    """Accepted and held back, and nothing was there to trade with when that ended;
    the venue does not say in the same breath whether it rests now. Read it again."""
    RESTING = "resting"
    """On the book, perhaps partly filled."""
    FILLED = "filled"
    CANCELLED = "cancelled"
    """Gone with a part or all of it unfilled, whoever ended it."""
    UNKNOWN = "unknown"
    """The venue said something this version does not know (see ``native``), or does not
    say how the order stands."""


class Finality(StrEnum):
    """How far a trade has come from agreed to settled."""

    MATCHED = "matched"
    """Agreed at the venue; nothing is settled."""
    SETTLING = "settling"
    """Being settled: carried out, and not past the point of being undone."""
    RETRYING = "retrying"
    """Settling it went wrong, and is tried again."""
    FINAL = "final"
    """Settled; it cannot be undone."""
    FAILED = "failed"
    """Undone: what was bought or paid with it never arrives."""


class RejectReason(StrEnum):
    """Why an order was refused, for programs to switch on."""

    PRICE = "price"
    """Off the ladder, or no price at all."""
    SIZE = "size"
    """Zero, off the grid, or under the minimum."""
    FUNDS = "funds"
    POSITION = "position"
    """Not enough contracts to sell or reduce."""
    MARKET = "market"
    """Unknown, not open, paused or over."""
    WOULD_CROSS = "would_cross"
    """Post-only, and it would have traded."""
    UNFILLABLE = "unfillable"
    """Fill-or-kill, and there was not enough."""
    SELF_TRADE = "self_trade"
    DUPLICATE = "duplicate"
    """The client id was used before."""
    EXPIRY = "expiry"
    GROUP = "group"
    """An order group's limit, or a group that is not there."""
    NOT_FOUND = "not_found"
    """No such resting order: filled, cancelled, or never there."""
    PERMISSION = "permission"
    """Credentials, scope, account or region."""
    RATE = "rate"
    UNAVAILABLE = "unavailable"
    """The venue takes no orders now."""
    INVALID = "invalid"
    """Malformed in another way; see the error."""
    OTHER = "other"


def _new_client_id() -> str:
    return uuid4().hex


@model
class OrderRequest:
    """What you ask a venue for.

    Attributes:
        price: the worst acceptable, per contract of ``instrument`` (0 to 1).
        size: contracts.
        client_id: your name of it, made before it is sent and never reused; by it an
            order of unknown fate is found again.
        expires_at: for ``GTD``.
        options: what the venue documents beyond this, by its own names.
    """

    instrument: InstanceOf[Instrument]
    side: Side
    price: Annotated[Decimal, Field(gt=0, lt=1)]
    size: Positive
    time_in_force: TimeInForce = TimeInForce.GTC
    post_only: bool = False
    reduce_only: bool = False
    expires_at: AwareDatetime | None = None
    client_id: str = field(default_factory=_new_client_id)
    options: InstanceOf[Mapping[str, Any]] = field(default_factory=dict[str, Any])


@model
class Order:
    """What the venue says of an order.

    Attributes:
        size: contracts wanted in all; ``filled`` of them traded, ``remaining`` rest.
        average_price: of the fills, where the venue says.
        fees: paid so far, where the venue says.
    """

    id: str
    client_id: str | None = None
    instrument: InstanceOf[Instrument]
    side: Side
    price: Probability
    size: Size
    filled: Size
    remaining: Size
    status: OrderStatus
    average_price: Probability | None = None
    fees: Decimal | None = None
    created_at: AwareDatetime | None = None
    updated_at: AwareDatetime | None = None
    expires_at: AwareDatetime | None = None
    native: Any = field(default=None, repr=False, compare=False)


@model
class Fill:
    """One trade of yours.

    Attributes:
        fee: what the balance lost beside price times size.
        finality: where it settles apart from matching; elsewhere always ``FINAL``.
    """

    id: str
    order_id: str
    client_id: str | None = None
    instrument: InstanceOf[Instrument]
    side: Side
    price: Probability
    size: Positive
    liquidity: Liquidity | None = None
    fee: Decimal | None = None
    at: AwareDatetime
    finality: Finality = Finality.FINAL
    native: Any = field(default=None, repr=False, compare=False)

    @property
    def final(self) -> bool:
        """Whether it stands for good; a failed trade does not."""
        return self.finality is Finality.FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The venue took it; ``order`` is its state right after."""

    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """The rest of the order is withdrawn: ``size`` contracts, where the venue says."""

    order_id: str
    size: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It did not happen, certainly.

    Attributes:
        error: why: the venue's answer, or what was wrong before sending.
        sent: whether the venue was asked at all.
    """

    reason: RejectReason
    error: PredcoreError
    sent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """It was sent and may have happened; find out with ``resolve``, never resend.

    Attributes:
        client_id: of the order that was asked for; of a write to an existing order,
            ``order_id`` instead.
    """

    error: PredcoreError
    request: OrderRequest | None = None
    client_id: str | None = None
    order_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverArrived:
    """The venue knows no order of that client id, and will not: it is safe to place
    it anew under a new id."""

    client_id: str


Placement = Accepted | Refused | Unknown
"""The three fates of an order."""
