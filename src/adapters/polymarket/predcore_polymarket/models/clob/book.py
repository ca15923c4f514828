"""Order books of one token, and the venue's fingerprint of them."""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha1
from typing import Any

from predcore.kit import Amount, Exact, Items, Loose, wire

from ..names import TEXTS

__all__ = ["Book", "Level", "book_hash"]


@wire
class Level:
    """Shares resting at a price; sizes have up to six decimals."""

    __dialect__ = TEXTS

    price: Exact
    size: Amount


@wire
class Book:
    """The book of one token as ``/book`` serves it.

    Levels come worst first (the best price is the last), but do not rely on it.
    Captures of 2024 have no ``tick_size``, ``min_order_size`` and ``neg_risk``.
    """

    __dialect__ = TEXTS

    market: str
    """Condition id."""
    asset_id: str
    """Token id."""
    timestamp: str | None = None
    """Milliseconds since 1970, as text."""
    hash: str | None = None
    bids: Items[Level] = ()
    asks: Items[Level] = ()
    min_order_size: Loose = None
    """Shares."""
    tick_size: Loose = None
    neg_risk: bool | None = None
    last_trade_price: Loose = None


def book_hash(book: Book) -> str:
    """The venue's own SHA-1 of a book served by ``/book``, as 40 hex digits.

    Equal hashes mean equal books. Whether the stream's books are hashed in the same
    way is not known.
    """
    recipe: dict[str, Any] = {
        "market": book.market,
        "asset_id": book.asset_id,
        "timestamp": book.timestamp or "",
        "hash": "",
        "bids": [_level(level) for level in book.bids],
        "asks": [_level(level) for level in book.asks],
        "min_order_size": _text(book.min_order_size),
        "tick_size": _text(book.tick_size),
        "neg_risk": bool(book.neg_risk),
        "last_trade_price": _text(book.last_trade_price),
    }
    compact = json.dumps(recipe, separators=(",", ":"), ensure_ascii=False)
    return sha1(compact.encode(), usedforsecurity=False).hexdigest()


def _level(level: Level) -> dict[str, str]:
    return {"price": _text(level.price), "size": _text(level.size)}


def _text(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")
