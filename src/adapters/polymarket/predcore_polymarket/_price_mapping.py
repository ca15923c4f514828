"""Polymarket's prices to predcore's. Pure functions: payload in, model out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from predcore import BadResponse, Instrument, Orderbook, Quote, Side, Trade
from predcore.kit import asks_of, bids_of, mapping

from ._instants import from_milliseconds, from_seconds
from .models.clob.book import Book, Level
from .models.data.v2_wallet import Trade as WireTrade

__all__ = ["to_orderbook", "to_quote", "to_trade"]

_SIDES = {"BUY": Side.BUY, "SELL": Side.SELL}

_price: Callable[[Level], Decimal] = attrgetter("price")
_size: Callable[[Level], Decimal] = attrgetter("size")


@mapping
def to_orderbook(
    instrument: Instrument,
    native: Book,
    received_at: datetime,
    depth: int | None = None,
) -> Orderbook:
    """Levels come worst first from the venue; the order is not relied on."""
    bids, asks = native.bids, native.asks
    return Orderbook(
        instrument=instrument,
        bids=bids_of([*map(_price, bids)], [*map(_size, bids)], depth),
        asks=asks_of([*map(_price, asks)], [*map(_size, asks)], depth),
        venue_time=_venue_time(native),
        received_at=received_at,
        native=native,
    )


@mapping
def to_quote(instrument: Instrument, native: Book, received_at: datetime) -> Quote:
    """The top of a book, and its last trade."""
    bid = max((one for one in native.bids if one.size), key=_price, default=None)
    ask = min((one for one in native.asks if one.size), key=_price, default=None)
    return Quote(
        instrument=instrument,
        bid=bid.price if bid else None,
        bid_size=bid.size if bid else None,
        ask=ask.price if ask else None,
        ask_size=ask.size if ask else None,
        last=native.last_trade_price,
        venue_time=_venue_time(native),
        received_at=received_at,
        native=native,
    )


@mapping
def to_trade(instrument: Instrument, native: WireTrade) -> Trade:
    """A fill as its taker saw it.

    One transaction settles one taker's order, at the average of the prices it was
    filled at: the transaction's hash is the print's id.
    """
    if native.price is None or native.size is None:
        raise BadResponse("a trade without a price or a size")
    return Trade(
        instrument=instrument,
        id=native.transaction_hash or "",
        price=native.price,
        size=native.size,
        taker_side=_SIDES.get(native.side or ""),
        at=from_seconds(native.timestamp),
        native=native,
    )


def _venue_time(book: Book) -> datetime | None:
    return from_milliseconds(book.timestamp) if book.timestamp else None
