"""What is saved: the venue's own, beside the exchange's document.

Wallets, markets and traders go by their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from predcore import Side

from ..entries import Kind
from ..trading.modes import Modes
from ..trading.orders import OrderType, Status
from ..trading.trades import Finality

__all__ = [
    "VERSION",
    "Document",
    "SavedClaim",
    "SavedEntry",
    "SavedMember",
    "SavedOrder",
    "SavedParty",
    "SavedTrade",
    "documents",
]

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMember:
    """A wallet."""

    name: str
    kind: int
    owner: str
    funder: str
    allowances: dict[str, str]
    operators: dict[str, str]
    volume: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedOrder:
    """An order that came over the wire."""

    id: str
    owner: str
    member: str
    condition: str
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
    status: Status
    matched: Decimal
    trades: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedParty:
    """One order's share of a trade."""

    order_id: str
    owner: str
    address: str
    member: str | None
    outcome: int
    side: Side
    price: Decimal
    size: Decimal
    fee: Decimal
    builder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedTrade:
    """A trade; the first party is the taker."""

    id: str
    condition: str
    parties: list[SavedParty]
    legs: list[str]
    bucket: int
    at: datetime
    updated_at: datetime
    status: Finality
    transaction: str
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedEntry:
    """A line of a history; strangers have no ``member``."""

    kind: Kind
    member: str | None
    address: str
    condition: str
    outcome: int
    side: Side | None
    price: Decimal
    size: Decimal
    at: datetime
    transaction: str
    taker: bool
    fee: Decimal
    trade: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedClaim:
    """Shares that wait to be redeemed."""

    account: str
    condition: str
    tokens: tuple[Decimal, Decimal]
    payout: Decimal
    revenue: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything but the catalogue, which follows from its seed and its instant."""

    version: int
    seed: int
    start: datetime
    now: datetime
    exchange: dict[str, Any]
    members: list[SavedMember]
    keys: list[tuple[str, int]]
    orders: list[SavedOrder]
    trades: list[SavedTrade]
    entries: list[SavedEntry]
    claims: list[SavedClaim]
    modes: Modes
    book_at: dict[str, datetime]


@cache
def documents() -> TypeAdapter[Document]:
    """Reads and writes documents."""
    return TypeAdapter(Document)
