"""Quotes and order books of many instruments, two outcomes out of one answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from predcore import (
    Instrument,
    InvalidId,
    InvalidRequest,
    NotFound,
    Orderbook,
    PredcoreError,
    Quote,
    Results,
    VenueError,
)
from predcore.kit import Resting

from ._bulk import in_chunks
from ._catalogue import listed
from ._mapping.prices import to_orderbook, to_quote
from ._mapping.values import VENUE, unknown
from ._tickers import checked_ticker

if TYPE_CHECKING:
    from ._client import Kalshi
    from .models.orderbooks import Orderbook as NativeBook

__all__ = ["checked", "orderbook", "orderbooks", "quotes"]

V = TypeVar("V")
W = TypeVar("W")

_SPOILT = frozenset({400, 404})
_DEEPEST = 100
"""Levels a side that the venue can be asked for; more is all of them."""


async def quotes(
    native: Kalshi, instruments: Sequence[Instrument]
) -> Results[Instrument, Quote]:
    """Best prices out of the market listing."""

    async def ask(tickers: Sequence[str]) -> dict[str, Callable[[Instrument], Quote]]:
        found = await listed(native, tickers)
        now = datetime.now(UTC)
        return {
            ticker: partial(to_quote, native=market, received_at=now)
            for ticker, market in found.items()
        }

    return await _by_market(instruments, ask)


async def orderbook(
    native: Kalshi, instrument: Instrument, depth: int | None
) -> Orderbook:
    """One book; raises ``NotFound``."""
    ticker = checked(instrument).market
    try:
        book = await native.markets.orderbook.get(ticker, depth=_asked(depth))
    except NotFound as error:
        raise unknown(ticker) from error
    return to_orderbook(instrument, book, datetime.now(UTC), depth)


async def orderbooks(
    native: Kalshi, instruments: Sequence[Instrument], depth: int | None
) -> Results[Instrument, Orderbook]:
    """Whole books, cut to ``depth`` here; the bulk endpoint knows no depth."""
    asked = _asked(depth)

    async def ask(
        tickers: Sequence[str],
    ) -> dict[str, Callable[[Instrument], Orderbook]]:
        if len(tickers) == 1:
            book = await native.markets.orderbook.get(tickers[0], depth=asked)
            found = {tickers[0]: book}
        else:
            found = await _whole(native, tickers)
        now = datetime.now(UTC)
        return {
            ticker: partial(to_orderbook, native=book, received_at=now, depth=depth)
            for ticker, book in found.items()
        }

    return await _by_market(instruments, ask)


async def _whole(native: Kalshi, tickers: Sequence[str]) -> dict[str, NativeBook]:
    """Books of the tickers there are: one that is not may spoil the request."""
    try:
        books = await native.markets.orderbooks.list(tickers)
    except VenueError as error:
        known = [*await listed(native, tickers)] if error.status in _SPOILT else tickers
        if len(known) == len(tickers):
            raise
        books = await native.markets.orderbooks.list(known) if known else ()
    return {book.ticker: book.orderbook_fp for book in books}


def checked(instrument: Instrument) -> Instrument:
    """The instrument, if it can be one of ours; raises ``InvalidId``."""
    if instrument.venue != VENUE or instrument.outcome not in {"yes", "no"}:
        raise InvalidId(
            f"{instrument}: instruments here are {VENUE}:<ticker>:yes and "
            f"{VENUE}:<ticker>:no"
        )
    checked_ticker(instrument.market)
    return instrument


def _asked(depth: int | None) -> int | None:
    if depth is not None and depth < 1:
        raise InvalidRequest(f"a book has a depth of at least 1, got {depth}")
    return depth if depth is None or depth <= _DEEPEST else None


async def _by_market(
    instruments: Sequence[Instrument],
    ask: Callable[[Sequence[str]], Awaitable[Mapping[str, Callable[[Instrument], V]]]],
) -> Results[Instrument, V]:
    """Ask for the markets of the instruments, and answer for every instrument."""
    tickers: dict[Instrument, str] = {}
    values: dict[Instrument, V] = {}
    errors: dict[Instrument, PredcoreError] = {}
    for instrument in instruments:
        try:
            tickers[instrument] = checked(instrument).market
        except InvalidId as error:
            errors[instrument] = error
    found = await in_chunks(tickers.values(), ask)
    with Resting():
        for instrument, ticker in tickers.items():
            try:
                values[instrument] = found[ticker](instrument)
            except PredcoreError as error:
                errors[instrument] = error
    return Results(instruments, values, errors)
