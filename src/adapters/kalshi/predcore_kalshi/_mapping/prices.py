"""Quotes, order books, prints and candles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from predcore import Candle, Instrument, Orderbook, Quote, Side, Trade
from predcore.kit import asks_of, bids_of, mapping

from .values import VENUE, flip, from_unix, needed, offered

if TYPE_CHECKING:
    from ..models import candlesticks, historical, markets, orderbooks, trades

__all__ = ["to_archived_candle", "to_candle", "to_orderbook", "to_quote", "to_trade"]

_Row = tuple[Decimal, Decimal]
_price: Callable[[_Row], Decimal] = itemgetter(0)
_size: Callable[[_Row], Decimal] = itemgetter(1)


@mapping
def to_quote(
    instrument: Instrument, native: markets.Market, received_at: datetime
) -> Quote:
    """The top of the book as the market listing has it; Kalshi gives it no time."""
    bid_size, ask_size = native.yes_bid_size_fp, native.yes_ask_size_fp
    last = offered(native.last_price_dollars)
    if instrument.outcome == "yes":
        bid, ask = native.yes_bid_dollars, native.yes_ask_dollars
    else:
        bid, ask = native.no_bid_dollars, native.no_ask_dollars
        bid_size, ask_size = ask_size, bid_size
        last = last and flip(last)
    bid, ask = offered(bid, bid_size), offered(ask, ask_size)
    return Quote(
        instrument=instrument,
        bid=bid,
        bid_size=bid and bid_size,
        ask=ask,
        ask_size=ask and ask_size,
        last=last,
        received_at=received_at,
        native=native,
    )


@mapping
def to_orderbook(
    instrument: Instrument,
    native: orderbooks.Orderbook,
    received_at: datetime,
    depth: int | None = None,
) -> Orderbook:
    """Kalshi's books hold bids only: a bid for *no* at 0.40 is an offer of *yes* at
    0.60."""
    mine, theirs = native.yes_dollars, native.no_dollars
    if instrument.outcome == "no":
        mine, theirs = theirs, mine
    bids, offers = _prices(mine), _prices(theirs)
    return Orderbook(
        instrument=instrument,
        bids=bids_of(bids, [*map(_size, mine)], depth),
        asks=asks_of([*map(flip, offers)], [*map(_size, theirs)], depth),
        received_at=received_at,
        native=native,
    )


def _prices(bids: Sequence[_Row]) -> list[Decimal]:
    """Raises ``ValueError`` for a price that is none."""
    prices = [*map(_price, bids)]
    if prices:
        best, worst = max(prices), min(prices)
        if not 0 < worst <= best < 1:
            raise ValueError(f"bids from {worst} to {best} are no prices")
    return prices


@mapping
def to_trade(native: trades.Trade) -> Trade:
    """A print, told as a trade of *yes*: a taker who bought *no* sold *yes*."""
    ticker = needed(native.ticker, "ticker")
    return Trade(
        instrument=Instrument(VENUE, ticker, "yes"),
        id=native.trade_id,
        price=needed(native.yes_price_dollars, "yes_price_dollars"),
        size=needed(native.count_fp, "count_fp"),
        taker_side=_taker_side(native),
        at=needed(native.created_time, "created_time"),
        native=native,
    )


def _taker_side(native: trades.Trade) -> Side | None:
    match native.taker_outcome_side or native.taker_side:
        case "yes":
            return Side.BUY
        case "no":
            return Side.SELL
        case _:
            return None


@mapping
def to_candle(
    instrument: Instrument, native: candlesticks.Candlestick, interval: timedelta
) -> Candle:
    """Trades of the period, and the bid and ask at its end."""
    price, bid, ask = native.price, native.yes_bid, native.yes_ask
    return _candle(
        instrument,
        native,
        interval,
        (price.open_dollars, price.high_dollars, price.low_dollars, price.close_dollars)
        if price
        else (),
        bid.close_dollars if bid else None,
        ask.close_dollars if ask else None,
        native.volume_fp,
        native.open_interest_fp,
    )


@mapping
def to_archived_candle(
    instrument: Instrument,
    native: historical.CandlestickHistorical,
    interval: timedelta,
) -> Candle:
    """As :func:`to_candle`; the archive names its fields differently."""
    price, bid, ask = native.price, native.yes_bid, native.yes_ask
    return _candle(
        instrument,
        native,
        interval,
        (price.open, price.high, price.low, price.close) if price else (),
        bid.close if bid else None,
        ask.close if ask else None,
        native.volume,
        native.open_interest,
    )


def _candle(
    instrument: Instrument,
    native: candlesticks.Candlestick | historical.CandlestickHistorical,
    interval: timedelta,
    traded: Iterable[Decimal | None],
    bid: Decimal | None,
    ask: Decimal | None,
    volume: Decimal | None,
    open_interest: Decimal | None,
) -> Candle:
    end = from_unix(native.end_period_ts)
    bid, ask = offered(bid), offered(ask)
    first, high, low, last = map(offered, traded) if traded else (None,) * 4
    if instrument.outcome == "no":
        bid, ask = ask and flip(ask), bid and flip(bid)
        first, last = first and flip(first), last and flip(last)
        high, low = low and flip(low), high and flip(high)
    return Candle(
        instrument=instrument,
        start=end - interval,
        end=end,
        open=first,
        high=high,
        low=low,
        close=last,
        volume=volume,
        open_interest=open_interest,
        bid=bid,
        ask=ask,
        native=native,
    )
