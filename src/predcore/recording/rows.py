"""From an update to a row: pure functions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import Any

from .. import (
    BookUpdate,
    BookView,
    Connected,
    DataState,
    Disconnected,
    Ended,
    Fill,
    FillUpdate,
    Gap,
    Instrument,
    LadderUpdate,
    Lagged,
    Level,
    Order,
    OrderUpdate,
    PositionUpdate,
    QuoteUpdate,
    Resynced,
    Stalled,
    StatusUpdate,
    TradeUpdate,
    Update,
)
from ..kit import LocalBook, Scale
from .tables import Levels, UpdateRow

__all__ = ["book_row", "counted", "to_row", "venue_of"]


def to_row(
    update: Update, number: int, at: int, after: int = 0, depth: int = 0
) -> UpdateRow:
    """The row of an update.

    Args:
        update: what was told.
        number: of the row.
        at: Unix microseconds.
        after: the number of the last frame before it.
        depth: levels a side to keep of a book; its best prices are kept in any case.
    """
    if type(update) is BookUpdate:
        return UpdateRow._make(book_row(update.book, number, at, after, depth))
    for kind, convert in _CONVERT.items():
        if isinstance(update, kind):
            return UpdateRow(number, at, after, _name(kind), **convert(update))
    raise TypeError(f"no row for a {type(update).__name__}")


def book_row(
    book: BookView, number: int, at: int, after: int, depth: int
) -> tuple[object, ...]:
    """The row of a book as ``to_row`` makes it, but a plain tuple: most rows are of
    books, and only plain tuples of plain values are no burden to the collector."""
    bid, ask = book.bid, book.ask
    state = book.state
    bids = asks = None
    if depth and state is DataState.LIVE:
        if isinstance(book, LocalBook):
            bids = book.bids.counted(depth)
            asks = book.offers.counted(depth, as_offers=True)
        else:
            bids = counted(islice(book.bid_levels(), depth))
            asks = counted(islice(book.ask_levels(), depth))
    return (
        number,
        at,
        after,
        "book",
        str(book.instrument),
        None,
        state,
        book.venue_time,
        None if bid is None else bid.price,
        None if bid is None else bid.size,
        None if ask is None else ask.price,
        None if ask is None else ask.size,
        None,
        None,
        None,
        None,
        bids,
        asks,
        None,
    )


def counted(levels: Iterable[Level]) -> Levels:
    """Levels of any book as a local one has them at hand."""
    some = tuple(levels)
    prices, of_price = _steps([level.price for level in some])
    sizes, of_size = _steps([level.size for level in some])
    return (of_price, of_size, *prices, *sizes)


def _steps(values: Iterable[Decimal]) -> tuple[list[int], int]:
    texts = [f"{value:f}" for value in values]
    places = max((len(text.partition(".")[2]) for text in texts), default=0)
    return [Scale(places).read(text) for text in texts], places


def venue_of(update: Update) -> str | None:
    """The venue an update is about; ``None`` where it does not say."""
    if type(update) is BookUpdate:
        return update.book.instrument.venue
    match update:
        case QuoteUpdate(quote=quote):
            return quote.instrument.venue
        case TradeUpdate(trade=trade):
            return trade.instrument.venue
        case StatusUpdate(market=market) | LadderUpdate(market=market):
            return market.venue
        case OrderUpdate(order=order):
            return order.instrument.venue
        case FillUpdate(fill=fill):
            return fill.instrument.venue
        case PositionUpdate(position=position):
            return position.instrument.venue
        case Ended(venue=venue):
            return venue
        case Connected() | Disconnected() | Gap() | Resynced() | Stalled():
            return next((i.venue for i in update.instruments), None)
        case _:
            return None


def _quote(update: QuoteUpdate) -> dict[str, Any]:
    quote = update.quote
    return {
        "instrument": str(quote.instrument),
        "state": quote.state.value,
        "venue_at": quote.venue_time,
        "bid": quote.bid,
        "bid_size": quote.bid_size,
        "ask": quote.ask,
        "ask_size": quote.ask_size,
    }


def _trade(update: TradeUpdate) -> dict[str, Any]:
    trade = update.trade
    return {
        "instrument": str(trade.instrument),
        "venue_at": trade.at,
        "price": trade.price,
        "size": trade.size,
        "side": None if trade.taker_side is None else trade.taker_side.value,
        "id": trade.id,
    }


def _status(update: StatusUpdate) -> dict[str, Any]:
    payouts = {key: str(payout) for key, payout in update.payouts}
    return {
        "market": str(update.market),
        "venue_at": update.at,
        "detail": _json(status=update.status.value, payouts=payouts),
    }


def _ladder(update: LadderUpdate) -> dict[str, Any]:
    bands = [
        {"start": str(band.start), "end": str(band.end), "step": str(band.step)}
        for band in update.ladder.bands
    ]
    return {"market": str(update.market), "detail": _json(bands=bands)}


def _order(update: OrderUpdate) -> dict[str, Any]:
    order: Order = update.order
    return {
        "instrument": str(order.instrument),
        "venue_at": order.updated_at,
        "price": order.price,
        "size": order.size,
        "side": order.side.value,
        "id": order.id,
        "detail": _json(
            status=order.status.value,
            filled=str(order.filled),
            remaining=str(order.remaining),
            client_id=order.client_id,
        ),
    }


def _fill(update: FillUpdate) -> dict[str, Any]:
    fill: Fill = update.fill
    return {
        "instrument": str(fill.instrument),
        "venue_at": fill.at,
        "price": fill.price,
        "size": fill.size,
        "side": fill.side.value,
        "id": fill.id,
        "detail": _json(
            order_id=fill.order_id,
            finality=fill.finality.value,
            fee=None if fill.fee is None else str(fill.fee),
            liquidity=None if fill.liquidity is None else fill.liquidity.value,
        ),
    }


def _position(update: PositionUpdate) -> dict[str, Any]:
    position = update.position
    cost: Decimal | None = position.cost
    return {
        "instrument": str(position.instrument),
        "size": position.size,
        "venue_at": position.updated_at,
        "detail": _json(cost=None if cost is None else str(cost)),
    }


def _about(instruments: Iterable[Instrument], **more: Any) -> dict[str, Any]:
    return {"detail": _json(instruments=[str(i) for i in instruments], **more)}


_CONVERT: dict[type, Callable[[Any], dict[str, Any]]] = {
    QuoteUpdate: _quote,
    TradeUpdate: _trade,
    StatusUpdate: _status,
    LadderUpdate: _ladder,
    OrderUpdate: _order,
    FillUpdate: _fill,
    PositionUpdate: _position,
    Connected: lambda u: _about(u.instruments, attempt=u.attempt),
    Disconnected: lambda u: _about(u.instruments, reason=u.reason),
    Gap: lambda u: _about(u.instruments, expected=u.expected, received=u.received),
    Resynced: lambda u: _about(u.instruments),
    Stalled: lambda u: _about(u.instruments, milliseconds=int(u.seconds * 1000)),
    Ended: lambda u: _about(u.instruments, error=str(u.error)),
    Lagged: lambda u: {"detail": _json(dropped=u.dropped)},
}


def _name(kind: type) -> str:
    return kind.__name__.removesuffix("Update").lower()


def _json(**fields: Any) -> str:
    return json.dumps(fields, separators=(",", ":"))
